"""A term from practice is a paraphrase: short, and about nobody."""

import pytest

from domain.practice import LONGEST_TERM, TermFault, cleaned, find_fault, is_too_noisy


@pytest.mark.parametrize(
    ("phrase", "fault"),
    [
        ("", TermFault.EMPTY),
        ("ああ", TermFault.SHORT),
        ("…。、…", TermFault.SHORT),
        ("ねむ" * 21, TermFault.LONG),
        ("もう\u200bねむりたい", TermFault.HIDDEN),
        ("もう\nねむりたい", TermFault.HIDDEN),
        ("山田さんに会いたくない", TermFault.PERSONAL),
        ("055-254-0000に電話した", TermFault.PERSONAL),
        ("甲府駅で待つ", TermFault.PERSONAL),
        ("abc@example.jp", TermFault.PERSONAL),
        ("薬を30錠", TermFault.PERSONAL),
        ("北高校に行けない", TermFault.PERSONAL),
    ],
)
def test_what_is_no_paraphrase_is_refused(phrase: str, fault: TermFault) -> None:
    assert find_fault(cleaned(phrase)) is fault


@pytest.mark.parametrize("phrase", ["ずっと眠ったままがいい", "お迎えが来ないかな", "もう片付けた"])
def test_a_paraphrase_is_taken(phrase: str) -> None:
    assert find_fault(cleaned(f"　{phrase} ")) is None
    assert len(cleaned(phrase)) <= LONGEST_TERM


def test_one_of_eight_harmless_sentences_may_alarm_and_no_more() -> None:
    assert not is_too_noisy(false_alarms=5, harmless=40)
    assert is_too_noisy(false_alarms=6, harmless=40)
    assert not is_too_noisy(false_alarms=0, harmless=0)
