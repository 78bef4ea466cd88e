"""Secrets by reference: the configuration names the place, the value is fetched when an account is used.

A value never appears in a message, and never in the configuration itself.
The places: a file, an environment variable, a systemd credential
(https://systemd.io/CREDENTIALS), an entry of the desktop's keyring (extra ``keyring``).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from feedbot.errors import CredentialError
from feedbot.networks.secret import Secret

FORMS: Final = '{ file = "..." }, { env = "..." }, { credential = "..." } or { keyring = "service/user" }'
_MOST_BYTES: Final = 64 * 1024  # the largest real secret is a private key of a few kB


@dataclass(frozen=True, slots=True, kw_only=True)
class InFile:
    """The secret is what a file of ours holds, readable by nobody else."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class InEnvironment:
    """The secret is the value of an environment variable."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InCredential:
    """The secret is a credential that systemd put into ``$CREDENTIALS_DIRECTORY``."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InKeyring:
    """The secret is a password in the keyring of the desktop."""

    service: str
    user: str


Reference: TypeAlias = InFile | InEnvironment | InCredential | InKeyring


@dataclass(frozen=True, slots=True, kw_only=True)
class NoReference:
    """What stands where a reference is wanted is none; neither sentence repeats it."""

    what: str
    repair: str


def reference(value: object, *, folder: Path) -> Reference | NoReference:
    """Read one reference as TOML gave it; a relative file starts at ``folder``."""
    if isinstance(value, str):
        return NoReference(
            what="a secret stands in the configuration itself (not shown here)",
            repair=f"have the network make a new one, for others may have read this; then write {FORMS}",
        )
    if isinstance(value, dict) and len(value) == 1:
        ((form, name),) = value.items()
        if isinstance(name, str) and name.strip() and form in {"file", "env", "credential", "keyring"}:
            return _reference(form, name, folder)
    return NoReference(what="this is not the place of a secret", repair=f"write one of {FORMS}")


def _reference(form: str, name: str, folder: Path) -> Reference | NoReference:
    match form:
        case "file":
            return InFile(path=folder / name)
        case "env":
            return InEnvironment(name=name)
        case "credential":
            if name in {".", ".."} or "/" in name:
                return NoReference(
                    what="a credential has a name, not a path", repair='write { credential = "x-token" }'
                )
            return InCredential(name=name)
        case _:
            service, _, user = name.rpartition("/")
            if not service or not user:
                return NoReference(
                    what="a keyring entry has two parts", repair='write { keyring = "service/user" }'
                )
            return InKeyring(service=service, user=user)


def resolve(place: Reference, *, key: str, environ: Mapping[str, str]) -> Secret:
    """Fetch the secret from its place; ``key`` is its name in the configuration.

    Raises:
        CredentialError: it is missing, empty, unreadable or open to other users; names key and place only.

    """
    match place:
        case InFile(path=path):
            return _from_file(path, key=key, environ=environ)
        case InEnvironment(name=name):
            return _not_empty(
                environ.get(name, ""),
                key=key,
                where=f"the environment variable {name}",
                repair=f"set {name} where feedbot is started",
            )
        case InCredential(name=name):
            return _from_credential(name, key=key, environ=environ)
        case InKeyring(service=service, user=user):
            return _from_keyring(service, user, key=key)


def _from_file(path: Path, *, key: str, environ: Mapping[str, str]) -> Secret:
    repair = f"write the secret into {path} and run: chmod 600 {path}"
    try:
        # O_NONBLOCK: a FIFO must not hold feedbot up for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise CredentialError(f"{key}: {path} cannot be read ({error.strerror}); {repair}") from None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise CredentialError(f"{key}: {path} is not a file; {repair}")
        if status.st_mode & 0o077 and not _is_credential(path, environ):
            raise CredentialError(f"{key}: {path} can be read by other users; run: chmod 600 {path}")
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise CredentialError(f"{key}: {path} is too large for a secret; {repair}")
    return _not_empty(_decoded(content), key=key, where=str(path), repair=repair)


def _decoded(content: bytes) -> str:
    """Return the text, or "" where there is none; no exception may carry the bytes along."""
    try:
        return content.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        return ""


def _is_credential(path: Path, environ: Mapping[str, str]) -> bool:
    """Say whether systemd put the file there: its directory is closed to others, the files' modes vary."""
    folder = environ.get("CREDENTIALS_DIRECTORY", "")
    return bool(folder) and path.resolve().is_relative_to(Path(folder).resolve())


def _from_credential(name: str, *, key: str, environ: Mapping[str, str]) -> Secret:
    folder = environ.get("CREDENTIALS_DIRECTORY", "")
    if not folder:
        raise CredentialError(
            f"{key}: there is no $CREDENTIALS_DIRECTORY, so no credential {name}; "
            f"start feedbot by systemd with LoadCredential={name}:/etc/feedbot/credentials/{name}"
        )
    return _from_file(Path(folder) / name, key=key, environ=environ)


def _from_keyring(service: str, user: str, *, key: str) -> Secret:
    where = f"the keyring entry {service}/{user}"
    try:
        import keyring  # noqa: PLC0415  # an extra, and 100 ms
        import keyring.errors  # noqa: PLC0415
    except ImportError:
        raise CredentialError(f"{key}: {where} needs the extra: pip install 'feedbot[keyring]'") from None
    failure = ""
    try:
        found = keyring.get_password(service, user)
    except keyring.errors.KeyringError as error:
        # The exception is raised outside: a backend's words may hold what it has read.
        found, failure = None, type(error).__name__
    if failure:
        raise CredentialError(f"{key}: {where} cannot be read ({failure}); unlock the keyring or use a file")
    return _not_empty(found or "", key=key, where=where, repair=f"run: keyring set {service} {user}")


def _not_empty(text: str, *, key: str, where: str, repair: str) -> Secret:
    if not text.strip() or "\0" in text:
        raise CredentialError(f"{key}: {where} holds no text; {repair}")
    return Secret(text)
