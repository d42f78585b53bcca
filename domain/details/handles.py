"""Mail addresses, and names people carry in LINE and other services."""

import re
from collections.abc import Iterator
from typing import Final

from domain.details.kinds import DetailKind
from domain.details.numbers import Piece
from domain.details.patterns import Patterns
from domain.details.plain import Span

_PATTERNS: Final = Patterns.of("handles")
_MAIL: Final = _PATTERNS.one("mail")
_MAIL_WITHOUT_TOP: Final = _PATTERNS.one("mail_without_top")
_MAIL_CUED: Final = _PATTERNS.one("mail_cued")
_WITH_AT: Final = _PATTERNS.one("with_at")
_ANY: Final = _PATTERNS.one("any")
_CUE: Final = _PATTERNS.one("cue")
_STRONG: Final = _PATTERNS.one("strong")
_AFTER: Final = _PATTERNS.one("after")
_WORDS: Final = _PATTERNS.among("words")
_SHAPE: Final = _PATTERNS.one("shape")
_CLEAR: Final = _PATTERNS.one("clear")
_NEAR: Final = 16
_SHORTEST: Final = 4
_BREAK: Final = _PATTERNS.one("break")


def find_handles(text: str) -> Iterator[Piece]:
    """Every mail address and handle of a plain text."""
    if not re.search(r"[A-Za-z0-9]", text):
        return
    mails = tuple(_mails(text))
    for start, end in mails:
        yield DetailKind.EMAIL, start, end
    for start, end in _handles(text):
        if not any(mail[0] <= start < mail[1] for mail in mails):
            yield DetailKind.LINE_ID, start, end


def _mails(text: str) -> Iterator[Span]:
    for pattern in (_MAIL, _MAIL_WITHOUT_TOP):
        for found in pattern.finditer(text):
            yield found.span()
    for found in _MAIL_CUED.finditer(text):
        if found["it"].lower() not in _WORDS:
            yield found.span("it")


def _handles(text: str) -> Iterator[Span]:
    for found in _WITH_AT.finditer(text):
        yield found.span()
    for found in _ANY.finditer(text):
        if _is_handle(text, found):
            yield found.span()


def _is_handle(text: str, found: re.Match[str]) -> bool:
    word = found.group()
    if word.lower() in _WORDS or len(word) < _SHORTEST - 1:
        return False
    before = _BREAK.split(text[max(0, found.start() - _NEAR) : found.start()])[-1]
    after = text[found.end() : found.end() + _NEAR]
    has_letter = any(letter.isalpha() for letter in word)
    if _STRONG.search(before) and _CUE.search(before):
        return has_letter or len(word) > _SHORTEST
    if not has_letter or len(word) < _SHORTEST:
        return False
    if _CLEAR.match(word) or _AFTER.match(after):
        return True
    near = text[max(0, found.start() - 2 * _NEAR) : found.start()] + "\n" + after
    return bool(_CUE.search(near)) and (bool(_SHAPE.match(word)) or _is_close(before))


def _is_close(before: str) -> bool:
    """Whether a cue stands right before it: ライン教えるね saku."""
    cues = list(_CUE.finditer(before))
    return bool(cues) and not re.search(r"[A-Za-z0-9]", before[cues[-1].end() :])
