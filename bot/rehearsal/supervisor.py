"""The supervisor of a rehearsal: takes what nobody takes, gives talks back, lets them run on."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID

from bot.rehearsal.crew import Counsellor, Deed
from bot.rehearsal.ledger import VisitNow
from bot.rehearsal.scene import Scene
from domain.conversation import Passing, VisitState
from services import alerts, presences, reading, room, supervision, waiting_line
from services.shown_alerts import ShownAlert
from services.work import Work

_LOOKS_EVERY: Final = timedelta(seconds=30)
_EXTENDED_BY: Final = 25


class Supervisor:
    """Looks at the board twice a minute, from another member's console as it were."""

    def __init__(self, member: Counsellor, crew: dict[UUID, Counsellor], scene: Scene) -> None:
        self._member = member
        self._crew = crew
        self._scene = scene
        self._extended: set[UUID] = set()

    def begin(self) -> None:
        """Note the first look."""
        self._scene.agenda.note(self._member.plan.comes_at + _LOOKS_EVERY, self._look)

    def _look(self) -> None:
        if self._member.is_here:
            self._see_alerts()
            asked = {offer.visit_id for offer in self._scene.moment.offers.values()}
            for visit in list(self._scene.moment.visits.values()):
                self._care_for(visit, is_asked=visit.id in asked)
        if self._scene.now < self._scene.evening.report_at + timedelta(hours=3):
            self._scene.agenda.note(self._scene.now + _LOOKS_EVERY, self._look)

    def _see_alerts(self) -> None:
        """Acknowledge what is new, and settle what nothing stands in the way of."""
        member_id = self._member.id
        for alert in self._scene.stage.look(_alerts_of(member_id)):
            act = alerts.settle if alert.may_be_settled else alerts.acknowledge
            self._scene.stage.acts(partial(act, alert_id=alert.id, member_id=member_id))

    def _care_for(self, visit: VisitNow, *, is_asked: bool) -> None:
        if visit.state is VisitState.TALKING:
            self._care_for_talk(visit, is_asked=is_asked)
        elif visit.state is VisitState.WAITING and visit.escalated_at is not None and not is_asked:
            self._with_room(
                lambda work: waiting_line.take(work, visit.id, member_id=self._member.id)
            )

    def _care_for_talk(self, visit: VisitNow, *, is_asked: bool) -> None:
        owner = self._crew.get(visit.owner_id) if visit.owner_id is not None else None
        if visit.passing is Passing.DROPPED and owner is not None and owner.is_here:
            self._scene.stage.acts(lambda work: supervision.give_back(work, visit.id))
        elif visit.passing is not None and visit.escalated_at is not None and not is_asked:
            self._with_room(
                lambda work: supervision.take_over(work, visit.id, supervisor_id=self._member.id)
            )
        if self._scene.now >= self._scene.evening.closes_at and visit.id not in self._extended:
            self._extended.add(visit.id)
            self._scene.stage.acts(
                lambda work: supervision.extend(work, visit.id, minutes=_EXTENDED_BY)
            )

    def _with_room(self, act: Deed) -> None:
        """Do it within one's room, which a supervisor may widen up to the schedule's most."""
        if self._room() < 1:
            most = self._scene.schedule.capacity.most
            self._scene.stage.acts(lambda work: presences.set_capacity(work, self._member.id, most))
        if self._room() >= 1:
            self._scene.stage.acts(act)

    def _room(self) -> int:
        return self._scene.stage.look(_room_of(self._member.id))


def _alerts_of(member_id: UUID) -> Callable[[Work], tuple[ShownAlert, ...]]:
    return lambda work: alerts.list_open(work, reading.viewer(work, member_id))


def _room_of(member_id: UUID) -> Callable[[Work], int]:
    return lambda work: room.room_of(work, member_id)
