"""The directory of support lines: its words, and the rule by which a line may be shown.

Somebody's life may hang on a number. So one is shown only after two members have rung it, each on
their own, and for three months from the earlier of the two (DOMAIN §4).
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum, unique
from typing import Final
from uuid import UUID

from domain.phone_number import NoNumberError, NumberProblem, read_phone_number

CHECK_HOLDS_MONTHS: Final = 3
PEOPLE_NEEDED: Final = 2
WARNED_DAYS_BEFORE: Final = 30
_MONTHS: Final = 12
_LONGEST_ADDRESS: Final = 100


@unique
class Purpose(StrEnum):
    """What a line is for. Only the first three are named without a person's choosing."""

    CRISIS = "crisis"  # いのちの危機
    LISTENING = "listening"  # 話を聞く
    CENTRE = "centre"  # ひきこもりの窓口
    MEDICAL = "medical"  # 急な病気やけが
    EMERGENCY = "emergency"  # 110, 119
    VIOLENCE = "violence"  # 暴力・虐待
    YOUNG = "young"  # 子ども・若者
    SCHOOL = "school"  # 学校・子育て
    OTHER = "other"


@unique
class Audience(StrEnum):
    """For whom a line is. One without any is for everybody."""

    ONESELF = "oneself"
    FAMILY = "family"
    UNDER_18 = "under_18"
    WOMEN = "women"
    PARENTS = "parents"


@unique
class Means(StrEnum):
    """Whether one writes or speaks."""

    TEXT = "text"
    VOICE = "voice"


@unique
class LineState(StrEnum):
    """How a line stands on a day; only ``USABLE`` ones, and ``EXAMPLE`` in the demo, are shown."""

    USABLE = "usable"
    EXAMPLE = "example"
    CHECKED_ONCE = "checked_once"
    UNCHECKED = "unchecked"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    OVER = "over"
    INCOMPLETE = "incomplete"  # without a contact, or without hours
    WITHDRAWN = "withdrawn"


@unique
class LineAct(StrEnum):
    """What was done to an entry."""

    SHIPPED = "shipped"
    IMPORTED = "imported"
    ADDED = "added"
    CHANGED = "changed"
    CHECKED = "checked"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


@unique
class ContactProblem(StrEnum):
    """Why a contact cannot stand beside a name."""

    KNOWN_WRONG = "known_wrong"
    NUMBER_OF_ANOTHER = "number_of_another"
    NO_ADDRESS = "no_address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Somebody rang, or opened the page, and it was as the entry says."""

    member_id: UUID
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """What an entry says. ``contact`` is a number as ``PhoneNumber.shown``, or an address.

    ``printed`` is the contact as it stood at its source, ``hours`` in the words of
    ``routing.line_hours_words`` ("" while nobody knows them). ``serves_here``: people of this
    prefecture may use it. ``is_free`` is None while nobody knows.
    """

    name: str
    purpose: Purpose
    means: Means
    contact: str
    printed: str
    hours: str
    audience: frozenset[Audience] = frozenset()
    about: str = ""
    is_free: bool | None = None
    area: str = ""
    serves_here: bool = True
    valid_from: date | None = None
    valid_until: date | None = None
    source: str = ""
    sourced_on: date | None = None
    remark: str = ""


_UNPROVEN: Final = frozenset({"printed", "about", "is_free", "source", "sourced_on", "remark"})

WRONG_NUMBERS: Final = frozenset({"0570046556", "0570078310", "0570055210"})
"""Misprints and a number given up that public pages still carry."""

_OWN_NUMBERS: Final = {"0120783556": ("いのちの電話",), "0120279338": ("よりそい",)}
"""Numbers that were seen under another line's name, and what its own name holds."""


def voids_checks(before: LineFacts, after: LineFacts) -> bool:
    """Whether what was rung is no longer what stands there: number, hours, name, days …"""
    names = (each.name for each in fields(LineFacts) if each.name not in _UNPROVEN)
    return any(getattr(before, name) != getattr(after, name) for name in names)


def good_until(checks: Iterable[Check], *, on: date) -> date | None:
    """The last day on which these checks hold, asked on a day; None before two people checked.

    Of each person the latest check counts, of the people the second latest: three months from it.
    """
    latest: dict[UUID, date] = {}
    for check in checks:
        if check.on <= on:
            latest[check.member_id] = max(check.on, latest.get(check.member_id, check.on))
    if len(latest) < PEOPLE_NEEDED:
        return None
    return three_months_after(sorted(latest.values(), reverse=True)[PEOPLE_NEEDED - 1])


def three_months_after(day: date) -> date:
    """The same day three months on; the last of its month where that is shorter."""
    months = day.year * _MONTHS + day.month - 1 + CHECK_HOLDS_MONTHS
    year, month = divmod(months, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def read_contact(printed: str) -> str:
    """A printed contact in its one form: an address, or a number with plain dashes.

    Raises:
        NoNumberError: it is neither.
    """
    plain = printed.strip()
    return plain if plain.startswith("https://") else read_phone_number(plain).shown


def contact_problem(name: str, contact: str) -> NumberProblem | ContactProblem | None:
    """Why a contact cannot stand under a name; None where it can, or none is known yet."""
    if not contact:
        return None
    if contact.startswith("https://"):
        is_address = contact.isascii() and contact.isprintable() and " " not in contact
        is_right = is_address and len("https://") < len(contact) <= _LONGEST_ADDRESS
        return None if is_right else ContactProblem.NO_ADDRESS
    try:
        number = read_phone_number(contact)
    except NoNumberError as error:
        return error.problem
    if number.digits in WRONG_NUMBERS:
        return ContactProblem.KNOWN_WRONG
    own = _OWN_NUMBERS.get(number.digits)
    if own is not None and not any(word in name for word in own):
        return ContactProblem.NUMBER_OF_ANOTHER
    return None
