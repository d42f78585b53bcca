"""Text as LINE counts it: cleaned, measured in UTF-16 units, cut where a reader sees a border."""

import re
import unicodedata
from typing import Final

MOST_UNITS: Final = 5000
"""A text message holds this many UTF-16 code units (Messaging API reference, "Text message")."""

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_LAST_PLAIN: Final = "\uffff"
_SENTENCE_ENDS: Final = "。！？!?．"
_CLOSING: Final = "」』）)】〉》\"'”’"
_JOINER: Final = "\u200d"
_EXTENDING: Final = frozenset({"Mn", "Me", "Mc"})
_ALSO_EXTENDING: Final = frozenset(
    {_JOINER, "\u200c", "\uff9e", "\uff9f"}  # half-width dakuten and handakuten
    | {chr(code) for code in range(0x1F3FB, 0x1F400)}  # skin tones
    | {chr(code) for code in range(0xE0020, 0xE0080)}  # the tags of a flag such as Scotland's
)


def cleaned(text: str) -> str:
    """The text without what a database or LINE refuses: NUL goes, a lone surrogate becomes U+FFFD.

    Everything else, line breaks too, stays as it is.
    """
    return _LONE_SURROGATE.sub("\ufffd", text.replace("\0", ""))


def utf16_length(text: str) -> int:
    """How many UTF-16 code units LINE counts for the text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def count_characters(text: str) -> int:
    """How many characters a reader sees (grapheme clusters, as LINE counts labels)."""
    return sum(_is_border(text, index) for index in range(len(text)))


def split_text(text: str, limit: int = MOST_UNITS) -> tuple[str, ...]:
    """Cut a text into pieces of at most ``limit`` UTF-16 units; joined they are the text again.

    Cuts between characters as a reader sees them, after a line break or a sentence if one is
    near the end of the piece. Only a single character longer than the limit is cut inside.

    Raises:
        ValueError: the limit is less than 2, the length of one emoji.
    """
    if limit < 2:  # noqa: PLR2004 - one emoji
        raise ValueError("A piece holds at least 2 units")
    pieces: list[str] = []
    start = 0
    while start < len(text):
        end = _end_of_piece(text, start, limit)
        pieces.append(text[start:end])
        start = end
    return tuple(pieces)


def _end_of_piece(text: str, start: int, limit: int) -> int:
    reach = _reach(text, start, limit)
    if reach == len(text):
        return reach
    earliest = reach - (reach - start) // 3
    for is_end in (_is_end_of_line, _is_end_of_sentence):
        for index in range(reach, earliest, -1):
            if is_end(text, index) and _is_border(text, index):
                return index
    for index in range(reach, start, -1):
        if _is_border(text, index):
            return index
    return reach


def _reach(text: str, start: int, limit: int) -> int:
    """The index up to which the text from ``start`` fits, not looking at borders."""
    units = 0
    for index in range(start, min(len(text), start + limit)):
        units += 2 if text[index] > _LAST_PLAIN else 1
        if units > limit:
            return index
    return min(len(text), start + limit)


def _is_end_of_line(text: str, index: int) -> bool:
    return text[index - 1] == "\n"


def _is_end_of_sentence(text: str, index: int) -> bool:
    """Whether a sentence ends before the index, its closing bracket included."""
    last = index - 2 if text[index - 1] in _CLOSING and index > 1 else index - 1
    return text[last] in _SENTENCE_ENDS and text[index] not in _CLOSING + _SENTENCE_ENDS


def _is_border(text: str, index: int) -> bool:
    """Whether a character, as a reader sees it, begins at the index (after Unicode UAX 29)."""
    if index == 0:
        return True
    before, after = text[index - 1], text[index]
    if after in _ALSO_EXTENDING or unicodedata.category(after) in _EXTENDING:
        return False
    if before == _JOINER or (before == "\r" and after == "\n"):
        return False
    if _is_flag_half(before) and _is_flag_half(after):
        return _flag_halves_before(text, index) % 2 == 0
    return not _is_one_hangul_syllable(before, after)


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves_before(text: str, index: int) -> int:
    first = index
    while first > 0 and _is_flag_half(text[first - 1]):
        first -= 1
    return index - first


def _is_one_hangul_syllable(before: str, after: str) -> bool:
    """Whether two Korean letters written apart make one syllable."""
    is_lead = "\u1100" <= before <= "\u115f"
    if is_lead and ("\u1100" <= after <= "\u115f" or "가" <= after <= "힣"):
        return True
    is_korean = is_lead or "\u1160" <= before <= "\u11ff" or "가" <= before <= "힣"
    return is_korean and "\u1160" <= after <= "\u11ff"
