"""What a person reads and types about programmes: kinds, days, and the words that name one.

Times are local wall time already. A day is named by its date, never as 明日: the words are read
again on another day.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from types import MappingProxyType
from typing import Final

from texts.language import Language

_KANJI: Final = "月火水木金土日"
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

KINDS: Final[Mapping[tuple[str, Language], str]] = MappingProxyType(
    {
        ("a_place_to_be", Language.JAPANESE): "居場所",
        ("family_group", Language.JAPANESE): "家族の集まり",
        ("group_programme", Language.JAPANESE): "グループの集まり",
        ("work_trial", Language.JAPANESE): "職場の体験",
        ("seminar", Language.JAPANESE): "セミナー",
        ("money", Language.JAPANESE): "お金の話の会",
        ("specialists", Language.JAPANESE): "訪ねてくれるチーム",
        ("outreach", Language.JAPANESE): "訪問",
        ("a_place_to_be", Language.ENGLISH): "open room",
        ("family_group", Language.ENGLISH): "family meeting",
        ("group_programme", Language.ENGLISH): "group",
        ("work_trial", Language.ENGLISH): "trial at work",
        ("seminar", Language.ENGLISH): "seminar",
        ("money", Language.ENGLISH): "money talk",
        ("specialists", Language.ENGLISH): "visiting team",
        ("outreach", Language.ENGLISH): "visit",
    }
)
"""A kind (``domain.destination.Offer``) as it may stand on a locked screen."""

_KIND_CODES: Final = tuple(dict.fromkeys(code for code, _ in KINDS))

_EASES: Final[Mapping[tuple[str, Language], str]] = MappingProxyType(
    {
        ("come_late", Language.JAPANESE): "途中から来ても",
        ("leave_early", Language.JAPANESE): "途中で帰っても",
        ("stay_silent", Language.JAPANESE): "話さなくても",
        ("come_late", Language.ENGLISH): "come late",
        ("leave_early", Language.ENGLISH): "leave early",
        ("stay_silent", Language.ENGLISH): "stay silent",
    }
)

_EASE_CODES: Final = tuple(dict.fromkeys(code for code, _ in _EASES))

CANCELLED: Final[Mapping[tuple[str, Language], str]] = MappingProxyType(
    {
        ("weather", Language.JAPANESE): "天気のため",
        ("room", Language.JAPANESE): "会場の都合で",
        ("staff", Language.JAPANESE): "人がそろわないため",
        ("other", Language.JAPANESE): "都合により",
        ("weather", Language.ENGLISH): "because of the weather",
        ("room", Language.ENGLISH): "because of the room",
        ("staff", Language.ENGLISH): "for lack of hands",
        ("other", Language.ENGLISH): "for reasons of its own",
    }
)


class Wish(Enum):
    """What a word that names something wishes."""

    NEWS = auto()  # of one kind, or of all
    GO = auto()  # to a date
    STAY = auto()  # away from it after all


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A wish and what it names: ``kind`` (None for every kind), or the time of a date.

    ``clock`` is month, day, hour and minute, since nobody writes a year.
    """

    wish: Wish
    kind: str | None = None
    clock: tuple[int, int, int, int] | None = None


_CLOCK: Final = {
    Language.JAPANESE: (
        r"(\d{1,2})月(\d{1,2})日(?:\([月火水木金土日]\))?の?(\d{1,2})時(?:(\d{1,2})分)?"
    ),
    Language.ENGLISH: r"(\d{1,2})/(\d{1,2}) (\d{1,2}):(\d{2})",
}
_PATTERNS: Final = {
    Language.JAPANESE: (
        (re.compile(_CLOCK[Language.JAPANESE] + "に申し込む"), Wish.GO),
        (re.compile(_CLOCK[Language.JAPANESE] + "をやめておく"), Wish.STAY),
    ),
    Language.ENGLISH: (
        (re.compile("sign up " + _CLOCK[Language.ENGLISH]), Wish.GO),
        (re.compile("skip " + _CLOCK[Language.ENGLISH]), Wish.STAY),
    ),
}


