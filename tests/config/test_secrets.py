"""Secrets are fetched from four places, late, and what is wrong with one never shows it."""

import os
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from feedbot.config.secrets import (
    InCredential,
    InEnvironment,
    InFile,
    InKeyring,
    NoReference,
    Reference,
    reference,
    resolve,
)
from feedbot.errors import CredentialError

CANARY = "tok-canary-9f2c"
KEY = "accounts.nest.token"


def secret_file(folder: Path, content: bytes = CANARY.encode(), mode: int = 0o600) -> Path:
    file = folder / "nest"
    file.write_bytes(content)
    file.chmod(mode)
    return file


def refusal(place: Reference, **environ: str) -> str:
    with pytest.raises(CredentialError) as caught:
        resolve(place, key=KEY, environ=environ)
    chain = [caught.value, caught.value.__cause__, caught.value.__context__]
    assert CANARY not in "".join(f"{error!r}{getattr(error, 'object', '')!r}" for error in chain)
    return str(caught.value)


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_a_file_holds_the_secret_and_perhaps_a_line_end(tmp_path: Path, end: bytes) -> None:
    file = secret_file(tmp_path, CANARY.encode() + end)
    secret = resolve(InFile(path=file), key=KEY, environ={})
    assert secret.reveal() == CANARY
    assert CANARY not in f"{secret!r}{secret!s}"


def test_a_file_may_be_a_link_as_containers_make_them(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(secret_file(tmp_path))
    assert resolve(InFile(path=link), key=KEY, environ={}).reveal() == CANARY


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = secret_file(tmp_path, mode=mode)
    assert refusal(InFile(path=file)) == (f"{KEY}: {file} can be read by other users; run: chmod 600 {file}")


def test_in_the_directory_of_credentials_systemd_has_closed_the_door_already(tmp_path: Path) -> None:
    secret_file(tmp_path, mode=0o644)
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path)}
    assert resolve(InCredential(name="nest"), key=KEY, environ=environ).reveal() == CANARY
    assert resolve(InFile(path=tmp_path / "nest"), key=KEY, environ=environ).reveal() == CANARY


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe" + CANARY.encode(), CANARY.encode() + b"\0"])
def test_a_file_without_text_is_refused(tmp_path: Path, content: bytes) -> None:
    file = secret_file(tmp_path, content)
    assert refusal(InFile(path=file)) == (
        f"{KEY}: {file} holds no text; write the secret into {file} and run: chmod 600 {file}"
    )


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refusal(InFile(path=tmp_path / "nest")).startswith(
        f"{KEY}: {tmp_path}/nest cannot be read (No such file or directory); write the secret into"
    )


def test_a_pipe_in_place_of_a_file_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "nest", 0o600)
    assert "is not a file" in refusal(InFile(path=tmp_path / "nest"))


def test_a_huge_file_is_no_secret(tmp_path: Path) -> None:
    file = secret_file(tmp_path, b"x" * 70_000)
    assert "is too large for a secret" in refusal(InFile(path=file))


def test_the_environment_holds_the_secret() -> None:
    assert resolve(InEnvironment(name="TOKEN"), key=KEY, environ={"TOKEN": CANARY}).reveal() == CANARY


def test_an_empty_variable_is_a_missing_one() -> None:
    told = f"{KEY}: the environment variable TOKEN holds no text; set TOKEN where feedbot is started"
    assert refusal(InEnvironment(name="TOKEN")) == told
    assert refusal(InEnvironment(name="TOKEN"), TOKEN="") == told


def test_a_credential_without_systemd_says_how_to_load_it() -> None:
    assert refusal(InCredential(name="nest")) == (
        f"{KEY}: there is no $CREDENTIALS_DIRECTORY, so no credential nest; "
        "start feedbot by systemd with LoadCredential=nest:/etc/feedbot/credentials/nest"
    )


class Drawer(KeyringBackend):
    """A keyring in memory, through keyring's own door for backends."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        if service == "locked":
            raise KeyringLocked(CANARY)
        return CANARY if (service, username) == ("feedbot/x", "nest") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError


@pytest.fixture
def drawer() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(Drawer())  # type: ignore[no-untyped-call]  # keyring's own __init__ says nothing
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("drawer")
def test_the_keyring_holds_the_secret() -> None:
    assert resolve(InKeyring(service="feedbot/x", user="nest"), key=KEY, environ={}).reveal() == CANARY


@pytest.mark.usefixtures("drawer")
def test_an_empty_or_locked_keyring_is_named_with_its_repair() -> None:
    assert refusal(InKeyring(service="feedbot", user="nest")) == (
        f"{KEY}: the keyring entry feedbot/nest holds no text; run: keyring set feedbot nest"
    )
    assert refusal(InKeyring(service="locked", user="nest")) == (
        f"{KEY}: the keyring entry locked/nest cannot be read (KeyringLocked); "
        "unlock the keyring or use a file"
    )


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ({"file": "nest"}, InFile(path=Path("/etc/feedbot/nest"))),
        ({"file": "/run/nest"}, InFile(path=Path("/run/nest"))),
        ({"env": "TOKEN"}, InEnvironment(name="TOKEN")),
        ({"credential": "nest"}, InCredential(name="nest")),
        ({"keyring": "feedbot/x/nest"}, InKeyring(service="feedbot/x", user="nest")),
    ],
)
def test_a_reference_has_four_forms(written: object, place: Reference) -> None:
    assert reference(written, folder=Path("/etc/feedbot")) == place


@pytest.mark.parametrize(
    "written",
    [
        CANARY,
        5,
        True,
        [CANARY],
        {},
        {"file": ""},
        {"file": 5},
        {"value": CANARY},
        {"file": CANARY, "env": CANARY},
        {"credential": "../nest"},
        {"keyring": "nest"},
    ],
)
def test_anything_else_is_refused_without_repeating_it(written: object) -> None:
    found = reference(written, folder=Path("/"))
    assert isinstance(found, NoReference)
    assert CANARY not in f"{found.what}{found.repair}"
