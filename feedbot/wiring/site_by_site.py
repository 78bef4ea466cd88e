"""One site after another: what stops one does not stop the others; knows nothing of what is done to them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from feedbot.errors import FeedbotError, StateError
from feedbot.publishing.report import Report
from feedbot.publishing.site import Site

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What became of each site."""

    reports: tuple[Report, ...]
    failed: tuple[str, ...]  # names of the sites that could not be served; the log says why


def site_by_site(sites: Iterable[Site], serve: Callable[[Site], Report]) -> Round:
    """Serve each site, and go on where one fails.

    Raises:
        FeedbotError: The store, which all sites share, cannot be used; or no site could be served.
    """
    reports: list[Report] = []
    failures: dict[str, Exception] = {}
    for site in sites:
        try:
            reports.append(serve(site))
        except StateError:
            raise
        except Exception as error:  # noqa: BLE001  # told below
            failures[site.name] = error
    if failures and not reports:
        raise next(iter(failures.values()))
    for name, failure in failures.items():
        bug = None if isinstance(failure, FeedbotError) else failure
        _log.error("site %s could not be served: %s", name, failure, exc_info=bug)
    return Round(reports=tuple(reports), failed=tuple(failures))