def read_named(typed: str, language: Language) -> Named | None:
    """What a whole message names, whatever its width, case and outer blanks; None for others."""
    plain = unicodedata.normalize("NFKC", typed).casefold().strip()
    for kind in (None, *_KIND_CODES):
        if plain == news_words(kind, language).casefold():
            return Named(wish=Wish.NEWS, kind=kind)
    for pattern, wish in _PATTERNS[language]:
        found = pattern.fullmatch(plain)
        if found is not None:
            month, day, hour, minute = (int(each or 0) for each in found.groups())
            return Named(wish=wish, clock=(month, day, hour, minute))
    return None


def news_words(kind: str | None, language: Language) -> str:
    """What a button that asks for news types: of one kind, or (None) of all."""
    if language is Language.JAPANESE:
        return f"{'ぜんぶ' if kind is None else KINDS[kind, language]}のお知らせがほしい"
    return f"news: {'everything' if kind is None else KINDS[kind, language]}"


def go_words(begins: datetime, language: Language) -> str:
    """What a button that signs up for a date types: 11月28日14時に申し込む."""
    if language is Language.JAPANESE:
        return f"{_short(begins)}に申し込む"
    return f"sign up {_slashed(begins)}"


def stay_words(begins: datetime, language: Language) -> str:
    """What a button that takes it back types: 11月28日14時をやめておく."""
    if language is Language.JAPANESE:
        return f"{_short(begins)}をやめておく"
    return f"skip {_slashed(begins)}"


def when_words(begins: datetime, language: Language) -> str:
    """11月28日(土)の14時; Saturday 28 November at 14:00."""
    if language is Language.JAPANESE:
        day = f"{begins.month}月{begins.day}日({_KANJI[begins.weekday()]})"
        return f"{day}の{clock_words(begins, language)}"
    day = f"{_DAYS[begins.weekday()]} {begins.day} {_MONTHS[begins.month - 1]}"
    return f"{day} at {clock_words(begins, language)}"


def span_words(begins: datetime, ends: datetime, language: Language) -> str:
    """11月28日(土)の14時から16時."""
    joint = "から" if language is Language.JAPANESE else " to "
    return f"{when_words(begins, language)}{joint}{clock_words(ends, language)}"


def clock_words(moment: datetime, language: Language) -> str:
    """14時, 14時30分; 14:00."""
    if language is Language.ENGLISH:
        return f"{moment.hour}:{moment.minute:02}"
    return f"{moment.hour}時{moment.minute}分" if moment.minute else f"{moment.hour}時"


def month_words(begins: datetime, language: Language) -> str:
    """11月; November."""
    is_japanese = language is Language.JAPANESE
    return f"{begins.month}月" if is_japanese else _MONTHS[begins.month - 1]


def ease_words(eases: Iterable[str], language: Language) -> str:
    """途中から来ても、話さなくても; come late or stay silent. Without any: that one need not go."""
    found = set(eases)
    words = [_EASES[ease, language] for ease in _EASE_CODES if ease in found]
    if language is Language.JAPANESE:
        return "、".join(words) or "行かなくても"
    if not words:
        return "decide at any time whether to go"
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def kinds_words(kinds: Iterable[str], language: Language) -> str:
    """居場所・セミナー; open room, seminar."""
    found = set(kinds)
    words = [KINDS[kind, language] for kind in _KIND_CODES if kind in found]
    return ("・" if language is Language.JAPANESE else ", ").join(words)


def _short(begins: datetime) -> str:
    return f"{begins.month}月{begins.day}日{clock_words(begins, Language.JAPANESE)}"


def _slashed(begins: datetime) -> str:
    return f"{begins.month}/{begins.day} {clock_words(begins, Language.ENGLISH)}"
