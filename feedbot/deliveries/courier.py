"""The courier: takes what is due to each account, one thread per account; leaves accounts in trouble alone.

Each row is an ``errand``; what stops one account stops no other.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event

from feedbot.deliveries import retry
from feedbot.deliveries.delivery import Delivery
from feedbot.deliveries.errand import Errand, Worded
from feedbot.deliveries.live_gate import Live, NotLive
from feedbot.deliveries.outbox import AccountPause, Outbox
from feedbot.deliveries.world import World
from feedbot.errors import FeedbotError
from feedbot.networks.network import AccountStatus, Network, NotSent, Trouble

log = logging.getLogger(__name__)

MOST_ACCOUNTS_AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Courier:
    """Delivers what is due for one site."""

    site: str
    outbox: Outbox
    networks: Mapping[str, Network]  # by account
    word: Callable[[Delivery, Network], Worded]
    gate: Callable[[Delivery], Live | NotLive]
    give_up_after: timedelta
    world: World
    probe: bool = False  # ask accounts in trouble at once, without waiting for their pause to end
    resumed: set[str] = field(default_factory=set)  # accounts that came back: their rows did not grow old
    troubled: set[str] = field(default_factory=set)  # accounts that got into trouble in this very pass
    halted: Event = field(default_factory=Event)  # one account's thread failed, or a person pressed Ctrl-C

    @property
    def stopping(self) -> bool:
        """Say whether to begin nothing new."""
        return self.halted.is_set() or self.world.stopping()

    def deliver_due(self) -> tuple[Delivery, ...]:
        """Carry everything that is due, account by account; return each row as it stands afterwards."""
        pauses = {pause.account: pause for pause in self.outbox.pauses(self.site)}
        by_account: dict[str, list[Delivery]] = {}
        for row in self.outbox.due(self.site, self.world.clock()):
            if row.account in self.networks:
                by_account.setdefault(row.account, []).append(row)
        if not by_account:
            return ()
        with ThreadPoolExecutor(min(len(by_account), MOST_ACCOUNTS_AT_ONCE), "courier") as pool:
            try:
                rounds = [
                    pool.submit(self._serve, rows, pauses.get(account))
                    for account, rows in by_account.items()
                ]
                for served in as_completed(rounds):
                    served.result()  # the first failure is heard at once
                return tuple(row for served in rounds for row in served.result())
            except BaseException:
                self.halted.set()  # the pool waits for what is being sent
                raise

    def _serve(self, rows: Sequence[Delivery], pause: AccountPause | None) -> list[Delivery]:
        if pause is not None and not self._is_over(pause):
            return []
        served: list[Delivery] = []
        for row in rows:
            if self.stopping:
                break
            self.world.alive()
            errand = self._errand(row)
            after = errand.take()
            if after is not None:
                served.append(after)
            if errand.trouble:
                break
        return served

    def _errand(self, row: Delivery) -> Errand:
        back = row.account in self.resumed  # what waited for its account has not grown old
        return Errand(
            row=row,
            outbox=self.outbox,
            networks=self.networks,
            word=self.word,
            gate=self.gate,
            give_up_after=timedelta.max if back else self.give_up_after,
            world=self.world,
            stopping=lambda: self.stopping,
            tell_trouble=lambda outcome: self._pause(row.account, outcome),
        )

    def _is_over(self, pause: AccountPause) -> bool:
        now = self.world.clock()
        if pause.account in self.troubled:
            return False
        if now < pause.until and (pause.trouble is Trouble.BUSY or not self.probe):
            return False
        if pause.trouble is not Trouble.BUSY:
            status = self._look_at(pause.account)
            if not status.ok:
                trouble = NotSent(why=status.says, account=status.trouble or pause.trouble)
                self._pause(pause.account, trouble, since=pause.since)
                return False
        self.outbox.resume(self.site, pause.account)
        self.resumed.add(pause.account)
        log.info("account %s can post again", pause.account)
        return True

    def _look_at(self, account: str) -> AccountStatus:
        try:
            return self.networks[account].check()
        except FeedbotError:
            raise
        except Exception as error:  # one broken adapter must not stop the other accounts
            log.exception("account %s could not be looked at: feedbot itself failed", account)
            return AccountStatus(ok=False, who="", says=f"feedbot failed: {type(error).__name__}")

    def _pause(self, account: str, outcome: NotSent, *, since: datetime | None = None) -> None:
        """Stop sending to an account in trouble; its rows keep waiting."""
        assert outcome.account is not None
        self.troubled.add(account)
        now, why = self.world.clock(), self.world.strike(outcome.why)
        self.outbox.pause(
            self.site,
            AccountPause(
                account=account,
                trouble=outcome.account,
                reason=why,
                since=since or now,
                until=retry.pause_for(outcome, now),
            ),
        )
        log.warning("account %s is paused (%s): %s", account, outcome.account, why)
