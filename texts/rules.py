"""The rules a text keeps before it may go to a phone (DOMAIN §3.0), and what is only advice."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, unique
from typing import Final

from texts.pointers import EMERGENCY, find_addresses, find_numbers, find_ways
from texts.variables import BrokenBracesError, variables_of

MOST_UNITS: Final = 5000
"""A bubble holds this many UTF-16 units (Messaging API reference, "Text message")."""

EASILY_READ: Final = 60
"""Characters of a bubble; one of full width takes the room of two others."""

FEW_BUBBLES: Final = 3

_ROOM_FOR_A_VARIABLE: Final = 400
"""Units: three support lines, each with its address, are the longest there is."""

_NEVER: Final = re.compile(
    r"頑張|がんば|なぜ|どうして|いつから働|外に出ましょう|外に出て|親のため|みんなも同じ|みんな同じ|"
    r"早く|必ず|絶対|"
    r"\bwhy\b|cheer up|do your best|get a job|go outside|for your parents|hurry up|"
    r"everyone is the same|definitely|will get better|\bpromise you\b",
    re.IGNORECASE,
)
_LOCK_SCREEN: Final = re.compile(
    r"ひきこもり|引きこもり|引き籠|相談|死|自殺|カウンセ|支援|"
    r"hikikomori|withdraw|counsel|consult|suicid|\bdeath\b|\bdead\b|\bdie\b|\bdying\b",
    re.IGNORECASE,
)


@unique
class Remark(StrEnum):
    """What there is to say of a text."""

    # these refuse it
    EMPTY = "empty"
    TOO_MANY_BUBBLES = "too_many_bubbles"
    TOO_LONG = "too_long"
    BROKEN_BRACES = "broken_braces"
    MISSING_VARIABLE = "missing_variable"
    UNKNOWN_VARIABLE = "unknown_variable"
    LOCK_SCREEN = "lock_screen"
    NEVER = "never"
    LOUD = "loud"
    HIDDEN = "hidden"
    UNKNOWN_NUMBER = "unknown_number"
    EXPIRED_NUMBER = "expired_number"
    # these advise
    BETTER_NOT = "better_not"
    LONG = "long"
    MANY_BUBBLES = "many_bubbles"
    EMOJI = "emoji"
    BARE_ADDRESS = "bare_address"
    CLOSED_NUMBER = "closed_number"

    @property
    def is_advice(self) -> bool:
        """Whether the text may go out all the same."""
        return self in _ADVICE


_ADVICE: Final = frozenset(
    {
        Remark.BETTER_NOT,
        Remark.LONG,
        Remark.MANY_BUBBLES,
        Remark.EMOJI,
        Remark.BARE_ADDRESS,
        Remark.CLOSED_NUMBER,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One remark: about which bubble (from 1; 0 is the whole) and which word of it."""

    remark: Remark
    bubble: int = 0
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What one text has to fit into.

    ``variables`` are exactly those it may and must name. ``is_automatic``: it may stand on a
    locked screen that nobody chose the moment of; then it names none of ``organisations``.
    ``lines`` are the numbers and addresses of the support lines, written plainly
    (``texts.pointers``), each with whether it may be named now.
    """

    variables: frozenset[str]
    most_bubbles: int
    is_automatic: bool
    organisations: tuple[str, ...] = ()
    lines: Mapping[str, bool]


def examine(bubbles: Sequence[str], frame: Frame) -> tuple[Finding, ...]:
    """Everything there is to say of a text, refusals first."""
    found = [*_of_the_whole(bubbles, frame)]
    for place, bubble in enumerate(bubbles, start=1):
        found += [
            Finding(remark=remark, bubble=place, word=word)
            for remark, word in _of_a_bubble(bubble, frame)
        ]
    return tuple(sorted(dict.fromkeys(found), key=lambda each: each.remark.is_advice))


def refusals(bubbles: Sequence[str], frame: Frame) -> tuple[Finding, ...]:
    """What keeps a text from going out."""
    return tuple(each for each in examine(bubbles, frame) if not each.remark.is_advice)


def _of_the_whole(bubbles: Sequence[str], frame: Frame) -> Iterator[Finding]:
    if not bubbles:
        yield Finding(remark=Remark.EMPTY)
        return
    if len(bubbles) > frame.most_bubbles:
        yield Finding(remark=Remark.TOO_MANY_BUBBLES, word=str(frame.most_bubbles))
    elif len(bubbles) > FEW_BUBBLES:
        yield Finding(remark=Remark.MANY_BUBBLES)
    try:
        named = variables_of(bubbles)
    except BrokenBracesError:
        yield Finding(remark=Remark.BROKEN_BRACES)
        return
    for name in sorted(frame.variables - named):
        yield Finding(remark=Remark.MISSING_VARIABLE, word=name)
    for name in sorted(named - frame.variables):
        yield Finding(remark=Remark.UNKNOWN_VARIABLE, word=name)


def _of_a_bubble(bubble: str, frame: Frame) -> Iterator[tuple[Remark, str]]:
    yield from _of_its_length(bubble)
    yield from _of_its_words(bubble, frame)
    yield from _of_its_signs(bubble)
    yield from _of_where_it_leads(bubble, frame.lines)


def _of_its_length(bubble: str) -> Iterator[tuple[Remark, str]]:
    units = len(bubble.encode("utf-16-le", "surrogatepass")) // 2
    if units + bubble.count("{") * _ROOM_FOR_A_VARIABLE > MOST_UNITS:
        yield Remark.TOO_LONG, ""
    elif width(bubble) > EASILY_READ:
        yield Remark.LONG, ""


def _of_its_words(bubble: str, frame: Frame) -> Iterator[tuple[Remark, str]]:
    never = Remark.NEVER if frame.is_automatic else Remark.BETTER_NOT
    yield from ((never, word) for word in _NEVER.findall(bubble))
    if frame.is_automatic:
        yield from ((Remark.LOCK_SCREEN, word) for word in _LOCK_SCREEN.findall(bubble))
        named = (name for name in frame.organisations if name.casefold() in bubble.casefold())
        yield from ((Remark.LOCK_SCREEN, name) for name in named)


def _of_its_signs(bubble: str) -> Iterator[tuple[Remark, str]]:
    yield from ((Remark.LOUD, sign) for sign in bubble if sign in "!！")
    kinds = {unicodedata.category(sign) for sign in bubble if sign != "\n"}
    if kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        yield Remark.HIDDEN, ""
    if kinds & {"So", "Sk"}:
        yield Remark.EMOJI, ""


def _of_where_it_leads(bubble: str, lines: Mapping[str, bool]) -> Iterator[tuple[Remark, str]]:
    numbers = [number for number in find_numbers(bubble) if number not in EMERGENCY]
    addresses = find_addresses(bubble)
    for number in numbers:
        if number not in lines:
            yield Remark.UNKNOWN_NUMBER, number
    for way in stale(find_ways(bubble), lines):
        yield Remark.EXPIRED_NUMBER, way
    said = bubble
    for address in addresses:
        said = said.replace(address, "")
    if addresses and not re.search(r"\w{2}", said):
        yield Remark.BARE_ADDRESS, ""


def stale(ways: Iterable[str], lines: Mapping[str, bool]) -> tuple[str, ...]:
    """The numbers and addresses among these that are of a support line not to be named now."""
    return tuple(way for way in ways if not lines.get(way, True))


def width(text: str) -> int:
    """Characters of a text; those of half the width count half, rounded up."""
    wide = sum(unicodedata.east_asian_width(sign) in "WFA" for sign in text)
    return wide + (len(text) - wide + 1) // 2
