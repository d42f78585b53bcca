"""A printed value is understood, and never put right."""

from decimal import Decimal

import pytest

from domain.indicator import Direction, Slot, SlotKind
from domain.indicator_value import Meaning, Verdict, judge, rate, understand


@pytest.mark.parametrize(
    ("printed", "meaning", "number", "unit"),
    [
        ("1,546", Meaning.NUMBER, "1546", ""),
        ("0", Meaning.NUMBER, "0", ""),
        ("２０", Meaning.NUMBER, "20", ""),
        ("17.0%", Meaning.NUMBER, "17.0", "%"),
        ("2,244 人", Meaning.NUMBER, "2244", "人"),
        ("-", Meaning.NOT_MEASURED, None, ""),
        ("—", Meaning.NOT_MEASURED, None, ""),
        ("", Meaning.NOT_MEASURED, None, ""),
        ("➔", Meaning.QUALITATIVE, None, ""),
        ("5,600 → 6,800", Meaning.NUMBER, "6800", ""),
        ("760 → 指標廃止", Meaning.ABOLISHED, None, ""),
        ("検討中", Meaning.WORDS, None, ""),
        ("1,23", Meaning.WORDS, None, ""),
    ],
)
def test_a_printed_value_means(
    printed: str, meaning: Meaning, number: str | None, unit: str
) -> None:
    meant = understand(printed)

    assert (meant.meaning, meant.unit) == (meaning, unit)
    assert meant.number == (Decimal(number) if number else None)


def test_a_revised_target_remembers_what_it_was() -> None:
    before = understand("39,000 → 55,000").before

    assert before is not None
    assert before.number == 39000
    assert understand("➔").before is None


@pytest.mark.parametrize(
    ("target", "actual", "direction", "verdict"),
    [
        ("100", "100", Direction.HIGHER, Verdict.REACHED),
        ("1,900 → 1,640", "1,746", Direction.LOWER, Verdict.BELOW),
        ("2,100", "1,746", Direction.LOWER, Verdict.REACHED),
        ("0", "0", Direction.LOWER, Verdict.REACHED),
        ("0", "—", Direction.LOWER, Verdict.OPEN),
        ("➔", "1.29", Direction.NEITHER, Verdict.OPEN),
    ],
)
def test_a_target_is_judged_by_what_is_better(
    target: str, actual: str, direction: Direction, verdict: Verdict
) -> None:
    assert judge(target, actual, direction) is verdict


def test_a_rate_is_rounded_half_up_and_never_divides_by_nothing() -> None:
    assert rate("80", "26.6", Direction.HIGHER) == Decimal("33.3")
    assert rate("200", "0.1", Direction.HIGHER) == Decimal("0.1")
    assert rate("0", "5", Direction.HIGHER) is None
    assert rate("-", "5", Direction.HIGHER) is None
    assert rate("10", "5", Direction.LOWER) is None


def test_a_slot_is_one_word_and_back() -> None:
    for kind in SlotKind:
        for year in (2026, None):
            slot = Slot(kind=kind, year=year)
            assert Slot.read(slot.code) == slot
    with pytest.raises(ValueError, match="No such slot"):
        Slot.read("actual-26")
