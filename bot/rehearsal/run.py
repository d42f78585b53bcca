"""Runs one planned evening through the program, step by step, and gives what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from structlog.testing import capture_logs

from bot.rehearsal import ledger
from bot.rehearsal.agenda import Agenda
from bot.rehearsal.chance import Chance
from bot.rehearsal.claims import Broken
from bot.rehearsal.crew import Counsellor
from bot.rehearsal.ledger import Moment, VisitNow
from bot.rehearsal.machine import PREPARATION, Machine
from bot.rehearsal.numbers import Numbers, Tide
from bot.rehearsal.people import Person
from bot.rehearsal.plan import EveningPlan
from bot.rehearsal.scene import Scene
from bot.rehearsal.stage import Stage
from bot.rehearsal.supervisor import Supervisor
from bot.rehearsal.talk import Talk
from bot.rehearsal.watch import Watch
from domain.conversation import VisitState
from domain.offer import LEASE
from routing.schedule import Schedule

_TOO_LONG: Final = timedelta(hours=6)

Progress = Callable[[datetime], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One evening that was rehearsed: its numbers, its tide, and the claims that did not hold."""

    plan: EveningPlan
    numbers: Numbers
    tide: tuple[Tide, ...]
    broken: tuple[Broken, ...]


def rehearse(
    plan: EveningPlan, schedules: Path, schedule: Schedule, *, progress: Progress
) -> Outcome:
    """Run an evening; ``progress`` is called after every step with the virtual time."""
    earliest = [person.writes_at for person in plan.people]
    earliest += [member.comes_at for member in plan.members]
    begins_at = min([plan.evening.opens_at - PREPARATION, *earliest]) - timedelta(minutes=1)
    with capture_logs() as logged, Stage.opened(schedules, at=begins_at) as stage:
        return _Run(plan, stage, schedule, logged).whole(progress)


class _Run:
    def __init__(
        self, plan: EveningPlan, stage: Stage, schedule: Schedule, logged: list[Any]
    ) -> None:
        self._plan = plan
        self._stage = stage
        self._names = {stage.contact_of(person.name): person.name for person in plan.people}
        nothing = Moment(at=stage.now, visits={}, offers={}, crew={})
        self._scene = Scene(stage, Agenda(), plan.evening, schedule, nothing)
        self._chance = Chance(f"acts {plan.seed}")
        self._talks = 0
        self._people = {
            person.name: Person(person, self._scene, self._chance.branch(person.name))
            for person in plan.people
        }
        members = {stage.add_member(member): member for member in plan.members}
        self._crew = {
            member_id: Counsellor(member, member_id, self._scene, self._chance.branch(member.name))
            for member_id, member in members.items()
        }
        self._watch = Watch(plan, schedule, stage, members, logged)

    def whole(self, progress: Progress) -> Outcome:
        """The evening from its first word to the last record."""
        self._note_everybody()
        too_late = self._plan.evening.report_at + _TOO_LONG
        agenda = self._scene.agenda
        while (at := agenda.next_at()) is not None and at < too_late:
            self._stage.hand.move(at)
            agenda.take()()
            self._after_step()
            progress(self._stage.now)
        numbers = self._watch.sum_up(self._names)
        return Outcome(
            plan=self._plan, numbers=numbers, tide=self._watch.tide, broken=self._watch.broken
        )

    def _note_everybody(self) -> None:
        for person in self._people.values():
            person.begin()
        for member in self._crew.values():
            member.begin()
            if member.plan.is_supervisor:
                Supervisor(member, self._crew, self._scene).begin()
        Machine(self._scene, self._crew).begin()

    def _after_step(self) -> None:
        """See what the step has changed, and let people and counsellors act on it later."""
        heard = self._stage.phones.take_heard()
        self._watch.read_log()
        if not self._stage.take_changed():
            return
        before = self._scene.moment
        after = self._stage.look(
            lambda work: ledger.read(work.session, at=self._stage.now, people=self._names)
        )
        self._scene.moment = after
        self._watch.see(before, after, heard)
        for each in heard:
            self._people[each.person].hears(each)
        self._react(before, after)

    def _react(self, before: Moment, after: Moment) -> None:
        for offer in after.offers.values():
            if offer.id not in before.offers:
                self._crew[offer.member_id].is_asked(offer)
                self._scene.agenda.note(offer.made_at + LEASE, self._stage.tick)
        for visit in after.visits.values():
            known = before.visits.get(visit.id)
            if known is None or known.state is not visit.state:
                self._changed(visit)
        for visit_id, visit in before.visits.items():
            if visit_id not in after.visits and visit.owner_id is not None:
                self._crew[visit.owner_id].had(visit)

    def _changed(self, visit: VisitNow) -> None:
        person = self._people[visit.person]
        if visit.state is VisitState.WAITING:
            person.waits()
        elif visit.state is VisitState.RESTING:
            person.rests()
        elif visit.state is VisitState.TALKING:
            self._talks += 1
            chance = self._chance.branch(f"talk {self._talks}")
            Talk(visit, person, self._crew, self._scene, chance).begin()
