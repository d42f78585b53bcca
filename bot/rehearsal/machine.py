"""The machine of a rehearsal: the clock's process, and the signs of open consoles."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from bot.rehearsal.crew import Counsellor
from bot.rehearsal.scene import Scene
from domain.conversation import VisitState
from services import presences
from services.work import Work

PREPARATION: Final = timedelta(minutes=31)
"""So long before the opening the machine begins: a minute before the evening is made ready."""

_CLOSE: Final = timedelta(seconds=5)
_NEAR: Final = timedelta(seconds=15)
_FAR: Final = timedelta(seconds=60)
_AROUND: Final = timedelta(seconds=30)
_BEAT: Final = timedelta(seconds=30)
_SWEEP: Final = timedelta(minutes=5)
_AFTER_REPORT: Final = timedelta(minutes=3)


class Machine:
    """Looks as often as anything can depend on it; in a service that is every second.

    Every five seconds around a turn of the evening and while a console is silent; at the end of
    every offer (``run`` notes that); else every quarter of a minute, or every minute while nobody
    waits.
    """

    def __init__(self, scene: Scene, crew: Mapping[UUID, Counsellor]) -> None:
        tonight = scene.evening
        self._scene = scene
        self._crew = crew
        self._turns = (
            tonight.opens_at,
            tonight.last_intake_at,
            tonight.notice_at,
            tonight.closes_at,
            tonight.report_at,
        )

    def begin(self) -> None:
        """Note the first of everything."""
        begins_at = self._scene.evening.opens_at - PREPARATION
        for act in (self._tick, self._beat, self._sweep):
            self._scene.agenda.note(begins_at, act)
        for turn in self._turns:
            self._scene.agenda.note(turn, self._scene.stage.tick)

    def _tick(self) -> None:
        self._scene.stage.tick()
        self._again(self._tick, self._until_tick())

    def _beat(self) -> None:
        here = [member.id for member in self._crew.values() if member.is_here]
        if here:
            self._scene.stage.acts(_beats(here))
        self._again(self._beat, _BEAT)

    def _sweep(self) -> None:
        self._scene.stage.sweep()
        self._again(self._sweep, _SWEEP)

    def _until_tick(self) -> timedelta:
        now = self._scene.now
        is_turning = any(turn - _FAR <= now <= turn + _AROUND for turn in self._turns)
        if is_turning or any(member.is_silent for member in self._crew.values()):
            return _CLOSE
        return _NEAR if self._scene.moment.count(VisitState.WAITING) else _FAR

    def _again(self, act: Callable[[], None], after: timedelta) -> None:
        if not self._is_over():
            self._scene.agenda.note(self._scene.now + after, act)

    def _is_over(self) -> bool:
        is_late = self._scene.now > self._scene.evening.report_at + _AFTER_REPORT
        return is_late and all(
            visit.state is VisitState.OUT_OF_HOURS for visit in self._scene.moment.visits.values()
        )


def _beats(member_ids: list[UUID]) -> Callable[[Work], None]:
    def beat(work: Work) -> None:
        for member_id in member_ids:
            presences.beat(work, member_id)

    return beat
