"""A code is hard to misread and easy to type."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.referral_code import ALPHABET, LENGTH, in_groups, read, written

CODES = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)
WIDE = {each: chr(ord(each) + 0xFEE0) for each in ALPHABET}
KANA_KEYS = dict(zip(ALPHABET, "あうおやよそしはくまのもみせたすかひてさ", strict=True))


def test_a_code_has_nothing_that_looks_like_something_else_and_spells_no_word() -> None:
    assert not set(ALPHABET) & set("0O1IL5S2Z8BG")
    assert len(set(ALPHABET)) == len(ALPHABET) >= 20
    assert not set(ALPHABET) & set("AEIOUY")
    assert round(LENGTH * math.log2(len(ALPHABET)), 1) == 25.9


@given(code=CODES, cut=st.integers(0, LENGTH), mark=st.sampled_from(["-", " ", "－", "　", "ー"]))
def test_a_code_is_read_in_any_width_and_case_and_with_dashes(
    code: str, cut: int, mark: str
) -> None:
    wide = "".join(WIDE[each] for each in code)
    for typed in (code, code.lower(), wide, wide.lower(), in_groups(code), f" {code}\n"):
        assert read(typed) == code
    assert read(code[:cut] + mark + code[cut:]) == code


@given(code=CODES)
def test_a_keyboard_left_on_kana_is_understood(code: str) -> None:
    assert read("".join(KANA_KEYS[each] for each in code)) == code


@pytest.mark.parametrize(
    ("typed", "code"), [("っkM4んtx", None), ("っkM4んx", "KKM4NX"), ("んんM4tx", "NNM4TX")]
)
def test_what_romaji_input_makes_of_consonants_is_understood(typed: str, code: str | None) -> None:
    assert read(typed) == code


@pytest.mark.parametrize(
    "typed", ["", "K7M4X", "K7M4XRR", "K7M4X0", "K7M4XI", "K7M4XあB", "っ" * 6]
)
def test_what_cannot_be_a_code_is_asked_for_again(typed: str) -> None:
    assert read(typed) is None


@given(typed=st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_nothing(typed: str) -> None:
    code = read(typed)

    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET))


@given(number=st.integers(0, 2**192))
def test_every_number_makes_a_code(number: int) -> None:
    assert read(written(number)) == written(number)
