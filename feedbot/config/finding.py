"""Where the configuration lies, and where feedbot remembers; reads neither."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from feedbot.errors import ConfigError

SYSTEM_FILE: Final = Path("/etc/feedbot/feedbot.toml")
SYSTEM_STATE: Final = Path("/var/lib/feedbot")  # what StateDirectory= is in the shipped units


def find_config(given: Path | None, *, cwd: Path, system: Path = SYSTEM_FILE) -> Path:
    """Return the configuration file: the given one, else ``feedbot.toml`` in ``cwd``, else the system's.

    Raises:
        ConfigError: none of them is there.

    """
    wanted = (cwd / given,) if given is not None else (cwd / "feedbot.toml", system)
    found = next((file for file in wanted if file.is_file()), None)
    if found is None:
        places = " or ".join(str(file) for file in wanted)
        mistake = f"there is no configuration at {places}\n    say where it is: feedbot --config FILE ..."
        raise ConfigError((mistake,))
    return found


def state_folder(file: Path, environ: Mapping[str, str]) -> Path:
    """Return the state folder; a command beside the service shares the service's."""
    # systemd lists several directories apart by colons; the first is ours.
    given = environ.get("STATE_DIRECTORY", "").partition(":")[0]
    if given:
        return Path(given)
    if file.parent == SYSTEM_FILE.parent:
        return SYSTEM_STATE if file == SYSTEM_FILE else SYSTEM_STATE.with_name(f"feedbot-{file.stem}")
    return file.parent / ".feedbot"
