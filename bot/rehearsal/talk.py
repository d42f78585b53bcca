"""A talk of a rehearsal: one writes, the other answers, for about as long as the plan says."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from bot.rehearsal.chance import Chance
from bot.rehearsal.crew import Counsellor
from bot.rehearsal.ledger import VisitNow
from bot.rehearsal.people import Person
from bot.rehearsal.scene import Scene
from domain.conversation import VisitState
from domain.risk_level import CONSULTED

_MESSAGES_A_TURN: Final = 4.7
_SHORTEST_GAP: Final = 40.0
_AGAIN_SECONDS: Final = 20.0
_LEFT_TO_THE_CLOCK: Final = 0.25
_SHORTEST_MINUTES: Final = 6.0
_SILENT_LONG: Final = timedelta(minutes=55)


class Talk:
    """Who has the talk is asked anew at every turn: it may have been handed over."""

    def __init__(
        self,
        visit: VisitNow,
        person: Person,
        crew: Mapping[UUID, Counsellor],
        scene: Scene,
        chance: Chance,
    ) -> None:
        plan = person.plan
        self._visit_id = visit.id
        self._person = person
        self._crew = crew
        self._scene = scene
        self._chance = chance
        # Whoever comes back from a rest, or comes late, has a shorter talk.
        minutes = plan.talk_minutes / 3 if person.went_silent else plan.talk_minutes
        length = timedelta(minutes=max(_SHORTEST_MINUTES, minutes))
        self._ends_at = scene.now + length
        turns = max(2.0, plan.messages / _MESSAGES_A_TURN)
        self._gap = max(_SHORTEST_GAP, length.total_seconds() / turns)
        self._silent_from = self._silence(scene.now)
        self._is_to_hand_over = False
        self._is_left_to_the_clock = chance.happens(_LEFT_TO_THE_CLOCK)

    def begin(self) -> None:
        """The counsellor greets within a minute or two."""
        owner = self._owner()
        self._is_to_hand_over = owner is not None and self._chance.happens(owner.plan.hands_over)
        self._scene.later(self._counsellor_turn, seconds=self._chance.between(25, 150))

    def _silence(self, began_at: datetime) -> datetime | None:
        after = self._person.plan.silent_after
        if after is None or self._person.went_silent:
            return None
        return began_at + timedelta(minutes=after)

    def _counsellor_turn(self) -> None:
        visit = self._scene.talk(self._visit_id)
        if visit is None:
            return
        owner = self._owner()
        if owner is None or not owner.is_here:
            self._scene.later(self._counsellor_turn, seconds=_AGAIN_SECONDS)
            return
        if self._is_to_end(visit) or self._person.has_blocked:
            if not owner.ends(visit.id):
                self._scene.later(self._counsellor_turn, seconds=_AGAIN_SECONDS)
            return
        self._perhaps_hand_over(owner)
        if not owner.says(self._visit_id):
            self._scene.later(self._counsellor_turn, seconds=_AGAIN_SECONDS)
            return
        self._scene.later(self._person_turn, seconds=self._gap * self._chance.between(0.3, 0.8))

    def _person_turn(self) -> None:
        if self._scene.talk(self._visit_id) is None:
            return
        if self._silent_from is not None and self._scene.now >= self._silent_from:
            self._person.went_silent = True
            self._scene.later(self._after_silence, seconds=_SILENT_LONG.total_seconds())
            return
        bubbles = self._person.burst()
        self._person.write(bubbles, visit_id=self._visit_id)
        seconds = self._gap * self._chance.between(0.3, 0.7) + 8 * (bubbles - 1)
        self._scene.later(self._counsellor_turn, seconds=seconds)

    def _after_silence(self) -> None:
        """Where there is danger no clock ends the talk: its counsellor does, in the end."""
        self._ends_at = self._scene.now
        self._counsellor_turn()

    def _is_to_end(self, visit: VisitNow) -> bool:
        is_late = self._scene.now >= self._scene.evening.extension_until
        if is_late and visit.risk < CONSULTED:
            return not self._is_left_to_the_clock
        return self._scene.now >= self._ends_at

    def _perhaps_hand_over(self, owner: Counsellor) -> None:
        is_halfway = self._scene.now >= self._ends_at - timedelta(seconds=self._gap * 4)
        if not self._is_to_hand_over or not is_halfway:
            return
        self._is_to_hand_over = False
        others = [
            each
            for each in self._crew.values()
            if each is not owner and each.is_here and not each.plan.is_supervisor
        ]
        owner.hands_over(self._visit_id, others)

    def _owner(self) -> Counsellor | None:
        visit = self._scene.moment.visits.get(self._visit_id)
        if visit is None or visit.owner_id is None or visit.state is not VisitState.TALKING:
            return None
        return self._crew[visit.owner_id]
