"""Destinations in files: whatever goes out comes in again, and whatever comes in is kept."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.destination import FOR_STAFF, DestinationFacts, FactProblem
from domain.destination_cells import CellProblem
from domain.destination_hsds import package, service
from domain.destination_hsds_reading import read_service
from domain.destination_table import RowProblem, Table, read_table
from domain.directory import ContactProblem
from domain.record_details import Area
from services.destination_export import write_table
from tests.factories.destinations import HARBOUR, any_facts

TABLES = Path(__file__).with_name("tables")
ID = UUID(int=7)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(name: str) -> Table:
    return read_table((TABLES / name).read_text())


def in_order(facts: DestinationFacts) -> DestinationFacts:
    """A table has one order for the columns of all its rows."""
    return replace(facts, extra=tuple(sorted(facts.extra, key=lambda each: each.heading)))


@given(st.lists(any_facts(), min_size=1, max_size=4, unique_by=lambda facts: facts.name.casefold()))
def test_a_table_that_goes_out_comes_in_again_the_same(entries: list[DestinationFacts]) -> None:
    read = read_table(write_table(entries))

    assert [in_order(row.facts) for row in read.rows] == list(map(in_order, entries))


@given(any_facts())
def test_no_cell_that_goes_out_is_a_formula(facts: DestinationFacts) -> None:
    whole = write_table([facts])

    assert whole.startswith("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(whole[1:])) for cell in row]
    assert not [cell for cell in cells if cell.startswith(_FORMULA)]


@given(any_facts())
def test_a_service_that_goes_out_comes_in_again_the_same(facts: DestinationFacts) -> None:
    made = service(ID, facts, assured_on=None, is_active=True, is_whole=True)

    assert read_service(json.loads(json.dumps(package([made])))["contents"][0]) == facts


@given(any_facts())
def test_what_is_for_staff_goes_out_only_with_the_whole(facts: DestinationFacts) -> None:
    made = service(ID, facts, assured_on=date(2026, 11, 1), is_active=True, is_whole=False)

    read = read_service(made)
    nothing = DestinationFacts(name="x")
    kept_back = FOR_STAFF - {"printed"}
    assert all(getattr(read, name) == getattr(nothing, name) for name in kept_back)
    assert {"id", "name", "status"} <= set(made)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["name", "schedules", "attributes", "value", "phones", "location"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_whatever_a_service_of_others_holds_is_read_without_a_mistake(held: object) -> None:
    read_service({"name": "x", "attributes": [held], "phones": [held], "schedules": held})
    if isinstance(held, dict):
        read_service(held)


@given(st.text(max_size=300))
def test_whatever_is_pasted_is_read_without_a_mistake(pasted: str) -> None:
    assert all(row.original for row in read_table("名称\t" + pasted).rows)


def test_words_in_a_column_of_numbers_stay_words() -> None:
    read = table("learning_support.tsv")
    by_name = {row.facts.name: row for row in read.rows}
    volunteers = {
        row.facts.name: each
        for row in read.rows
        for each in row.facts.extra
        if each.heading == "ボランティア数"
    }

    assert len(read.rows) == 3
    assert "ボランティア数" in read.unknown
    assert (volunteers["くき本樹塾"].printed, volunteers["くき本樹塾"].number) == (
        "各中学校教室",
        None,
    )
    assert (volunteers["新くまなびスクール（放課後の部）"].number) == 44
    [coordinators] = [
        each for each in by_name["ステップアップレッスン"].facts.extra if "coord" in each.heading
    ]
    assert (coordinators.printed, coordinators.number) == ("配置なし", None)
    assert by_name["くき本樹塾"].original.count("\t") == 10
    assert all(row.may_be_kept for row in read.rows)


def test_numbers_of_any_width_and_dash_are_understood() -> None:
    read = table("school_lines.tsv")

    assert [(row.facts.printed, row.facts.contact) for row in read.rows] == [
        ("０５５－０００－００４９", "055-000-0049"),
        ("０１２０－０－７８３１０", "0120-0-78310"),
    ]
    assert {problem for problem, _ in read.rows[0].problems} == {
        RowProblem.NO_KIND,
        RowProblem.NO_HOURS,
    }


@pytest.mark.parametrize(
    ("heading", "cell", "problem", "kept"),
    [
        ("対象", "本人、ねこ", CellProblem.UNKNOWN_WORD, "対象（もと）"),
        ("曜日", "ときどき", CellProblem.UNKNOWN_WORD, "曜日（もと）"),
        ("年齢から", "中学生", CellProblem.NO_AGE, "年齢から（もと）"),
        ("開始日", "春ごろ", CellProblem.NO_DATE, "開始日（もと）"),
        ("ひとこと", "あ" * 61, CellProblem.LINE_TOO_LONG, "ひとこと（もと）"),
        ("種類", "ひみつ", CellProblem.UNKNOWN_WORD, "種類（もと）"),
    ],
)
def test_a_cell_nobody_can_read_is_told_of_and_kept(
    heading: str, cell: str, problem: CellProblem, kept: str
) -> None:
    [row] = read_table(f"名称\t{heading}\nみなと\t{cell}").rows

    assert problem in {each for each, _ in row.problems}
    assert [(each.heading, each.printed) for each in row.facts.extra] == [(kept, cell)]
    assert row.may_be_kept


def test_a_number_known_to_be_wrong_keeps_its_row_out() -> None:
    wrong, twice, nameless = read_table(
        "名称,電話\n統一ダイヤル,0570-046-556\n統一ダイヤル,055-000-0101\n,055-000-0102\n"
    ).rows

    assert (ContactProblem.KNOWN_WRONG, "0570-046-556") in wrong.problems
    assert (RowProblem.TWICE, "統一ダイヤル") in twice.problems
    assert (FactProblem.NO_NAME, "") in nameless.problems
    assert not any(row.may_be_kept for row in (wrong, twice, nameless))


def test_ranges_of_days_and_an_area_with_a_dot_are_understood() -> None:
    [row] = read_table("名称\t曜日\t地域\nみなと\t月〜水・祝日\t中北・富士・東部").rows

    assert row.facts.days == {"mon", "tue", "wed", "hol"}
    assert row.facts.areas == {Area.CHUHOKU, Area.FUJI_TOBU}


def test_a_table_without_names_says_so_and_one_entry_survives_a_newline_in_a_cell() -> None:
    assert not read_table("電話\n055-000-0101").has_names
    [row] = read_table('名称,日時\nみなと,"月 9:00-12:00\n火 休み"\n').rows
    assert row.facts.hours == "月 9:00-12:00\n火 休み"
    assert row.original == 'みなと,"月 9:00-12:00\n火 休み"'


def test_the_ids_of_a_service_stay_the_same() -> None:
    first, second = (
        service(ID, HARBOUR, assured_on=None, is_active=True, is_whole=True) for _ in range(2)
    )

    assert first == second
    assert first["schedules"][0]["byday"] == "TU,TH"
    assert first["organization"]["name"] == "見本の会"
