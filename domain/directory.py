"""The directory of support lines: its words, and the rule by which a line may be shown.

Somebody's life may hang on a number. So one is shown only after two members have rung it, each on
their own, and for three months from the earlier of the two (DOMAIN §4): ``domain.checking``.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique
from typing import Final

from domain.phone_number import NoNumberError, NumberProblem, read_phone_number

CHECK_HOLDS_MONTHS: Final = 3
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
class ContactProblem(StrEnum):
    """Why a contact cannot stand beside a name."""

    KNOWN_WRONG = "known_wrong"
    NUMBER_OF_ANOTHER = "number_of_another"
    NO_ADDRESS = "no_address"


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


BACKGROUND: Final = frozenset({"printed", "about", "is_free", "source", "sourced_on", "remark"})
"""What is not rung: whoever changes it voids no check."""

WRONG_NUMBERS: Final = frozenset({"0570046556", "0570078310", "0570055210"})
"""Misprints and a number given up that public pages still carry."""

_OWN_NUMBERS: Final = {"0120783556": ("いのちの電話",), "0120279338": ("よりそい",)}
"""Numbers that were seen under another line's name, and what its own name holds."""


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
