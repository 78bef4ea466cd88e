"""A small registry for the tests of the configuration: every type of option, and nothing is built."""

from pathlib import Path

from feedbot.config.checking import Known
from feedbot.config.reading import read_config
from feedbot.config.settings import Config
from feedbot.networks.entry import Entry, Option

NOWHERE = "reading a configuration builds no network"

BIRD = Entry(
    name="bird",
    says="A network with an option of every type.",
    module=NOWHERE,
    options=(
        Option(name="token", says="The access token.", required=True, secret=True),
        Option(name="app_key", says="The app's key.", secret=True),
        Option(name="server", says="Where it lives.", required=True),
        Option(name="visibility", says="Who sees it.", default="public"),
        Option(name="cards", says="Whether cards are made.", default=True),
        Option(name="room", says="How much fits.", default=280),
        Option(name="pace", says="Posts per second.", default=0.5),
        Option(name="languages", says="Of the account.", default=("fr", "en")),
    ),
)
PAPER = Entry(name="paper", says="A network without options.", module=NOWHERE, options=())

KNOWN = Known(networks={"bird": BIRD, "paper": PAPER}, generators=("plain", "hugo"))


def read(file: Path, **environ: str) -> Config:
    """Read a file as if feedbot had been started in its folder."""
    return read_config(file, cwd=file.parent, environ=environ, known=KNOWN)


def write(folder: Path, text: str, name: str = "feedbot.toml") -> Path:
    """Write a configuration and the content folder that it speaks of."""
    (folder / "content").mkdir(exist_ok=True)
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
