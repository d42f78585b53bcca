"""How LINE counts characters: UTF-16 units in messages, grapheme clusters on buttons."""

import unicodedata

_JOINER = "\u200d"
_EXTENDING = {"Mn", "Me", "Mc"}


def utf16_units(text: str) -> int:
    """Count UTF-16 code units; a lone surrogate counts one."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """Count what a reader calls characters: marks, joined emoji and flags count one.

    The common cases of Unicode's segmentation rules (UAX #29), without Hangul jamo.
    """
    clusters, flag_halves, previous = 0, 0, ""
    for character in text:
        flag_halves = flag_halves + 1 if _is_flag_half(character) else 0
        is_second_half = flag_halves > 0 and flag_halves % 2 == 0
        if not is_second_half and not _continues(character, previous):
            clusters += 1
        previous = character
    return clusters


def _continues(character: str, previous: str) -> bool:
    if not previous:
        return False
    return (
        _JOINER in (previous, character)
        or unicodedata.category(character) in _EXTENDING
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0020" <= character <= "\U000e007f"
        or (previous == "\r" and character == "\n")
    )


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
