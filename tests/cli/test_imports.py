"""What a command must not import: a late import that slips back to the top of a file shows here, untimed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.sites import CONFIG, TestSite

PROJECT = Path(__file__).resolve().parents[2]

ACCOUNTS = """
[accounts.on-x]
network = "x"
consumer_key = { env = "KEY" }
consumer_secret = { env = "KEY" }
access_token = { env = "KEY" }
access_token_secret = { env = "KEY" }

[accounts.on-mastodon]
network = "mastodon"
server = "https://social.example"
token = { env = "KEY" }

[accounts.on-bluesky]
network = "bluesky"
handle = "essai.example"
app_password = { env = "KEY" }
"""

# What reads articles, renders feeds, words and sends announcements, upgrades the store, or watches.
WORKING = frozenset(
    {
        "alembic",
        "apscheduler",
        "feedgen",
        "frontmatter",
        "httpx2",
        "jinja2",
        "lxml",
        "markdown_it",
        "nh3",
        "psycopg",
        "regex",
        "rich",
        "tweepy",
        "twitter_text",
        "watchfiles",
        "yaml",
    }
)
TELL = """
import sys
from feedbot.cli.main import run
code = run(sys.argv[1:])
print(*{name.partition(".")[0] for name in sys.modules}, file=sys.stderr)
sys.exit(code)
"""


def imported(*args: str) -> set[str]:
    """Run feedbot in a process of its own; return the packages that it imported."""
    ran = subprocess.run(
        [sys.executable, "-c", TELL, *args], capture_output=True, text=True, cwd=PROJECT, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stderr.split())


def test_help_imports_neither_configuration_nor_store() -> None:
    names = imported("--help")
    assert "click" in names
    assert not names & (WORKING | {"pydantic", "sqlalchemy"})


def test_a_pass_with_nothing_to_do_imports_nothing_that_works(tmp_path: Path) -> None:
    site = TestSite(tmp_path, config=CONFIG + ACCOUNTS)
    site.write("label.md", tags="[Grenoble]")
    publish = ("--config", str(site.file), "publish")
    assert imported(*publish) >= {"feedgen", "markdown_it", "yaml"}
    names = imported(*publish, "--exit-code")
    assert "sqlalchemy" in names
    assert not names & WORKING


def test_a_pass_that_has_only_to_glance_imports_neither_configuration_nor_store(tmp_path: Path) -> None:
    site = TestSite(tmp_path, config=CONFIG + ACCOUNTS)
    site.write("label.md")
    publish = ("--config", str(site.file), "publish")
    imported(*publish)
    imported(*publish)  # nothing is too young any more to be known by its stamp
    assert not imported(*publish) & (WORKING | {"pydantic", "sqlalchemy"})
