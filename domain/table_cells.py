"""What may stand in a cell of a file: no text that a program for tables takes for a formula.

Stricter than OWASP's list ("CSV Injection") and ASVS 1.2.10: Japanese programs read ＝＋－＠ as
their narrow forms, some skip spaces, marks of byte order and signs without width before they
look, and a file split at another separator has other beginnings. A number is written as a number,
so that a negative one stays one.
"""

import re
from typing import Final
from unicodedata import category, normalize

_PLAIN_STARTERS: Final = frozenset("=+-@")
_MINUS: Final = "−"
STARTERS: Final = "".join(
    sorted(
        {chr(code) for code in range(0x10000) if normalize("NFKC", chr(code)) in _PLAIN_STARTERS}
        | {_MINUS}
    )
)
"""Every sign that is one of = + - @, or becomes one when its width is made plain."""

_LONE_DASHES: Final = frozenset("-－−")
"""Alone in a cell they are what offices print for "not measured", and no program reckons them."""

_SKIPPED: Final = "".join(
    chr(code) for code in range(0x10000) if category(chr(code)) in {"Cf", "Zs"}
)
_BEFORE: Final = r"(^|[;,|\"])"
_GAP: Final = f"[{re.escape(_SKIPPED)}]*"
_RISKY: Final = re.compile(f"{_BEFORE}('*{_GAP}[{re.escape(STARTERS)}])")
_MARKED: Final = re.compile(f"{_BEFORE}'('*{_GAP}[{re.escape(STARTERS)}])")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_HALVES: Final = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Text on one line, without signs no file can hold: controls are a space, halves U+FFFD."""
    return _HALVES.sub("\ufffd", _CONTROLS.sub(" ", text))


def safe(text: str) -> str:
    """Text for a cell of a CSV: an apostrophe stands wherever a formula could begin."""
    found = plain(text)
    return found if found in _LONE_DASHES else _RISKY.sub(r"\1'\2", found)


def safe_lines(text: str) -> str:
    """The same of each line, where a cell has several."""
    return "\n".join(map(safe, text.split("\n")))


def is_risky(text: str) -> bool:
    """Whether a program could take the text for a formula if somebody typed it into a cell."""
    return safe(text) != plain(text)


def read(text: str) -> str:
    """What ``safe`` was given, as ``plain`` makes it."""
    return _MARKED.sub(r"\1\2", text)


def read_lines(text: str) -> str:
    """What ``safe_lines`` was given, as ``plain`` makes each line."""
    return "\n".join(map(read, text.split("\n")))
