"""Numbers said in words: 〇九〇, ゼロキュウゼロ and 九月 as the digits they mean.

Every digit stands at the place of its word's first letter; what is left of the word is a gap that
patterns see as nothing, so that places stay those of the plain text.
"""

import re
from typing import Final

GAP: Final = "\u0001"
"""Fills the rest of a word that became one digit."""

_KANJI: Final = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_SAID: Final = {
    "0": "ゼロ ぜろ レイ れい マル まる",
    "1": "イチ いち ワン",
    "2": "ニイ にい ニー にー ニ に",
    "3": "サン さん",
    "4": "ヨン よん シ",
    "5": "ゴー ごー ゴ ご",
    "6": "ロク ろく",
    "7": "ナナ なな シチ しち",
    "8": "ハチ はち",
    "9": "キュウ きゅう キュー きゅー ク",
}
_SPOKEN: Final = {word: digit for digit, words in _SAID.items() for word in words.split()}
_SPOKEN_WORD: Final = "|".join(sorted(_SPOKEN, key=len, reverse=True))
_BETWEEN: Final = r"[-ー~〜_/、,.・ 　の]{0,2}"
_SPOKEN_RUN: Final = re.compile(
    rf"(?:ゼロ|ぜろ|レイ|れい|マル|まる)(?:{_BETWEEN}(?:{_SPOKEN_WORD}|[0-9])){{2,15}}"
)
_WORD: Final = re.compile(_SPOKEN_WORD)
_KANJI_RUN: Final = re.compile(r"[〇零一二三四五六七八九]{2,}|〇|(?<=[0-9])[零一二三四五六七八九]")


def dialled(text: str) -> str:
    """The text with digits for numbers said one digit at a time; as long as the text."""
    text = _KANJI_RUN.sub(_from_kanji, text)
    if "ロ" in text or "ろ" in text or "マル" in text or "まる" in text or "レイ" in text:
        text = _SPOKEN_RUN.sub(_from_words, text)
    return text


def _from_kanji(run: re.Match[str]) -> str:
    return "".join(_KANJI[letter] for letter in run.group())


def _from_words(run: re.Match[str]) -> str:
    return _WORD.sub(
        lambda word: _SPOKEN[word.group()] + GAP * (len(word.group()) - 1), run.group()
    )
