"""What becomes of a live feed's entries: taken over, there already, or left alone and why; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedbot.content.article import Article
from feedbot.content.identity.known import Known
from feedbot.content.identity.recognition import Recognised, mint
from feedbot.feeds.feed import FeedFormat
from feedbot.feeds.live_entry import LiveEntry
from feedbot.publishing.claims import Claim, Doubt, claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """Each entry once."""

    taken: tuple[Claim, ...] = ()  # these articles get the id and the dates of their entries
    kept: tuple[Claim, ...] = ()  # these have them already
    own_ids: tuple[Claim, ...] = ()  # of those taken: the front matter has another id, which rests
    doubtful: tuple[Doubt, ...] = ()  # nothing is taken
    strangers: tuple[LiveEntry, ...] = ()  # no article here; remembered, so that they are no news later


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What was adopted for one site, or would be."""

    site: str
    source: str
    format: FeedFormat
    well_formed: bool
    entries: int
    first_pass: bool  # all that is out is taken as known with it
    verdicts: Verdicts
    unusable: tuple[str, ...] = ()
    replaced: int = 0  # articles that had another id from an earlier adoption
    baseline: int = 0  # articles that were out already, and are announced to nobody

    @property
    def fits(self) -> bool:
        """Say whether it is this site's feed at all."""
        found = self.verdicts
        return bool(found.taken or found.kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What an adoption finds: the articles that are out, those that are not just now, and what is known."""

    site_url: str
    out: Mapping[str, Recognised]  # by path
    hidden: Sequence[Article]  # drafts, future ones, and those that clash with others
    rows: Sequence[Known]

    def row_of(self, path: str) -> Known | None:
        """Return what is known of the article at a path, out or not."""
        if path in self.out:
            return self.out[path].before
        here = [row for row in self.rows if row.path == path]
        return max(here, key=lambda row: row.first_seen, default=None)

    def uids(self) -> dict[str, str]:
        """Return the uid of each known article, by its path as it is now."""
        gone = {row.path: row.uid for row in self.rows if row.path and row.path not in self.out}
        return gone | {path: one.before.uid for path, one in self.out.items() if one.before}

    def owners(self) -> dict[str, str]:
        """Return whose each id is: the uids of known articles, and what a front matter says of any."""
        own = {
            own_id: path
            for path, one in self.out.items()
            if one.article.own_id
            for own_id in (one.article.own_id, mint(one.article, self.site_url))
        }
        now_at = {one.before.uid: path for path, one in self.out.items() if one.before}
        return own | {row.uid: row.path for row in self.rows} | now_at


def sort_out(entries: Sequence[LiveEntry], scene: Scene) -> Verdicts:
    """Decide what becomes of each entry; an article that is out goes before one that is not.

    The live id goes before one in the front matter, for it is the one that readers know.
    """
    uids = scene.uids()
    shown = [one.article for one in scene.out.values()]
    first = claims(entries, shown, site_url=scene.site_url, uids=uids)
    second = claims(first.strangers, scene.hidden, site_url=scene.site_url, uids=uids)
    owners = scene.owners()
    taken: list[Claim] = []
    kept: list[Claim] = []
    doubtful = [*first.doubtful, *second.doubtful]
    for claim in (*first.sure, *second.sure):
        row, path = scene.row_of(claim.article.path), claim.article.path
        if row is not None and row.uid == claim.entry.id and row.adopted:
            kept.append(claim)
        elif _is_free(claim.entry.id, path, row, owners):
            taken.append(claim)
        else:
            owner = owners[claim.entry.id] or "an entry whose file is not there"
            doubtful.append(Doubt(entry=claim.entry, why=f"it fits {path}, and its id is that of {owner}"))
    return Verdicts(
        taken=tuple(taken),
        kept=tuple(kept),
        own_ids=tuple(claim for claim in taken if _has_another(claim, scene.site_url)),
        doubtful=tuple(doubtful),
        strangers=second.strangers,
    )


def _has_another(claim: Claim, site_url: str) -> bool:
    """Say whether the front matter has an id, and it is not the entry's."""
    article = claim.article
    return bool(article.own_id) and claim.entry.id not in {article.own_id, mint(article, site_url)}


def _is_free(uid: str, path: str, row: Known | None, owners: Mapping[str, str]) -> bool:
    """Say whether an article may have a uid; that of an entry without a file is free for its new one."""
    owner = owners.get(uid, path)
    return owner == path or (owner == "" and row is None)
