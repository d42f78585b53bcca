"""No disguise lowers a level, however it is mixed."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.risk.assess import assess
from domain.risk.sentences import Label, get_sentences

_HALF = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in (*range(0xFF66, 0xFF70), *range(0xFF71, 0xFF9E))
}
_CORE = (
    "死にたい",
    "しにたい",
    "シニタイ",
    "消えたい",
    "きえたい",
    "自殺したい",
    "じさつしたい",
    "死のうかな",
    "飛び降りたい",
    "首つりしたい",
    "安楽死したい",
    "リスカした",
    "殺してください",
    "遺書を書いた",
    "練炭を買った",
)
_SEPARATORS = st.sampled_from(
    ["、", "。", " ", "　", "・", "…", "\n", "😇", "💊", "\u200b", "-", "★"]
)
_WITHIN = {
    "死にたい": 4,
    "しにたい": 4,
    "シニタイ": 4,
    "消えたい": 3,
    "きえたい": 4,
    "自殺したい": 2,
    "じさつしたい": 3,
    "死のうかな": 2,
    "飛び降りたい": 3,
    "首つりしたい": 3,
    "安楽死したい": 3,
    "リスカした": 3,
    "殺してください": 3,
    "遺書を書いた": 2,
    "練炭を買った": 2,
}
RISK = [one.text for one in get_sentences() if one.label is Label.RISK and one.id.startswith("CG")]


def _katakana(text: str) -> str:
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def _half_width(text: str) -> str:
    decomposed = "".join(
        unicodedata.normalize("NFD", c) if "ァ" <= c <= "ヺ" else c for c in _katakana(text)
    )
    marks = decomposed.replace("\u3099", "ﾞ").replace("\u309a", "ﾟ")
    return "".join(_HALF.get(c, c) for c in marks)


def _full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _level(text: str) -> int:
    return assess([text]).level


@pytest.mark.parametrize("disguise", [_half_width, _full_width, _katakana, str.upper])
@pytest.mark.parametrize("word", _CORE)
def test_width_case_and_kana_never_lower_a_core_word(
    word: str, disguise: Callable[[str], str]
) -> None:
    assert _level(disguise(word)) >= _level(word) >= 1


@pytest.mark.parametrize("disguise", [_full_width, str.upper, "\u200b".join])
def test_width_case_and_what_cannot_be_seen_never_lower_a_sentence(
    disguise: Callable[[str], str],
) -> None:
    lowered = [text for text in RISK if _level(disguise(text)) < _level(text)]

    assert lowered == []


@given(word=st.sampled_from(_CORE), between=st.lists(_SEPARATORS, min_size=4, max_size=4))
@settings(max_examples=150, deadline=None)
def test_separators_and_emoji_within_core_words_never_lower_a_level(
    word: str, between: list[str]
) -> None:
    inside = _WITHIN[word]
    apart = "".join(
        letter + (between[place] if place < inside - 1 else "") for place, letter in enumerate(word)
    )

    assert _level(apart) >= _level(word)


@given(
    word=st.sampled_from(["死にたい", "しにたい", "シニタイ", "消えたい", "きえたい"]),
    place=st.integers(1, 4),
    long=st.sampled_from(["ー", "〜", "ｰ", "～"]),
    times=st.integers(1, 12),
)
@settings(max_examples=100, deadline=None)
def test_long_sounds_never_lower_a_level(word: str, place: int, long: str, times: int) -> None:
    assert _level(word[:place] + long * times + word[place:]) >= _level(word)


@given(word=st.sampled_from(_CORE), cut=st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_a_core_word_cut_into_bubbles_is_still_found(word: str, cut: int) -> None:
    cut = min(cut, _WITHIN[word] - 1)

    assert assess([word[:cut], word[cut:]]).level >= _level(word)


def test_four_bubbles_of_one_letter_are_one_wish() -> None:
    assert assess(["し", "に", "た", "い"]).level == 2


@pytest.mark.parametrize("laugh", ["（笑）", "ｗｗｗ", "😂", "笑"])
def test_laughter_is_no_evidence_of_safety(laugh: str) -> None:
    assert assess([f"死にたい{laugh}"]).level >= 2


def test_letters_left_between_the_kana_hide_nothing_and_are_no_sign_by_themselves() -> None:
    for typed in ("しｎにたｋ", "死にたi", "しnにたい", "もう死にtai"):
        assert assess([typed]).level >= 2, typed
    for plain in ("話しにtiktokを見ます", "探しにtaiwanへ", "PCにtaしかめた"):
        assert assess([plain]).level < 2, plain
