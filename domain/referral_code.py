"""Referral codes: six characters that are hard to misread, to guess, and to read as a word.

Twenty characters, so 64 million codes, 25.9 bits. There is no vowel, and nothing of what looks
like something else: 0 O, 1 I L, 5 S, 2 Z, 8 B, 6 G, U V, Y.
"""

import unicodedata
from enum import StrEnum, unique
from itertools import product
from typing import Final

ALPHABET: Final = "34679CDFHJKMNPQRTVWX"
LENGTH: Final = 6


@unique
class CodePurpose(StrEnum):
    """What a code stands for."""

    REFERRAL = "referral"
    SIGN_UP = "sign_up"  # of one date of a programme


@unique
class CodeStep(StrEnum):
    """What a destination confirms; each once for a code."""

    CALLED = "called"  # 電話があった
    CAME = "came"  # 来られた
    GOES_ON = "goes_on"  # 続けて通っている


STEPS: Final[dict[CodePurpose, tuple[CodeStep, ...]]] = {
    CodePurpose.REFERRAL: (CodeStep.CALLED, CodeStep.CAME, CodeStep.GOES_ON),
    CodePurpose.SIGN_UP: (CodeStep.CAME,),
}
"""Which steps a code of each purpose has."""

# The keys of our characters on a Japanese keyboard that writes kana.
_KANA_KEYS: Final = dict(zip("あうおやよそしはくまのもみせたすかひてさ", ALPHABET, strict=True))
_IN_BETWEEN: Final = frozenset(" -‐‑‒–—―−ー_・.,、。~〜")
_LONGEST_TYPED: Final = 64
_SINGLE_OR_DOUBLE_N: Final = "ん"
_DOUBLES: Final = "っ"


def written(number: int) -> str:
    """The code of a number, by its six lowest digits to the base of twenty."""
    places = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        places.append(ALPHABET[place])
    return "".join(places)


def read(typed: str) -> str | None:
    """The code in what was typed or scanned, in any width and case, with dashes or spaces.

    A keyboard that stood on kana is understood: かな input by its keys, romaji input by what it
    makes of two consonants (``ん``, ``っ``). Anything with a character that no code has is None:
    a character that looks like another is asked for again, never guessed.
    """
    found = {each for each in _readings(_folded(typed)) if _is_code(each)}
    return found.pop() if len(found) == 1 else None


def in_groups(code: str) -> str:
    """The code as people read it: ``K7M 4XR``."""
    return f"{code[:3]} {code[3:]}"


def _folded(typed: str) -> str:
    wide = unicodedata.normalize("NFKC", typed[:_LONGEST_TYPED]).upper()
    plain = "".join(_as_hiragana(each) for each in wide if not each.isspace())
    return "".join(each for each in plain if each not in _IN_BETWEEN)


def _as_hiragana(character: str) -> str:
    is_katakana = "ァ" <= character <= "ヶ"
    return chr(ord(character) - 0x60) if is_katakana else character


def _readings(folded: str) -> list[str]:
    if len(folded) > LENGTH:
        return []
    choices = [_choices(folded, place) for place in range(len(folded))]
    return ["".join(each) for each in product(*choices)]


def _choices(folded: str, place: int) -> tuple[str, ...]:
    character = folded[place]
    if character == _SINGLE_OR_DOUBLE_N:
        return ("N", "NN")
    if character == _DOUBLES:
        return (folded[place + 1 : place + 2],)
    return (_KANA_KEYS.get(character, character),)


def _is_code(reading: str) -> bool:
    return len(reading) == LENGTH and all(each in ALPHABET for each in reading)
