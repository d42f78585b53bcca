"""Names in Latin letters, however they are spelt: Ryota or Ryouta, Sato or Satou, Jun or Zyun."""

import re
from functools import cache
from typing import Final

from domain.details import gazetteer

_VOWELS: Final = "aiueo"
_ROWS: Final = {
    "": "あいうえお",
    "k": "かきくけこ",
    "s": "さしすせそ",
    "t": "たちつてと",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "g": "がぎぐげご",
    "z": "ざじずぜぞ",
    "d": "だぢづでど",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}
_LETTERS: Final = {
    **{
        kana: row + vowel
        for row, line in _ROWS.items()
        for kana, vowel in zip(line, _VOWELS, strict=True)
    },
    "や": "ya",
    "ゆ": "yu",
    "よ": "yo",
    "わ": "wa",
    "を": "o",
    "ん": "n",
    "っ": "",
    "ー": "",
    "ゃ": "*ya",
    "ゅ": "*yu",
    "ょ": "*yo",
}
# Hepburn, as most people write, to the table above; long vowels and doubled letters count once.
_SPELLINGS: Final = (
    ("sh(?=[auo])", "sy"),
    ("ch(?=[auo])", "ty"),
    ("j(?=[auoe])", "zy"),
    ("shi", "si"),
    ("chi", "ti"),
    ("tsu", "tu"),
    ("ji", "zi"),
    ("fu", "hu"),
    ("m(?=[bp])", "n"),
    ("o[uh](?![aiueo])|oo", "o"),
    ("uu", "u"),
    (r"([^aiueo])\1", r"\1"),
)


def is_name(latin: str) -> bool:
    """Whether a word in Latin letters is how a family or given name known by heart is read."""
    return plain(latin.lower()) in _known()


def plain(latin: str) -> str:
    """One spelling of many; small letters in and out."""
    for spelling, becomes in _SPELLINGS:
        latin = re.sub(spelling, becomes, latin)
    return latin


@cache
def _known() -> frozenset[str]:
    hiragana = (reading for reading in gazetteer.readings() if reading[0] < "ァ")
    return frozenset(plain(_in_latin(reading)) for reading in hiragana)


def _in_latin(kana: str) -> str:
    return re.sub(r"i\*", "", "".join(_LETTERS.get(letter, "") for letter in kana))
