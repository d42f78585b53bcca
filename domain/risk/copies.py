"""What somebody wrote in two plain copies, each letter knowing where it came from.

The script copy keeps katakana and hiragana apart, so that リスカ is not found in クリスカ; the
folded copy forgets width, case, kana, small vowels and long sounds: no disguise of those helps.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

# What may stand between the letters of a word that hides: anything that is no letter, and the
# iteration marks, which Unicode counts as letters.
_BETWEEN: Final = r"[\W_ヽヾゝゞw]{0,6}"
# Core words, letter by letter; only between these letters are separators forgotten.
_CORE: Final = (
    "死しシ氏市4四 にニ二2 たタ いイひヒ",
    "死しシ氏4 にニ てテ えエぇェ",
    "死しシ氏4 にニ たタ みくか",
    "死 のぬねんに",
    "しシ のノ うウ かと",
    "しシ んン でだじデダジ",
    "消 え たて",
    "きキ えエ たタ いイ",
    "いイ なナ くク なナ りリ たタ いイ",
    "自 殺さサ",
    "じジ さサ つツ",
    "首 つツ りるっろ",
    "首 吊釣",
    "くク びビ つツ りリ",
    "飛 びビ 降下おオ",
    "とト びビ おオ りリ",
    "リ ス カ",
    "ア ム カ",
    "o d しすシ",
    "殺 し て",
    "5 6 し",
    "こコ ろロ しシ てテ",
    "安 楽 死",
    "遺 書",
    "練 炭",
    "s h i n i t a i",
    "s i n i t a i",
    "s u i c i d e",
    "k m s",
)
_SPACED: Final = re.compile(
    r"(?<![ぁ-んァ-ヶ一-龠々a-z])[ぁ-んァ-ヶ一-龠々a-z]"
    r"(?:[^\wー]{1,4}[ぁ-んァ-ヶー一-龠々a-z]){3,200}(?![ぁ-んァ-ヶ一-龠々a-z])"
)
# タヒ is 死 taken apart; not in タヒチ, タヒボ茶, タヒニ, nor inside データヒアリング.
_APART: Final = re.compile(
    r"(?<![ァ-ヶー])タ[ヒ匕](?![チボ]|ニ(?!タ))|(?<![デー])タヒ(?=[にぬのんね]|ニタ)|歹[匕ヒ]"
)
_STRETCHED: Final = re.compile(r"([死しシ氏市4四]に)た[あぁァアー〜~っッ]{1,9}([いィイ])")
# A bubble that ends so goes on in the next: 包丁を⏎持って. It is read as one sentence.
_GOES_ON: Final = re.compile(r"(?<=を)\n|(?<=[一-龠][がでに])\n(?=[一-龠ぁ-ん])")
_SHORT: Final = re.compile(r"^([^\n。、!?]{2,3})\n(?=[^\n])", re.MULTILINE)
"""Two or three letters are no sentence either; single ones stay apart, or they spell anything."""
_LONG: Final = frozenset("ーｰ〜~")
_LARGE: Final = dict(zip("ぁぃぅぇぉ", "あいうえお", strict=True))
_HIRAGANA: Final = {chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)}
_FOLDED: Final = {
    **_LARGE,
    **{katakana: _LARGE.get(plain, plain) for katakana, plain in _HIRAGANA.items()},
}
_INVISIBLE: Final = frozenset({"Cf", "Mn", "Me"})
_FILLERS: Final = frozenset("\u115f\u1160\u3164\u034f")
_JOINING: Final = frozenset("\u3099\u309a\uff9e\uff9f")

Letter = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A plain form; letter ``i`` stands for ``original[starts[i]:ends[i]]``."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the original; ``end`` > ``start``."""
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """Both copies of one text."""

    script: Copy
    folded: Copy


