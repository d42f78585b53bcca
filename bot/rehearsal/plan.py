"""The plan of an evening: who comes when and behaves how. It decides nothing of the program."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, unique

from routing.evenings import Evening


@unique
class Manner(StrEnum):
    """What somebody does with the optional questions."""

    ANSWERS = "answers"
    SKIPS = "skips"
    WRITES = "writes"  # free words end them


@unique
class Late(StrEnum):
    """What somebody chooses who is told that there is no room any more."""

    SHORT_TALK = "short_talk"
    NEXT_DAY = "next_day"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPlan:
    """One person. Lengths are minutes; None: it does not happen.

    ``leaves_after`` and ``asks_after`` count from the place in the line, ``blocks_after`` from
    the first words, ``silent_after`` from the start of the talk, ``returns_after`` from the rest.
    ``distress`` is the code of the answer to how hard it is.
    """

    name: str
    writes_at: datetime
    talk_minutes: float
    messages: int
    wants_call: bool = False
    answers_call: bool = True
    manner: Manner = Manner.ANSWERS
    distress: str = "1"
    late: Late = Late.NEXT_DAY
    leaves_after: float | None = None
    asks_after: float | None = None
    blocks_after: float | None = None
    silent_after: float | None = None
    returns_after: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A pause a counsellor takes."""

    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPlan:
    """One counsellor, or the supervisor. The shares are of offers, and of talks handed on.

    ``drops``: when the connection is lost, for four minutes each.
    """

    name: str
    organisation: str | None
    comes_at: datetime
    goes_at: datetime
    is_supervisor: bool = False
    is_new: bool = False
    declines: float = 0.0
    lapses: float = 0.0
    hands_over: float = 0.0
    drops: tuple[datetime, ...] = ()
    rests: tuple[Rest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EveningPlan:
    """One evening to rehearse; ``seed`` decides whatever the rest leaves open."""

    seed: int
    evening: Evening
    people: tuple[PersonPlan, ...]
    members: tuple[MemberPlan, ...]
