"""The people of a rehearsal: they write, wait, answer, leave, block, fall silent, come back."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from bot.rehearsal.agenda import Act
from bot.rehearsal.chance import Chance
from bot.rehearsal.phone import Heard
from bot.rehearsal.plan import Late, Manner, PersonPlan
from bot.rehearsal.scene import Scene
from domain.conversation import VisitState
from domain.questions import SKIP, SKIP_ALL, Question
from texts.notices import NoticeName
from texts.words import Command

_CALLS: Final = frozenset({NoticeName.CALL, NoticeName.CALL_LATER})
_NO_ROOM: Final = frozenset({NoticeName.FULL, NoticeName.FULL_UNDATED, NoticeName.LAST_INTAKE})
_SORRY: Final = frozenset(name for name in NoticeName if name.startswith("closed_waiting"))
_LATE: Final = {Late.SHORT_TALK: Command.SHORT_TALK, Late.NEXT_DAY: Command.NEXT_DAY}
_BURST: Final = (1, 1, 2, 2, 3, 3, 4, 5, 6, 8)


class Person:
    """One person with a phone. What they write has no meaning here, only its time."""

    def __init__(self, plan: PersonPlan, scene: Scene, chance: Chance) -> None:
        self.plan = plan
        self.has_blocked = False
        self.went_silent = False
        self._scene = scene
        self._chance = chance
        self._has_waited = False
        self._has_chosen = False

    def begin(self) -> None:
        """Note when they come."""
        self._scene.agenda.note(self.plan.writes_at, self._come)

    def hears(self, heard: Heard) -> None:
        """Something has reached their phone."""
        if self.has_blocked:
            return
        question = next((data for data in heard.choices if data.startswith("q:")), None)
        if question is not None:
            name = question.split(":")[1]
            self._soon(lambda: self._answer(Question(name)), 5, 25)
        if _CALLS.intersection(heard.notices) and self.plan.answers_call:
            self._soon(lambda: self.write(1), 60, 900)
        if _SORRY.intersection(heard.notices) and self._chance.happens(0.5):
            self._soon(lambda: self.write(self.burst()), 30, 300)
        if _NO_ROOM.intersection(heard.notices):
            self._soon(lambda: self._choose(heard.choices), 10, 60)

    def waits(self) -> None:
        """They have a place in the line."""
        if self._has_waited:
            return
        self._has_waited = True
        if self.plan.asks_after is not None:
            self._in_minutes(self.plan.asks_after, lambda: self._if_waiting(Command.POSITION))
        if self.plan.leaves_after is not None:
            self._in_minutes(self.plan.leaves_after, lambda: self._if_waiting(Command.LEAVE_LINE))

    def rests(self) -> None:
        """Their talk rests; some come back."""
        if self.plan.returns_after is not None:
            self._in_minutes(self.plan.returns_after, self._come_back)

    def burst(self) -> int:
        """How many bubbles they write in one go: 1 to 8."""
        return self._chance.pick(_BURST)

    def write(self, bubbles: int, *, visit_id: UUID | None = None) -> None:
        """Write so many bubbles, seconds apart; with ``visit_id`` only while that talk runs."""
        if self.has_blocked or (visit_id is not None and self._scene.talk(visit_id) is None):
            return
        self._scene.stage.says(self.plan.name, "…")
        if bubbles > 1:
            self._soon(lambda: self.write(bubbles - 1, visit_id=visit_id), 2, 15)

    def _come(self) -> None:
        self._scene.stage.follows(self.plan.name)
        # Nobody answers at night, so one goes on writing; in the evening one waits for a word.
        is_open = self._scene.now >= self._scene.evening.opens_at
        first = 1 if is_open else self.burst()
        self._soon(lambda: self.write(first), 20, 60)
        if self.plan.wants_call:
            self._soon(self._ask_for_call, 80, 200)
        if self.plan.blocks_after is not None:
            self._in_minutes(self.plan.blocks_after, self._block)

    def _come_back(self) -> None:
        visit = self._scene.visit_of(self.plan.name)
        if visit is not None and visit.state is VisitState.RESTING:
            self.write(1)

    def _ask_for_call(self) -> None:
        if not self.has_blocked and self._scene.now < self._scene.evening.opens_at:
            self._scene.stage.presses(self.plan.name, Command.CALL_ME)

    def _answer(self, question: Question) -> None:
        if not self._is_waiting():
            return
        match self.plan.manner:
            case Manner.WRITES:
                self.write(2)
            case Manner.SKIPS:
                code = SKIP_ALL if self._chance.happens(0.5) else SKIP
                self._scene.stage.presses(self.plan.name, f"q:{question}:{code}")
            case Manner.ANSWERS:
                code = self.plan.distress if question is Question.DISTRESS else self._code(question)
                self._scene.stage.presses(self.plan.name, f"q:{question}:{code}")

    def _code(self, question: Question) -> str:
        return "self" if question is Question.WHO else SKIP

    def _choose(self, choices: tuple[str, ...]) -> None:
        command = _LATE.get(self.plan.late)
        if not self.has_blocked and not self._has_chosen and command in choices:
            self._has_chosen = True
            self._scene.stage.presses(self.plan.name, str(command))

    def _block(self) -> None:
        self.has_blocked = True
        self._scene.stage.blocks(self.plan.name)

    def _if_waiting(self, command: Command) -> None:
        if self._is_waiting():
            self._scene.stage.presses(self.plan.name, command)

    def _is_waiting(self) -> bool:
        visit = self._scene.visit_of(self.plan.name)
        is_waiting = visit is not None and visit.state is VisitState.WAITING
        return is_waiting and not self.has_blocked

    def _soon(self, act: Act, least: float, most: float) -> None:
        self._scene.later(act, seconds=self._chance.between(least, most))

    def _in_minutes(self, minutes: float, act: Act) -> None:
        self._scene.agenda.note(self._scene.now + timedelta(minutes=minutes), act)
