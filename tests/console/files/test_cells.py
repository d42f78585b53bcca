"""No text of a file is a formula, whoever wrote it; numbers are numbers, and nothing is lost."""

import csv
import io
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from console.files import csv_file
from console.files.csv_file import Encoding, MissingLettersError
from domain import table_cells as cells

STARTERS: Final = "=+-@＝＋－＠−﹦﹢﹣﹫"
BEFORE: Final = (
    "",
    " ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\0",
    "\ufeff",
    "\u200b",
    "\u3000",
    '"',
    ";",
    "a\n",
    "'",
)


def read_by_others(content: bytes, delimiter: str) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def begins_a_formula(cell: str) -> bool:
    bare = cell.lstrip("".join(BEFORE).replace("'", "").replace("a", "")).removeprefix('"')
    return len(bare) > 1 and bare[0] in STARTERS


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("starter", STARTERS)
def test_a_formula_can_begin_in_no_cell_however_it_is_hidden(before: str, starter: str) -> None:
    words = f"{before}{starter}cmd|' /C calc'!A0"

    content = csv_file.write_rows([[words, "b"]]).content

    for delimiter in ",;\t|":
        for row in read_by_others(content, delimiter):
            assert not [cell for cell in row if begins_a_formula(cell)]
    assert csv_file.read_rows(content.decode()) == [[cells.plain(words), "b"]]


@given(
    st.lists(
        st.text(
            alphabet=st.one_of(
                st.sampled_from(STARTERS + "\"';,|\t\r\n \ufeff\u200b-1a"), st.characters()
            )
        )
    )
)
@example(["'=1", "''=1", "'", "-", "－", "=", "=\n=", ';="=,='])
def test_any_text_is_no_formula_and_comes_back_as_it_was(words: list[str]) -> None:
    content = csv_file.write_rows([["x", *words]]).content

    [row] = read_by_others(content, ",")
    assert not [cell for cell in row if begins_a_formula(cell)]
    assert csv_file.read_rows(content.decode()) == [["x", *map(cells.plain, words)]]


@given(
    st.lists(
        st.one_of(st.integers(), st.decimals(allow_nan=False, allow_infinity=False, places=2)),
        min_size=1,
    )
)
def test_numbers_stay_numbers_with_their_sign(numbers: list[int | Decimal]) -> None:
    content = csv_file.write_rows([numbers]).content

    [row] = read_by_others(content, ",")
    assert [Decimal(cell) for cell in row] == [Decimal(number) for number in numbers]
    assert b"'" not in content


def test_what_nobody_measured_is_a_dash_and_zero_is_zero() -> None:
    content = csv_file.write_rows([["件", None, 0, "-"]]).content

    assert content == '\ufeff"件","—",0,"-"\r\n'.encode()


def test_an_old_program_is_told_which_letters_it_lacks() -> None:
    rows = [["髙﨑〜−—"], ["😀と➔と😀"]]

    with pytest.raises(MissingLettersError, match=r"GRINNING FACE.* line 2 ×2") as refusal:
        csv_file.write_rows(rows, encoding=Encoding.CP932)
    written = csv_file.write_rows(rows, encoding=Encoding.CP932, may_replace=True)

    assert [each.letter for each in refusal.value.missing] == ["😀", "➔"]
    assert written.missing == refusal.value.missing
    assert written.content.decode("cp932") == '"髙﨑～－―"\r\n"〓と〓と〓"\r\n'
