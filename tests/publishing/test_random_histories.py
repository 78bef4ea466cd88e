"""Random histories of a content folder: whatever happens to an article, it is announced once at most.

Each article carries its own word, in its title and its text, through everything that happens to it;
so the words that were announced tell whether one article was ever taken for two.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from feedbot.deliveries.delivery import Move, State
from tests.publishing.histories import Commit, Replay, post
from tests.sites import START, TestSite

COMMITS = 14


@dataclass(frozen=True)
class Piece:
    """One article as its author has it."""

    word: str
    title: str
    text: str
    date: datetime
    draft: bool = False
    broken: bool = False
    slug: str = ""
    copied: bool = False

    @property
    def source(self) -> str:
        matter = {"slug": self.slug} if self.slug else {}
        mark = ": x: y" if self.broken else " (copie)" if self.copied else ""
        title = f"{self.title} {self.word}{mark}"
        draft = str(self.draft).lower()
        return post(title, f"{self.text} {self.word}.", self.date.isoformat(), draft=draft, **matter)


@dataclass
class Author:
    """Somebody who works on a folder, one thing at a time."""

    chance: random.Random
    pieces: dict[str, Piece] = field(default_factory=dict)  # by path
    deleted: list[tuple[str, Piece]] = field(default_factory=list)
    words: Iterator[str] = field(default_factory=lambda: (f"mot{number}" for number in range(10_000)))
    did: list[str] = field(default_factory=list)

    def something(self, now: datetime) -> Commit:
        """Do one thing to the folder and return the commit."""
        deeds: tuple[Callable[[], dict[str, Piece | None]], ...] = (
            lambda: self.write(now),
            self.write_many,
            lambda: self.edit(text=f"Réécrit {self.chance.random()}"),
            lambda: self.edit(title=f"Titre {self.chance.random()}"),
            lambda: self.edit(draft=self.chance.random() < 0.5),
            lambda: self.edit(broken=self.chance.random() < 0.5),
            lambda: self.edit(slug=f"slug-{self.chance.random()}"),
            lambda: self.edit(date=now + timedelta(hours=self.chance.randint(-99, 9))),
            self.rename,
            self.rename_all,
            lambda: self.rename(text=f"Réécrit {self.chance.random()}"),
            lambda: self.rename(title=f"Titre {self.chance.random()}"),
            self.swap,
            self.copy,
            self.delete,
            self.restore,
        )
        deed = self.chance.choice(deeds)
        changes = deed()
        told = {path: piece.source.replace("\n", " ") if piece else None for path, piece in changes.items()}
        self.did.append(f"{now:%d %H:%M} {told}")
        for path, piece in changes.items():
            if piece is None:
                del self.pieces[path]
        self.pieces.update({path: piece for path, piece in changes.items() if piece})
        return {path: piece.source if piece else None for path, piece in changes.items()}

    def write(self, now: datetime) -> dict[str, Piece | None]:
        date = now + timedelta(seconds=self.chance.randint(-(10**7), 10**4))
        draft = self.chance.random() < 0.3
        piece = Piece(next(self.words), f"Titre {self.chance.random()}", "Texte", date, draft=draft)
        return {f"posts/{piece.word}.md": piece}

    def write_many(self) -> dict[str, Piece | None]:
        return {path: piece for _ in range(5) for path, piece in self.write(START).items()}

    def edit(self, **facts: object) -> dict[str, Piece | None]:
        return {path: replace(piece, **facts) for path, piece in self.some(broken="broken" in facts)}  # type: ignore[arg-type]  # any of its fields

    def rename(self, **facts: object) -> dict[str, Piece | None]:
        changes: dict[str, Piece | None] = {}
        for path, piece in self.some():
            changes |= {path: None, self.free_path(): replace(piece, **facts)}  # type: ignore[arg-type]  # any of its fields
        return changes

    def rename_all(self) -> dict[str, Piece | None]:
        folder = self.free_path().removesuffix(".md")
        whole = {path: piece for path, piece in self.pieces.items() if not piece.broken}
        return {**dict.fromkeys(whole), **{f"{folder}/{path}": piece for path, piece in whole.items()}}

    def swap(self) -> dict[str, Piece | None]:
        two = [(path, piece) for path, piece in self.pieces.items() if not piece.broken][:2]
        return {} if len(two) < 2 else {two[0][0]: two[1][1], two[1][0]: two[0][1]}

    def copy(self) -> dict[str, Piece | None]:
        """Begin an article with the text of another one."""
        copies = [
            replace(piece, title=f"Titre {self.chance.random()}", slug="", copied=True)
            for _, piece in self.some()
        ]
        return {self.free_path(): copy for copy in copies}

    def delete(self) -> dict[str, Piece | None]:
        doomed = self.some()
        self.deleted += doomed
        return {path: None for path, _ in doomed}

    def restore(self) -> dict[str, Piece | None]:
        """Restore what was deleted last, unless a copy of it may have taken its place meanwhile."""
        words = {piece.word for piece in self.pieces.values()}
        last = [self.deleted.pop()] if self.deleted else []
        return {path: piece for path, piece in last if piece.word not in words}

    def some(self, *, broken: bool = False) -> list[tuple[str, Piece]]:
        able = [(path, piece) for path, piece in self.pieces.items() if broken or not piece.broken]
        return self.chance.sample(able, min(1, len(able)))

    def free_path(self) -> str:
        return f"{self.chance.choice(['posts', 'essays', 'Notes/été'])}/p{self.chance.random()}.md"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(16))
def test_no_article_is_announced_twice_and_none_that_was_there_at_first(tmp_path: Path, seed: int) -> None:
    author = Author(random.Random(seed))
    replay = Replay(TestSite(tmp_path))
    author.pieces = {path: piece for path, piece in author.write_many().items() if piece}
    replay.commit({path: piece.source for path, piece in author.pieces.items()})
    at_first = _known(replay)
    words_at_first = {piece.word for path, piece in author.pieces.items() if path in at_first.values()}
    for _ in range(COMMITS):
        replay.commit(author.something(replay.site.clock.now))
        replay.site.clock.wind(timedelta(hours=author.chance.randint(0, 5)))
        _release_some(replay, author.chance)
    replay.commit({})
    told = "\n".join(author.did)
    uids = Counter(replay.posted_uids())
    assert not [uid for uid, times in uids.items() if times > 1], told
    assert not uids.keys() & at_first.keys(), told
    words = Counter(title.split()[-1] for title in replay.announced if not title.endswith("(copie)"))
    assert not [word for word, times in words.items() if times > 1], told
    assert not words.keys() & words_at_first, told


def _known(replay: Replay) -> dict[str, str]:
    """Return the path of each known article, by uid."""
    app = replay.site.open()
    with app.store:
        return {row.uid: row.path for row in app.store.ledger.articles(app.sites[0].name)}


def _release_some(replay: Replay, chance: random.Random) -> None:
    """Let a person release what a bulk has held, now and then."""
    app, now = replay.site.open(), replay.site.clock.now
    with app.store:
        for row in app.store.outbox.listing(app.sites[0].name, states=(State.HELD,)):
            if chance.random() < 0.5:
                step = Move(to=State.WAITING, reason="released", due_at=now, wanted_since=now)
                app.store.outbox.move(row, step, actor="person:test", now=now)
