"""A saved session is whole, private, and its loss is no trouble."""

from __future__ import annotations

from pathlib import Path

from feedbot.networks.session_file import SessionFile


def test_what_was_saved_last_is_loaded(tmp_path: Path) -> None:
    file = SessionFile(path=tmp_path / "deep" / "session.json")
    assert file.load() == ""
    file.save("één")
    file.save("zwei")
    assert SessionFile(path=tmp_path / "deep" / "session.json").load() == "zwei"
    assert [found.name for found in file.path.parent.iterdir()] == ["session.json"]


def test_only_its_owner_may_read_it_even_after_a_careless_copy(tmp_path: Path) -> None:
    file = SessionFile(path=tmp_path / "session.json")
    left = tmp_path / ".session.json.new"
    left.write_text("half of one")
    left.chmod(0o666)
    file.save("secret")
    assert file.path.stat().st_mode & 0o777 == 0o600
    assert file.load() == "secret"


def test_what_cannot_be_read_counts_as_nothing(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    (tmp_path / "folder").mkdir()
    assert SessionFile(path=tmp_path / "bytes").load() == ""
    assert SessionFile(path=tmp_path / "folder").load() == ""
