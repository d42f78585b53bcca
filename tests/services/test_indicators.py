"""Indicators: entered, exported and imported exactly as they are printed, oddities included."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from console.files import csv_file
from domain.indicator import (
    CellText,
    Column,
    IndicatorFacts,
    Measure,
    Shape,
    SheetFacts,
    Slot,
    SlotKind,
    Status,
    ValueAct,
)
from domain.indicator_doubts import Doubt
from domain.indicator_errors import ComputedError, IndicatorChangedError, NoReasonError
from domain.indicator_file import LooseSheet, read, write
from domain.indicator_value import Meaning, understand
from domain.record_details import ReferTo
from services import (
    indicator_import,
    indicator_keeping,
    indicator_measures,
    indicator_yaml,
    indicators,
)
from services.indicator_keeping import Hand
from tests.factories import figures
from tests.factories.organisations import change_schedule
from tests.factories.releases import AFTERWARDS, MONTHS, release
from tests.factories.tables import ON_SQLITE
from tests.machinery.evening import Evening

PRINTED: Final = Path(__file__).parents[1] / "factories" / "printed"
ENTERED: Final = Hand(member_id=None, act=ValueAct.ENTERED)


CASEBOOK, PLAN = sorted(PRINTED.iterdir())


def sheets(*paths: Path) -> tuple[LooseSheet, ...]:
    """The 24 rows of the casebook, or the 26 of the plan, or all of them."""
    found = [indicator_yaml.read(path.read_text()) for path in paths or (CASEBOOK, PLAN)]
    return tuple(sheet for each in found for sheet in each)


def printed_rows() -> Iterator[tuple[str, list[str]]]:
    """What stands on paper, read without any code of ours."""
    for path in sorted(PRINTED.iterdir()):
        whole: dict[str, Any] = yaml.BaseLoader(path.read_text()).get_single_data()
        for row in [
            *(row for each in whole.get("programmes", ()) for row in each["kpi"]),
            *whole.get("indicators", ()),
        ]:
            yield row["name"], row["values"]


def test_every_printed_row_goes_in_by_hand_out_and_in_again_as_it_is_printed(
    evening: Evening,
) -> None:
    with evening.program.open_work() as work:
        for sheet in sheets():
            sheet_id = indicator_keeping.add_sheet(work, sheet.facts, member_id=None)
            for row in sheet.rows:
                row_id = indicator_keeping.add(work, sheet_id, row.facts, {}, hand=ENTERED)
                for based_on, (slot, cell) in enumerate(row.cells.items(), start=1):
                    hand = replace(ENTERED, based_on=based_on)
                    indicator_keeping.write(work, row_id, slot, cell, hand=hand)

    with evening.program.open_work() as work:
        first = csv_file.write_rows(write(indicator_import.everything(work))).content
        indicator_import.keep(work, read(csv_file.read_rows(first.decode())), member_id=None)
        tables = indicators.list_tables(work)
    again = csv_file.write_rows(write(indicator_import.loose(tables[11:]))).content

    assert again == first
    rows = [
        (row.facts.name, [row.printed(each.slot) for each in table.facts.columns[: len(row.cells)]])
        for table in tables[11:]
        for row in table.indicators
    ]
    assert len(rows) == 24 + 26
    assert rows == list(printed_rows())


def test_what_is_odd_in_print_is_said_and_left_as_it_is(evening: Evening) -> None:
    with evening.program.open_work() as work:
        indicator_import.keep(work, sheets(CASEBOOK), member_id=None)
        indicator_import.keep(work, sheets(PLAN), member_id=None)
        tables = indicators.list_tables(work)

    found = {
        (row.facts.name.partition("(")[0], each.doubt)
        for table in tables
        for row in table.indicators
        for each in table.doubts(row)
    }
    assert ("交通事故発生件数", Doubt.ODD_UNIT) in found
    assert ("相談件数", Doubt.ODD_UNIT) in found
    assert Doubt.SUM_DIFFERS not in {doubt for _, doubt in found}
    assert Doubt.UNREADABLE not in {doubt for _, doubt in found}
    repeated = [row for row in tables[-1].indicators if row.facts.is_repeated]
    assert len(repeated) == 2
    assert len(tables[-1].counted) == 24
    assert [row.facts.repeats is not None for row in repeated] == [False, True]
    abolished = [row for row in tables[-1].indicators if row.facts.status is Status.ABOLISHED]
    assert [row.printed(Slot(kind=SlotKind.ACTUAL, year=2011)) for row in abolished] == ["—"]
    waiting = next(row for row in tables[-1].indicators if "待機児童" in row.facts.name)
    assert understand(waiting.printed(Slot(kind=SlotKind.ACTUAL, year=2011)) or "").number == 0


def test_a_revised_target_keeps_what_it_was_its_reason_and_its_history(evening: Evening) -> None:
    slot = Slot(kind=SlotKind.FINAL, year=2016)
    with evening.program.open_work() as work:
        [sheet_id] = indicator_import.keep(work, sheets(PLAN), member_id=None)
        row = indicators.get_table(work, sheet_id).indicators[3]
    hand = Hand(member_id=None, act=ValueAct.REVISED, based_on=row.newest)
    new = CellText(printed="350", as_of="平成24年4月", reason="目標を上回ったため")

    with evening.program.open_work() as work, pytest.raises(NoReasonError):
        indicator_keeping.write(work, row.id, slot, replace(new, reason=""), hand=hand)
    with evening.program.open_work() as work:
        indicator_keeping.write(work, row.id, slot, new, hand=hand)
    with evening.program.open_work() as work, pytest.raises(IndicatorChangedError):
        indicator_keeping.write(work, row.id, slot, new, hand=hand)
    with evening.program.open_work() as work:
        again = replace(hand, based_on=indicators.get(work, row.id).newest)
        indicator_keeping.write(work, row.id, slot, replace(new, printed="400"), hand=again)
        changed = indicators.get(work, row.id)
        history = indicators.history(work, row.id)

    assert changed.cells[slot].printed == "350 → 400"
    assert changed.cells[slot].reason == "目標を上回ったため"
    of_slot = sorted(each.printed for each in history if each.slot == slot)
    assert of_slot == ["330", "330 → 350", "350 → 400"]


def test_what_the_service_counts_itself_is_reckoned_and_not_entered(evening: Evening) -> None:
    year, before = 2026, 2020
    evening.arrive(evening.event("follow", "a"), evening.event("follow", "b"))
    evening.arrive(evening.event("unfollow", "a"))
    evening.pass_time(60)
    evening.arrive(evening.event("follow", "a"))
    source = sheets()[0]
    columns = tuple(
        replace(each, slot=Slot(kind=each.slot.kind, year=year))
        if each.slot.year == before
        else each
        for each in source.facts.columns
    )
    facts = IndicatorFacts(name="LINEの友達ユーザー数", unit="人", measure=Measure.FRIENDS_ADDED)
    with evening.program.open_work() as work:
        sheet_id = indicator_keeping.add_sheet(
            work, replace(source.facts, columns=columns), member_id=None
        )
        row_id = indicator_keeping.add(work, sheet_id, facts, {}, hand=ENTERED)
        table = indicator_measures.reckoned(
            work, indicators.get_table(work, sheet_id), is_exact=True
        )
        shown = indicator_measures.reckoned(work, indicators.get_table(work, sheet_id))

    assert shown.indicators[0].printed(Slot(kind=SlotKind.ACTUAL, year=year)) is None  # it runs
    [row] = table.indicators
    assert row.printed(Slot(kind=SlotKind.ACTUAL, year=year)) == "2"
    assert row.cells[Slot(kind=SlotKind.ACTUAL, year=year)].as_of == "2026/11/24"
    assert row.printed(Slot(kind=SlotKind.ACTUAL, year=2021)) is None
    with evening.program.open_work() as work, pytest.raises(ComputedError):
        indicator_keeping.write(
            work,
            row_id,
            Slot(kind=SlotKind.ACTUAL, year=year),
            CellText(printed="9"),
            hand=replace(ENTERED, based_on=1),
        )


@ON_SQLITE
@pytest.mark.parametrize(
    ("people", "exact", "shown"), [(4, "4", "＊"), (13, "13", "15")], ids=["few", "many"]
)
def test_who_sees_no_exact_figures_sees_what_was_released_of_the_year(
    evening: Evening, people: int, exact: str, shown: str
) -> None:
    everybody = [
        replace(person, linked=ReferTo.FAMILY_GROUP)
        for person in figures.people(people, seed=1, months=MONTHS[:1])
    ]
    figures.note(evening, everybody)
    actual = Slot(kind=SlotKind.ACTUAL, year=2026)
    facts = SheetFacts(
        title="表", shape=Shape.COHORT, columns=(Column(slot=actual, label="令和8年度"),)
    )
    with evening.program.open_work() as work:
        sheet_id = indicator_keeping.add_sheet(work, facts, member_id=None)
        row = IndicatorFacts(name="つながった", unit="件", measure=Measure.LINKED)
        indicator_keeping.add(work, sheet_id, row, {}, hand=ENTERED)

    def printed(*, is_exact: bool) -> str | None:
        with evening.program.open_look() as look:
            table = indicators.get_table(look, sheet_id)
            table = indicator_measures.reckoned(look, table, is_exact=is_exact)
        assert not table.doubts(table.indicators[0])
        return table.indicators[0].printed(actual)

    evening.set_clock(AFTERWARDS)
    assert (printed(is_exact=True), printed(is_exact=False)) == (None, None)
    release(evening, "fy2026")
    assert (printed(is_exact=True), printed(is_exact=False)) == (shown, shown)
    [ours, *_] = evening.program.house.schedule.organisations
    change_schedule(evening, organisations=(ours,))  # whom they see exactly are their own
    assert (printed(is_exact=True), printed(is_exact=False)) == (exact, shown)


def test_a_dash_is_never_zero() -> None:
    values = [value for _, row in printed_rows() for value in row]

    dashes = [value for value in values if understand(value).meaning is Meaning.NOT_MEASURED]
    assert sorted(dashes) == ["-", "—"]
    assert all(understand(value).number is None for value in dashes)
    assert "0" in values