def make_copies(text: str) -> Copies:
    """Normalise a text of any length; every span refers to this very text."""
    letters = _replaced(_composed(text), _APART, "死")
    letters = _replaced(_unspaced(_closed(letters)), _GOES_ON, "")
    letters = _replaced(letters, _SHORT, r"\1")
    folded = _replaced(_folded(letters), _STRETCHED, r"\1た\2")
    return Copies(script=_copy(letters), folded=_copy(folded))


def fold(text: str) -> str:
    """Katakana as hiragana, small vowels large, no long sounds: what the folded copy does."""
    return "".join(_FOLDED.get(letter, letter) for letter in text if letter not in _LONG)


def _composed(text: str) -> list[Letter]:
    """Compatibility form and small letters, cluster by cluster, without what cannot be seen."""
    letters: list[Letter] = []
    start, size = 0, len(text)
    while start < size:
        end = start + 1
        while end < size and text[end] in _JOINING:
            end += 1
        if end == start + 1 and _is_plain(text[start]):
            letters.append((text[start], start, end))
        else:
            plain = unicodedata.normalize("NFKC", text[start:end]).lower()
            letters += [(letter, start, end) for letter in plain if not _is_invisible(letter)]
        start = end
    return letters


def _is_plain(letter: str) -> bool:
    """Hiragana, katakana and the common kanji stand for themselves: nearly every letter."""
    return "ぁ" <= letter <= "ゖ" or "ァ" <= letter <= "ヺ" or "一" <= letter <= "鿿"


def _is_invisible(letter: str) -> bool:
    if letter < "\u0300":
        return letter == "\u00ad"
    return (
        unicodedata.category(letter) in _INVISIBLE and letter not in _JOINING
    ) or letter in _FILLERS


def _folded(letters: Sequence[Letter]) -> list[Letter]:
    return [
        (_FOLDED.get(letter, letter), start, end)
        for letter, start, end in letters
        if letter not in _LONG
    ]


def _replaced(letters: list[Letter], pattern: re.Pattern[str], becomes: str) -> list[Letter]:
    """Each match as what it becomes, every new letter standing for the whole match."""

    def rewritten(match: re.Match[str]) -> list[Letter]:
        start, end = letters[match.start()][1], letters[match.end() - 1][2]
        return [(letter, start, end) for letter in match.expand(becomes)]

    return _rewritten(letters, pattern, rewritten)


def _closed(letters: list[Letter]) -> list[Letter]:
    """Each core word as its letters alone, without what stands between them."""

    def rewritten(match: re.Match[str]) -> list[Letter]:
        groups = range(1, match.re.groups + 1)
        return [letters[match.start(group)] for group in groups]

    text = _text(letters)
    for core in _CORE_WORDS:
        if core.search(text):
            letters = _rewritten(letters, core, rewritten)
            text = _text(letters)
    return letters


def _unspaced(letters: list[Letter]) -> list[Letter]:
    """What is written letter by letter, with something between each, as one word."""

    def rewritten(match: re.Match[str]) -> list[Letter]:
        inside = letters[match.start() : match.end()]
        return [one for one in inside if one[0].isalnum()]

    return _rewritten(letters, _SPACED, rewritten)


def _rewritten(
    letters: list[Letter],
    pattern: re.Pattern[str],
    rewritten: Callable[[re.Match[str]], list[Letter]],
) -> list[Letter]:
    found = list(pattern.finditer(_text(letters)))
    if not found:
        return letters
    result: list[Letter] = []
    place = 0
    for match in found:
        result += letters[place : match.start()]
        result += rewritten(match)
        place = match.end()
    return result + letters[place:]


def _text(letters: Sequence[Letter]) -> str:
    return "".join([letter for letter, _, _ in letters])


def _copy(letters: Sequence[Letter]) -> Copy:
    return Copy(
        text=_text(letters),
        starts=tuple(start for _, start, _ in letters),
        ends=tuple(end for _, _, end in letters),
    )


def _core_word(core: str) -> re.Pattern[str]:
    return re.compile(_BETWEEN.join(f"([{letters}])" for letters in core.split()))


_CORE_WORDS: Final = tuple(map(_core_word, _CORE))
