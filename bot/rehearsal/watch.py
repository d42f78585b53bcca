"""Watches a rehearsal: after every step the claims are asked and the numbers noted."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from bot.rehearsal import ledger
from bot.rehearsal.claims import FAIR, NO_TROUBLE, Broken, Claims
from bot.rehearsal.final_claims import final_claims
from bot.rehearsal.ledger import Moment
from bot.rehearsal.numbers import Numbers, Tide, count_up
from bot.rehearsal.phone import Heard
from bot.rehearsal.plan import EveningPlan, MemberPlan
from bot.rehearsal.stage import Stage
from bot.rehearsal.turns import Turns
from domain.conversation import VisitState
from routing.schedule import Schedule


class Watch:
    """Sees the tables, the phones and the log; touches nothing."""

    def __init__(
        self,
        plan: EveningPlan,
        schedule: Schedule,
        stage: Stage,
        members: Mapping[UUID, MemberPlan],
        logged: list[Any],
    ) -> None:
        self._schedule = schedule
        self._stage = stage
        self._logged = logged
        self._claims = Claims(plan.evening, schedule, members)
        self._turns = Turns(
            lambda visit_id, moment: stage.look(
                lambda work: ledger.refused_since(work.session, visit_id, moment)
            )
        )
        self._tide: list[Tide] = []

    @property
    def tide(self) -> tuple[Tide, ...]:
        """How many waited and talked, from moment to moment."""
        return tuple(self._tide)

    @property
    def broken(self) -> tuple[Broken, ...]:
        """The claims that did not hold so far."""
        return tuple(self._claims.broken)

    def see(self, before: Moment, after: Moment, heard: Iterable[Heard]) -> None:
        """Take in a step that has changed something."""
        self._claims.check(after)
        self._claims.listen(heard, after)
        for how in self._turns.follow(before, after):
            self._claims.note(FAIR, after.at, how)
        waiting, talking = after.count(VisitState.WAITING), after.count(VisitState.TALKING)
        last = self._tide[-1] if self._tide else None
        if last is None or (last.waiting, last.talking) != (waiting, talking):
            self._tide.append(Tide(at=after.at, waiting=waiting, talking=talking))

    def read_log(self) -> None:
        """An error that the program has caught and logged is a claim that did not hold."""
        for entry in self._logged:
            if entry["log_level"] in {"error", "critical"} or entry["event"] == "event set aside":
                how = f"{entry['event']}: {entry.get('trouble')} {entry.get('where')}"
                self._claims.note(NO_TROUBLE, self._stage.now, how)
        self._logged.clear()

    def sum_up(self, people: Mapping[bytes, str]) -> Numbers:
        """Ask the claims of the end, and give the numbers."""
        for claim, how in self._stage.look(
            lambda work: list(final_claims(work.session, self._schedule, people))
        ):
            self._claims.note(claim, self._stage.now, how)
        return self._stage.look(
            lambda work: count_up(work.session, self._turns, self._tide, self._stage.refused)
        )
