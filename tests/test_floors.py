"""The floors hold, and breaking one is noticed: tried on a copy of the package."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.check import PROJECT, imports

pytestmark = pytest.mark.slow


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    shutil.copytree(
        PROJECT / "feedbot", tmp_path / "feedbot", ignore=shutil.ignore_patterns("__pycache__", "*.pyc")
    )
    return tmp_path


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(imports(), cwd=folder, capture_output=True, text=True, check=False)


def test_the_package_keeps_to_its_floors(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "seed"),
    [
        ("errors.py", "import feedbot.cli.main"),
        ("content/article.py", "import feedbot.feeds.feed"),
        ("feeds/feed.py", "import feedbot.announcements.announcement"),
        ("deliveries/delivery.py", "import socket"),
        ("networks/network.py", "import sqlalchemy"),
        ("stray.py", "'A room on no floor.'"),
    ],
)
def test_a_wrong_import_breaks_the_build(module: str, seed: str, copy: Path) -> None:
    file = copy / "feedbot" / module
    before = file.read_text() if file.exists() else ""
    file.write_text(f"{before}\n{seed}\n")
    done = lint(copy)
    assert done.returncode == 1, done.stdout
    assert f"feedbot.{module.removesuffix('.py').replace('/', '.')}" in done.stdout.replace("\n", " ")
