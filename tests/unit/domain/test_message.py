"""A My Number is masked however it is written; other numbers stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.message import MASK, without_my_number
from domain.secret import PrivateText

# The specimen number of the Ministry's own leaflets, with its right check digit.
NUMBER = "123456789018"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def masked(text: str) -> str:
    return without_my_number(PrivateText(text)).reveal()


def with_check_digit(digits: list[int]) -> str:
    """The rule, written from the other end: Q_n = n + 1 for n ≤ 6, n - 5 above, from the right."""
    total = sum(
        digit * (place + 1 if place <= 6 else place - 5)
        for place, digit in enumerate(reversed(digits), start=1)
    )
    check = 0 if total % 11 <= 1 else 11 - total % 11
    return "".join(map(str, [*digits, check]))


@pytest.mark.parametrize(
    "written",
    [
        NUMBER,
        NUMBER.translate(FULL_WIDTH),
        "1234-5678-9018",
        "1234 5678 9018",
        "1234　5678　9018",
        "１２３４－５６７８－９０１８",
        "1234ー5678ー9018",
        "1234‐5678–9018",
        "1 2 3 4 5 6 7 8 9 0 1 8",
        "１2３4５6７8９0１8",
    ],
)
def test_a_my_number_is_masked_however_it_is_written(written: str) -> None:
    assert masked(f"番号は{written}です") == f"番号は{MASK}です"
    assert masked(f"{written}\nと{written}") == f"{MASK}\nと{MASK}"


@pytest.mark.parametrize(
    "written",
    [
        "123456789012",
        "090-1234-5678",
        "1234567890189",
        "9123456789018",
        "12345678901",
        "2026-11-24",
    ],
)
def test_other_numbers_stay(written: str) -> None:
    assert masked(written) == written


@given(st.lists(st.integers(0, 9), min_size=11, max_size=11), st.sampled_from(["", " ", "-", "－"]))
def test_any_number_with_a_right_check_digit_is_masked(digits: list[int], separator: str) -> None:
    assert masked(separator.join(with_check_digit(digits))) == MASK


@given(st.text())
def test_text_without_twelve_digits_is_left_as_it_is(text: str) -> None:
    if sum(character.isdecimal() for character in text) < 12:
        assert masked(text) == text


def test_what_is_masked_once_stays_as_it_is() -> None:
    once = masked(f"番号は{NUMBER}です")

    assert masked(once) == once
