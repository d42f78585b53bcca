"""Numbers are read however they are printed, and only with the digits of their kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.phone_number import NoNumberError, NumberProblem, read_phone_number
from texts.pointers import find_numbers, plain_number

DASHES = "-－‐‑‒–—―ー−"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("０５５７－３７－２０４９", "0557-37-2049"),
        ("０１２０－０－７８３１０", "0120-0-78310"),
        ("０１２０－００７－１１０", "0120-007-110"),
        ("(055)223-1418", "055-223-1418"),
        ("055（223）1418", "055-223-1418"),
        ("+81 55-223-1418", "055-223-1418"),
        ("+81-(0)55-223-1418", "055-223-1418"),
        ("0120 279 338", "0120-279-338"),
        ("0120-494949", "0120-494949"),
        ("#９１１０", "#9110"),
        ("＃7119", "#7119"),
        ("１８９", "189"),
        ("110", "110"),
        ("090-1234-5678", "090-1234-5678"),
        ("0800-123-4567", "0800-123-4567"),
    ],
)
def test_a_number_is_read_however_it_is_printed(printed: str, shown: str) -> None:
    number = read_phone_number(printed)

    assert number.shown == shown
    assert number.digits == shown.replace("-", "")


@pytest.mark.parametrize(
    ("printed", "problem"),
    [
        ("0120-0-7831", NumberProblem.TOO_FEW_DIGITS),
        ("0120-0-783100", NumberProblem.TOO_MANY_DIGITS),
        ("0570-064-5566", NumberProblem.TOO_MANY_DIGITS),
        ("055-223-141", NumberProblem.TOO_FEW_DIGITS),
        ("090-1234-567", NumberProblem.TOO_FEW_DIGITS),
        ("0120-007-110 ; LINE", NumberProblem.NOT_A_NUMBER),
        ("12345", NumberProblem.NOT_A_NUMBER),
        ("#911", NumberProblem.NOT_A_NUMBER),
        ("", NumberProblem.NOT_A_NUMBER),
        ("@linejinkensoudan", NumberProblem.NOT_A_NUMBER),
    ],
)
def test_what_has_other_digits_than_its_kind_is_no_number(
    printed: str, problem: NumberProblem
) -> None:
    with pytest.raises(NoNumberError) as refusal:
        read_phone_number(printed)

    assert refusal.value.problem is problem


@given(
    parts=st.sampled_from(["0120-061-338", "0120-0-78310", "055-223-1418", "0570-064-556"]),
    dash=st.sampled_from(DASHES),
    is_wide=st.booleans(),
)
def test_every_dash_and_width_is_the_same_number(parts: str, dash: str, *, is_wide: bool) -> None:
    printed = parts.replace("-", dash)
    printed = printed.translate(FULL_WIDTH) if is_wide else printed

    number = read_phone_number(printed)

    assert number.shown == parts
    assert plain_number(printed) == number.digits
    assert find_numbers(f"電話は{printed}です") == (number.digits,)
