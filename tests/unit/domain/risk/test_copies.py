"""The two copies of what somebody wrote (DOMAIN §6.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.risk.copies import fold, make_copies


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ｼﾆﾀｲ", "しにたい"),
        ("ガﾞｶﾞ", "が\u3099が"),
        ("４にたい", "4にたい"),
        ("ＯＤした", "odした"),
        ("死\u200bに\u2060た\ufeffい\ufe0f", "死にたい"),
        ("死̶に̶た̶い̶", "死にたい"),
        ("タヒにたい", "死にたい"),
        ("ﾀﾋにたい", "死にたい"),
        ("しにたぃ", "しにたい"),
        ("しにたぁい", "しにたい"),
        ("死にたーーい", "死にたい"),
        ("しにたい〜〜", "しにたい"),
        ("死、に、た、い", "死にたい"),
        ("死　に　た　い", "死にたい"),
        ("し\nに\nた\nい", "しにたい"),
        ("死😇に😇た😇い", "死にたい"),
        ("しヽにヽたヽい", "しにたい"),
        ("い き る の や め た い", "いきるのやめたい"),
        ("い なく なり たい", "いなくなりたい"),
        ("いま息子が\n包丁を\n持ってます", "いま息子が包丁を持ってます"),
        ("ねえ\nもう\nいない", "ねえもういない"),
        ("今日は晴れ\n包丁です", "今日は晴れ\n包丁です"),
    ],
)
def test_a_disguise_is_taken_off(written: str, folded: str) -> None:
    assert make_copies(written).folded.text == folded


@pytest.mark.parametrize("word", ["タヒチ", "タヒボ茶", "タヒニソース", "データヒアリング"])
def test_tahi_inside_another_word_is_no_death(word: str) -> None:
    assert "死" not in make_copies(word).script.text


def test_the_script_copy_keeps_katakana_and_the_folded_one_forgets_it() -> None:
    copies = make_copies("リスカ")

    assert copies.script.text == "リスカ"
    assert copies.folded.text == "りすか"


def test_separators_outside_core_words_stay() -> None:
    assert make_copies("死ぬ。でも、まだ").folded.text == "死ぬ。でも、まだ"


def test_a_span_leads_back_to_what_was_written() -> None:
    written = "もう「死 に た い」です"
    copy = make_copies(written).folded
    start = copy.text.index("死にたい")

    first, last = copy.span(start, start + len("死にたい"))

    assert written[first:last] == "死 に た い"


@given(st.text(max_size=60))
def test_every_letter_of_a_copy_knows_where_it_came_from(written: str) -> None:
    for copy in (make_copies(written).script, make_copies(written).folded):
        places = list(zip(copy.starts, copy.ends, strict=True))
        assert len(places) == len(copy.text)
        assert all(0 <= start < end <= len(written) for start, end in places)
        assert [start for start, _ in places] == sorted(start for start, _ in places)


@given(st.text(alphabet="あぁアァいイーシ死ヵんン", max_size=20))
def test_folding_twice_is_folding_once(written: str) -> None:
    assert fold(fold(written)) == fold(written)
