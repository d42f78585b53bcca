"""A pasted table keeps what stood there, and says in words' codes what is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.directory import Audience, ContactProblem, Means, Purpose
from domain.phone_number import NumberProblem
from routing.line_hours_words import HoursProblem
from routing.line_table import MOST_ROWS, RowProblem, TableRow, read_table
from services.directory_shipped import example_lines, shipped_rows

HEADING = "相談窓口\t相談内容\t電話番号\n"
PASTED = HEADING + (
    "ひだまり小学校\t学校のこと\t０５５－０００－００４９\n"
    "２４時間子供ＳＯＳダイヤル\tいじめ\t０１２０－０－７８３１０\n"
)


def problems(row: TableRow) -> list[object]:
    return [problem for problem, _ in row.problems]


def test_full_width_digits_and_dashes_stand_beside_what_they_mean() -> None:
    school, child = read_table(PASTED)

    assert (school.facts.printed, school.facts.contact) == (
        "０５５－０００－００４９",
        "055-000-0049",
    )
    assert child.facts.contact == "0120-0-78310"
    assert child.original == "２４時間子供ＳＯＳダイヤル\tいじめ\t０１２０－０－７８３１０"
    assert problems(school) == problems(child) == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("統一ダイヤル\tx\t0570-046-556", ContactProblem.KNOWN_WRONG),
        ("自殺予防ライン\tx\t0120-783-556", ContactProblem.NUMBER_OF_ANOTHER),
        ("子供SOS\tx\t0570-0-78310", ContactProblem.KNOWN_WRONG),
        ("ナビ\tx\t0570-0-55210", ContactProblem.KNOWN_WRONG),
        ("短い\tx\t0120-000-00", NumberProblem.TOO_FEW_DIGITS),
        ("長い\tx\t0120-000-0000", NumberProblem.TOO_MANY_DIGITS),
        ("番号でない\tx\tお問い合わせください", NumberProblem.NOT_A_NUMBER),
        ("\tx\t0120-000-000", RowProblem.NO_NAME),
        ("番号なし\tx\t", RowProblem.NO_CONTACT),
        ("な" * 61 + "\tx\t0120-000-000", RowProblem.TOO_LONG),
    ],
)
def test_what_is_wrong_with_a_row_is_said(row: str, problem: object) -> None:
    [read] = read_table(HEADING + row)

    assert problems(read) == [problem]
    assert read.may_be_kept is (problem is RowProblem.NO_CONTACT)


def test_a_number_twice_in_a_table_is_kept_once() -> None:
    first, second = read_table(HEADING + "一\tx\t0120-000-000\n二\tx\t０１２０ー０００ー０００")

    assert first.may_be_kept
    assert problems(second) == [RowProblem.TWICE]


def test_other_columns_are_read_by_their_names() -> None:
    [row] = read_table(
        "窓口\t電話番号\t目的\t方法\t対象\t時間\t無料\tこの県で使える\t終了日\n"
        "夜\thttps://a.example\t危機\t文字\t18歳以下・家族\t毎日 9時-17時\tはい\tはい\t2026/12/01"
    )

    assert row.problems == ()
    assert (row.facts.purpose, row.facts.means) == (Purpose.CRISIS, Means.TEXT)
    assert row.facts.audience == {Audience.UNDER_18, Audience.FAMILY}
    assert row.facts.hours == "毎日 09:00-17:00"
    assert (row.facts.is_free, row.facts.serves_here) == (True, True)
    assert str(row.facts.valid_until) == "2026-12-01"


def test_hours_days_and_words_that_are_not_understood_are_named() -> None:
    [row] = read_table("窓口\t電話番号\t目的\t時間\t終了日\n夜\t0120-000-000\t何か\tいつか\t来年")

    assert problems(row) == [
        RowProblem.UNKNOWN_WORD,
        HoursProblem.NOT_UNDERSTOOD,
        RowProblem.NO_DAY,
    ]


def test_a_table_without_a_heading_or_tabs_is_read_too() -> None:
    [row] = read_table("ひだまり小学校　学校のこと　055-000-0049")

    assert (row.facts.name, row.facts.contact) == ("ひだまり小学校", "055-000-0049")


def test_what_was_pasted_serves_nobody_here_until_somebody_says_so() -> None:
    assert not any(row.facts.serves_here for row in read_table(PASTED))


def test_every_shipped_line_can_be_kept_and_names_its_source() -> None:
    rows = shipped_rows()

    assert len(rows) >= 23
    assert all(row.facts.source for row in rows)
    assert len({row.facts.contact for row in rows if row.facts.contact}) == sum(
        bool(row.facts.contact) for row in rows
    )


def test_made_up_lines_are_marked() -> None:
    assert all(line.is_example and "見本" in line.name for line in example_lines())


@given(text=st.text(alphabet="窓口電話番号\t\n　 0123-－ー#:/月", max_size=200))
def test_whatever_is_pasted_is_read_to_rows_that_keep_it(text: str) -> None:
    rows = read_table(text)

    assert len(rows) <= MOST_ROWS
    assert all(row.original in text for row in rows)
