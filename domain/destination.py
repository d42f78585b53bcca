"""Destinations we refer to: what an entry says, and how long it holds once it is made sure of.

A place is named to a person only after two people have made sure of it, and for six months from
the earlier of the two: it is confirmed twice a year (``domain.checking``). One of the two may be
the place itself.
"""

import re
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum, unique
from typing import Final
from unicodedata import normalize

from domain.directory import ContactProblem, contact_problem
from domain.phone_number import NumberProblem
from domain.record_details import Area, ReferTo

CHECK_HOLDS_MONTHS: Final = 6
LONGEST_LINE: Final = 60
OLDEST: Final = 120
_COUNTED: Final = re.compile(
    r"([0-9]{1,3}(?:,[0-9]{3})*|[0-9]{1,9})\s*[人名校回日件室組か所ヶ教]{0,2}"
)


@unique
class Audience(StrEnum):
    """Whom a destination is for. One without any is for both."""

    ONESELF = "oneself"  # 本人
    FAMILY = "family"  # 家族


@unique
class Way(StrEnum):
    """How one is there."""

    TEXT = "text"  # 文字
    PHONE = "phone"  # 電話
    VISIT = "visit"  # 訪問: they come
    ONLINE = "online"  # オンライン
    COMING = "coming"  # 来所: one goes there


@unique
class Offer(StrEnum):
    """What there is to take part in."""

    A_PLACE_TO_BE = "a_place_to_be"  # 居場所
    FAMILY_GROUP = "family_group"  # 家族会
    GROUP_PROGRAMME = "group_programme"  # 集団支援プログラム
    WORK_TRIAL = "work_trial"  # 職場体験
    SEMINAR = "seminar"  # セミナー
    MONEY = "money"  # FP相談
    SPECIALISTS = "specialists"  # 専門チーム派遣
    OUTREACH = "outreach"  # 訪問


@unique
class Day(StrEnum):
    """A day of the week on which somebody is there, or a holiday."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"
    HOLIDAY = "hol"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A column of a table that is no fact of ours, kept as it was printed."""

    heading: str
    printed: str

    @property
    def number(self) -> int | None:
        """What it counts, where nothing else stands there: 44 for 「４４名」.

        None for words: 「配置なし」 is no nought, and 「各中学校教室」 counts nothing.
        """
        found = _COUNTED.fullmatch(normalize("NFKC", self.printed).strip())
        return int(found[1].replace(",", "")) if found is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DestinationFacts:
    """What an entry says. Empty words, empty sets and None are what nobody knows.

    ``organisation`` runs the service ``name``; ``one_line`` says in at most 60 characters what it
    is. ``age_from`` and ``age_to`` are included. ``hours`` are words, ``days`` the weekdays they
    name. ``contact`` is where a person may turn: a number as ``PhoneNumber.shown`` or an address;
    ``printed`` is how it stood at its source. ``venue`` is where it is, ``access`` the way there.
    For staff alone: ``eligibility``, ``staff_contact``, ``source``, ``remark``, ``extra``; and all
    of it, unless it ``may_show``.
    """

    name: str
    organisation: str = ""
    one_line: str = ""
    kind: ReferTo = ReferTo.OTHER
    audience: frozenset[Audience] = frozenset()
    age_from: int | None = None
    age_to: int | None = None
    ways: frozenset[Way] = frozenset()
    needs_no_voice: bool = False
    may_look_on: bool = False
    offers: frozenset[Offer] = frozenset()
    hours: str = ""
    days: frozenset[Day] = frozenset()
    cost: str = ""
    contact: str = ""
    printed: str = ""
    venue: str = ""
    access: str = ""
    eligibility: str = ""
    staff_contact: str = ""
    may_show: bool = False
    areas: frozenset[Area] = frozenset()
    source: str = ""
    sourced_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    remark: str = ""
    extra: tuple[Extra, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether there is something to make sure of: what it is, when, and where one turns."""
        return bool(self.one_line and self.hours and (self.contact or self.venue))


BACKGROUND: Final = frozenset(
    {"printed", "source", "sourced_on", "remark", "extra", "staff_contact"}
)
"""What nobody has to make sure of: whoever changes it voids no check."""

FOR_STAFF: Final = frozenset(
    {"eligibility", "staff_contact", "source", "sourced_on", "remark", "extra", "printed"}
)
"""What no person is shown, whatever may be shown of the rest."""

LONGEST: Final = {
    "name": LONGEST_LINE, "organisation": LONGEST_LINE, "one_line": LONGEST_LINE, "hours": 400,
    "cost": 100, "contact": 100, "printed": 100, "venue": 200, "access": 400, "eligibility": 400,
    "staff_contact": 200, "source": 400, "remark": 400,
}  # fmt: skip
"""How many characters a fact may have."""


@unique
class FactProblem(StrEnum):
    """Why facts cannot be kept, besides their contact."""

    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    NO_AGE = "no_age"
    ENDS_FIRST = "ends_first"


FactsProblem = FactProblem | NumberProblem | ContactProblem


def facts_problem(facts: DestinationFacts) -> FactsProblem | None:
    """What stands against keeping these facts; None where nothing does."""
    if not facts.name:
        return FactProblem.NO_NAME
    if any(len(getattr(facts, name)) > most for name, most in LONGEST.items()):
        return FactProblem.TOO_LONG
    if not ages_are_right(facts.age_from, facts.age_to):
        return FactProblem.NO_AGE
    if facts.valid_from and facts.valid_until and facts.valid_until < facts.valid_from:
        return FactProblem.ENDS_FIRST
    return contact_problem(facts.name, facts.contact)


def ages_are_right(first: int | None, last: int | None) -> bool:
    """Whether these are ages, the first not above the last."""
    known = [age for age in (first, last) if age is not None]
    return all(0 <= age <= OLDEST for age in known) and known == sorted(known)


FACTS: Final = tuple(each.name for each in fields(DestinationFacts))
"""The names of all facts, in their order."""
