"""Terms from practice: what a supervisor may add after a miss, and what is refused.

A term is a paraphrase: it stands in a table that every supervisor reads, so it must not be what
anybody wrote, nor say who or where anybody is.
"""

import re
import unicodedata
from enum import StrEnum, unique
from functools import lru_cache
from typing import Final

from domain.risk.assessment import Sign
from domain.risk.copies import make_copies

LONGEST_TERM: Final = 40
SHORTEST_TERM: Final = 3
"""Characters. What is shorter would be found in everything."""

LEVELS: Final = (1, 2, 3)
"""A phrase alone says at most that there is a plan or means; R4 is for people to say."""

SIGNS: Final = tuple(sign for sign in Sign if sign not in {Sign.MODEL, Sign.ABUSE})
"""The groups a term may belong to."""

MOST_FALSE_ALARMS: Final = (1, 8)
"""Of eight harmless sentences one may alarm; a term that makes it more is not put in force."""

_PERSONAL: Final = re.compile(
    r"[0-9]|[@#＠＃]|https?:|www\.|"
    r"[都道府県市区町村郡]に?(?:住|い)|丁目|番地|駅|高校|中学|小学|大学|病院|クリニック|会社|"
    r"さん|くん|ちゃん|先生|様|氏名|名前|誕生日|電話|メール|住所"
)


@unique
class TermFault(StrEnum):
    """Why a phrase is not taken."""

    EMPTY = "empty"
    SHORT = "short"
    LONG = "long"
    PERSONAL = "personal"  # it looks as if it said who or where somebody is
    HIDDEN = "hidden"  # line breaks and signs nobody sees


def cleaned(phrase: str) -> str:
    """The phrase as it is kept: full and half width made one, no blanks around it."""
    return unicodedata.normalize("NFKC", phrase).strip()


@lru_cache(maxsize=512)
def plain_of(phrase: str) -> str:
    """How a phrase is looked for: its folded form."""
    return make_copies(phrase).folded.text.strip()


def find_fault(phrase: str) -> TermFault | None:
    """What keeps a cleaned phrase from being taken, None if nothing does."""
    if not phrase:
        return TermFault.EMPTY
    if len(phrase) > LONGEST_TERM:
        return TermFault.LONG
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"} for sign in phrase):
        return TermFault.HIDDEN
    if sum(sign.isalnum() for sign in phrase) < SHORTEST_TERM:
        return TermFault.SHORT
    return TermFault.PERSONAL if _PERSONAL.search(phrase) else None


def is_too_noisy(*, false_alarms: int, harmless: int) -> bool:
    """Whether more than one of eight harmless sentences alarms."""
    most, of = MOST_FALSE_ALARMS
    return false_alarms * of > harmless * most
