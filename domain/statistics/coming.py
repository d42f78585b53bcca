"""A visit as its facts tell of it, and the one class it is counted in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, unique
from types import MappingProxyType
from typing import Final, NamedTuple

from domain.conversation import End
from domain.record import Caller
from domain.record_details import Relation
from domain.statistics.fact import Correction, FactCode, FactKind

_BY_THEMSELVES: Final = frozenset({End.LEFT_WAITING, End.LEFT_BY_PERSON, End.PRANK})
"""Ends that somebody has said of a visit, whether it had a place in the line or not."""

_WHOSE: Final = (FactKind.TAKEN, FactKind.ANSWERED, FactKind.ENDED)
"""Whose a visit is: of who ended it, or else who answered it, or else who took it."""

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Fact(NamedTuple):
    """One fact as it is counted; corrected ones are left out, ``stat_id`` is only compared."""

    kind: FactKind
    on: date
    hour: int | None = None
    pseudonym: bytes | None = None
    stat_id: object = None
    organisation: str | None = None
    number: int = 1
    codes: Mapping[str, str] = NOTHING


@unique
class Outcome(StrEnum):
    """What became of a visit: each is counted in one of these, and in one only."""

    ANSWERED = "answered"  # a human has answered
    TURNED_AWAY = "turned_away"  # came while it was open, and there was no room
    LEFT = "left"  # left the line
    CLOSED_WAITING = "closed_waiting"  # the evening ended before a human had answered
    BLOCKED = "blocked"
    OUT_OF_HOURS = "out_of_hours"
    TEST = "test"  # tried out by ours, or a prank that nobody answered
    OPEN = "open"  # waits, or is in hands that have not answered yet


@dataclass(slots=True, kw_only=True)
class Coming:
    """One visit. Minutes are None where nothing was measured; ``record`` are its codes.

    ``arrived_…``: when it got its place in the line, or else was told that there is no room.
    ``was_surveyed``: the question after the talk was put; ``feeling`` is its answer.
    """

    on: date
    hour: int | None = None
    pseudonym: bytes | None = None
    organisation: str | None = None
    is_first_ever: bool = False
    is_first_answered: bool = False
    arrived_on: date | None = None
    arrived_hour: int | None = None
    has_waited: bool = False
    was_refused: bool = False
    is_test: bool = False
    is_void: bool = False
    wait_minutes: int | None = None
    answer_minutes: int | None = None
    has_ended: bool = False
    end: str | None = None
    talk_minutes: int | None = None
    exchanges: int | None = None
    was_surveyed: bool = False
    feeling: str | None = None
    record: Mapping[str, str] = field(default_factory=lambda: NOTHING)

    @property
    def outcome(self) -> Outcome:
        """The one class it is counted in."""
        if self.is_test:
            return Outcome.TEST
        if self.answer_minutes is not None:
            return Outcome.ANSWERED
        if self.has_waited and not self.has_ended:
            return Outcome.OPEN
        return self._unanswered()

    @property
    def is_in_hours(self) -> bool:
        """Whether somebody was to answer it: it waited, or there was no room (時間内)."""
        return (self.has_waited or self.was_refused) and self.outcome is not Outcome.TEST

    @property
    def has_reply(self) -> bool:
        """Whether the person wrote again after a human had: at least one exchange (一往復)."""
        return self.outcome is Outcome.ANSWERED and bool(self.exchanges)

    @property
    def final_end(self) -> str | None:
        """How it ended: as the record says, or else as the program knows.

        What never got a place in the line ended as it came. The program notes such an end with the
        person's next visit, or when they block us, maybe months later: no old month may change.
        """
        said = self.record.get(FactCode.END)
        if said is not None or self._was_served or self.end in _BY_THEMSELVES:
            return said or self.end
        return End.FULL.value if self.was_refused else End.OUT_OF_HOURS_ONLY.value

    @property
    def subject_age(self) -> str | None:
        """How old the person is whom it is about."""
        return self._of_subject(FactCode.SUBJECT_AGE, FactCode.CALLER_AGE)

    @property
    def subject_gender(self) -> str | None:
        """The gender of the person whom it is about."""
        return self._of_subject(FactCode.SUBJECT_GENDER, FactCode.CALLER_GENDER)

    @property
    def relation(self) -> str | None:
        """Whether who wrote is whom it is about; so it is where the person wrote themselves."""
        if self.record.get(FactCode.CALLER) == Caller.SELF:
            return Relation.SAME
        return self.record.get(FactCode.RELATION)

    @property
    def _was_served(self) -> bool:
        return self.has_waited or self.answer_minutes is not None

    def _of_subject(self, own: FactCode, callers: FactCode) -> str | None:
        said = self.record.get(own)
        if said is None and self.relation == Relation.SAME:
            return self.record.get(callers)
        return said

    def _unanswered(self) -> Outcome:
        if self.final_end == End.PRANK:
            return Outcome.TEST
        if self.final_end == End.BLOCKED and self.has_waited:
            return Outcome.BLOCKED
        if self.final_end in {End.LEFT_WAITING, End.LEFT_BY_PERSON}:
            return Outcome.LEFT
        if self.has_waited:
            return Outcome.CLOSED_WAITING
        return Outcome.TURNED_AWAY if self.was_refused else Outcome.OUT_OF_HOURS


def comings(facts: Iterable[Fact]) -> list[Coming]:
    """The visits of these facts, in the order in which they are first told of.

    A visit whose beginning is not among them is left out.
    """
    found: dict[object, Coming] = {}
    whose: dict[object, int] = {}
    begun: set[object] = set()
    for fact in facts:
        if fact.stat_id is None:
            continue
        coming = found.setdefault(fact.stat_id, Coming(on=fact.on))
        if fact.kind is FactKind.VISIT_BEGAN:
            begun.add(fact.stat_id)
        if fact.organisation is not None:
            rank = _WHOSE.index(fact.kind) if fact.kind in _WHOSE else -1
            if rank >= whose.get(fact.stat_id, -1):
                coming.organisation, whose[fact.stat_id] = fact.organisation, rank
        _learn(coming, fact)
    return [each for name, each in found.items() if name in begun and not each.is_void]


def _learn(coming: Coming, fact: Fact) -> None:  # noqa: C901 - a table of kinds, read aloud
    match fact.kind:
        case FactKind.VISIT_BEGAN:
            coming.hour, coming.pseudonym = fact.hour, fact.pseudonym
            coming.is_first_ever = fact.codes.get(FactCode.FIRST_EVER) == "yes"
        case FactKind.WAITED:
            coming.has_waited = True
            _learn_arrival(coming, fact)
        case FactKind.TURNED_AWAY:
            coming.was_refused = True
            if not coming.has_waited:
                _learn_arrival(coming, fact)
        case FactKind.TAKEN:
            coming.wait_minutes = fact.number
        case FactKind.ANSWERED:
            coming.answer_minutes = fact.number
            coming.is_first_answered = fact.codes.get(FactCode.FIRST_EVER) == "yes"
        case FactKind.ENDED:
            _learn_end(coming, fact.codes)
        case FactKind.RECORDED:
            coming.record = fact.codes
        case FactKind.SURVEY_ASKED | FactKind.SURVEYED:
            coming.was_surveyed = True
            coming.feeling = fact.codes.get(FactCode.ANSWER) or coming.feeling
        case FactKind.SET_ASIDE if fact.codes.get(FactCode.REASON) == Correction.TEST:
            coming.is_test = True
        case FactKind.SET_ASIDE:
            coming.is_void = True
        case _:
            pass


def _learn_arrival(coming: Coming, fact: Fact) -> None:
    day = fact.codes.get(FactCode.DAY)
    coming.arrived_on = date.fromisoformat(day) if day is not None else fact.on
    coming.arrived_hour = fact.hour


def _learn_end(coming: Coming, codes: Mapping[str, str]) -> None:
    coming.has_ended = True
    coming.end = codes.get(FactCode.END)
    if FactCode.MINUTES in codes:
        coming.talk_minutes = int(codes[FactCode.MINUTES])
    if FactCode.EXCHANGES in codes:
        coming.exchanges = int(codes[FactCode.EXCHANGES])
