"""Telephone numbers, postal codes and My Numbers, however they are written."""

from collections.abc import Iterator
from typing import Final

from domain.details.dialled import GAP, dialled
from domain.details.kinds import DetailKind
from domain.details.patterns import Patterns
from domain.details.plain import Span

Piece = tuple[DetailKind, int, int]

_PATTERNS: Final = Patterns.of("numbers")
_DIGITS: Final = _PATTERNS.one("digits")
_RUN: Final = _PATTERNS.one("run")
_CUED: Final = _PATTERNS.one("cued")
_ANY_MOBILE: Final = _PATTERNS.one("any_mobile")
_TEN: Final = 10
_ELEVEN: Final = 11
_FEW: Final = 4
"""Fewer digits than this say nothing of anybody."""
_LONG_HEADS: Final = tuple(_PATTERNS.lists["long_heads"])
_PUBLIC: Final = tuple(_PATTERNS.lists["public"])
"""Anybody may ring these: they identify nobody."""

_POSTAL_MARKED: Final = _PATTERNS.one("postal_marked")
_POSTAL_CUED: Final = _PATTERNS.one("postal_cued")
_POSTAL_BARE: Final = _PATTERNS.one("postal_bare")
_POSTAL_SPACED: Final = _PATTERNS.one("postal_spaced")
_NOT_POSTAL: Final = _PATTERNS.one("not_postal")

_TWELVE: Final = _PATTERNS.one("twelve")
_MY_NUMBER: Final = _PATTERNS.one("my_number")
_OTHER_NUMBER: Final = _PATTERNS.one("other_number")


def find_numbers(text: str) -> Iterator[Piece]:
    """Every number of a plain text that identifies somebody."""
    said = dialled(text)
    if len(_DIGITS.findall(said)) < _FEW:
        return
    taken: list[Span] = []
    for kind, found in (
        (DetailKind.MYNUMBER, _my_numbers(said)),
        (DetailKind.PHONE, _phones(said)),
        (DetailKind.POSTAL, _postal_codes(said)),
    ):
        for start, end in found:
            if not any(start < other[1] and other[0] < end for other in taken):
                taken.append((start, end))
                yield kind, start, end


def _phones(said: str) -> Iterator[Span]:
    for found in _RUN.finditer(said):
        end = _phone_end(found.group())
        if end:
            yield found.start(), found.start() + end
    for found in _CUED.finditer(said):
        if not "".join(_DIGITS.findall(found["it"])).startswith(_PUBLIC):
            yield found.span("it")
    for found in _ANY_MOBILE.finditer(said):
        yield found.span()


def _phone_end(run: str) -> int:
    """Where the number ends in a run of digits; 0 where it is no telephone number."""
    digits = [found.start() for found in _DIGITS.finditer(run)]
    spoken = "".join(run[place] for place in digits)
    is_abroad = not spoken.startswith("0")
    dialling = "0" + spoken[2:].lstrip("0") if is_abroad else spoken
    right = _ELEVEN if dialling.startswith(_LONG_HEADS) else _TEN
    if len(dialling) < right or dialling.startswith(_PUBLIC):
        return 0
    last = right - 1 + len(spoken) - len(dialling)
    end = digits[last] + 1
    while end < len(run) and run[end] == GAP:
        end += 1
    return end


def _postal_codes(said: str) -> Iterator[Span]:
    for found in _POSTAL_MARKED.finditer(said):
        yield found.span()
    for found in _POSTAL_CUED.finditer(said):
        yield found.span("it")
    for pattern in (_POSTAL_BARE, _POSTAL_SPACED):
        for found in pattern.finditer(said):
            if not _NOT_POSTAL.search(said[: found.start()]):
                yield found.span()


def _my_numbers(said: str) -> Iterator[Span]:
    for found in _TWELVE.finditer(said):
        before = said[: found.start()]
        if _MY_NUMBER.search(said) or (not _OTHER_NUMBER.search(before) and _fits(found.group())):
            yield found.span()


def _fits(run: str) -> bool:
    """The check digit of a My Number (ministerial ordinance 85 of 2014, article 5)."""
    digits = [int(letter) for letter in run if letter.isdecimal()]
    weights = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    rest = sum(digit * weight for digit, weight in zip(digits[:11], weights, strict=True)) % 11
    return digits[11] == (0 if rest <= 1 else 11 - rest)
