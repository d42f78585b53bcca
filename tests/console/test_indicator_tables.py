"""Tables of indicators in their shapes: numbers are numbers, print stays print, dashes are none."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID, uuid4

from console import indicator_tables
from console.files.report import Circle
from domain.indicator import (
    CellText,
    Column,
    Direction,
    IndicatorFacts,
    Measure,
    Shape,
    SheetFacts,
    Slot,
    SlotKind,
)
from services.indicator_cohorts import cohort_of
from services.indicators import Indicator, IndicatorTable

SHEET: Final = UUID(int=1)
YEARS: Final = (2020, 2021)


def sheet(shape: Shape, cohort: str = "") -> SheetFacts:
    columns = tuple(
        Column(slot=Slot(kind=kind, year=year), label=str(year or "累計"))
        for kind in (SlotKind.TARGET, SlotKind.ACTUAL)
        for year in (*YEARS, None)
    )
    return SheetFacts(title="高知県", shape=shape, columns=columns, cohort=cohort)


def row(name: str, direction: Direction = Direction.HIGHER, **printed: str) -> Indicator:
    cells = {
        Slot.read(code.replace("_", "-")): CellText(printed=text) for code, text in printed.items()
    }
    return Indicator(
        id=uuid4(),
        sheet_id=SHEET,
        facts=IndicatorFacts(name=name, unit="件", direction=direction),
        cells=cells,
        newest=1,
    )


def table(shape: Shape, *rows: Indicator, cohort: str = "") -> IndicatorTable:
    return IndicatorTable(id=SHEET, facts=sheet(shape, cohort), indicators=rows)


def test_increments_stand_as_target_actual_and_share_with_their_sum() -> None:
    made = indicator_tables.printed(
        table(
            Shape.INCREMENTS,
            row("相談", target_2020="1,000", target_2021="-", actual_2020="999", actual_2021="0"),
            row("待機", Direction.LOWER, target_2020="5", actual_2020="3"),
        )
    )

    assert [each.cells[2:6] for each in made.rows] == [
        ("目標", 1000, None, 1000),
        ("実績", 999, 0, 999),
        ("達成率（パーセント）", Decimal("99.9"), None, Decimal("99.9")),
        ("目標", 5, None, 5),
        ("実績", 3, None, 3),
    ]


def test_a_cohort_stands_year_by_year_with_new_all_and_linked_beside_each_other() -> None:
    names = ("新規", "延べ", "つながった")
    rows = [row(name, target_2020="20", actual_2020=str(place)) for place, name in enumerate(names)]
    whole = table(Shape.COHORT, *rows, cohort="34〜49歳")

    made = indicator_tables.printed(whole)

    assert made.headings == ("年度", "区分", "新規（件）", "延べ（件）", "つながった（件）")
    assert [each.cells for each in made.rows] == [
        ("令和2年度（2020年度）", "目標", 20, 20, 20),
        ("", "実績", 0, 1, 2),
        ("令和3年度（2021年度）", "目標", None, None, None),
        ("", "実績", None, None, None),
    ]
    people = cohort_of(whole.facts)
    assert people is not None
    assert (people.fiscal_year, people.age_from, people.age_to) == (2020, 34, 49)
    report = indicator_tables.report([whole], organisation="高知県", made_on=date(2026, 4, 1))
    assert report.period == "令和2年度（2020年度）から令和3年度（2021年度）まで"
    assert report.circle is Circle.PUBLIC
    assert report.sheets[0].notes == ("対象: 34〜49歳",)
    [why] = [each for each in report.definitions if each.name == "公開できる理由"]
    assert "活動全体の合計だけ" in why.sentence
    counting = row("延べ", target_2020="20")
    counting = replace(counting, facts=replace(counting.facts, measure=Measure.VISITS))
    people_too = table(Shape.COHORT, counting, cohort="34〜49歳")
    report = indicator_tables.report([people_too], organisation="高知県", made_on=date(2026, 4, 1))
    assert "10未満を＊とし、ほかは5きざみ" in report.definitions[-1].sentence


def test_increments_are_drawn_row_by_row_and_a_sum_with_a_mark_in_it_is_a_mark() -> None:
    whole = table(
        Shape.INCREMENTS,
        row("新規", target_2020="20", actual_2020="＊", actual_2021="15"),
        row("延べ"),
    )

    [shown] = indicator_tables.report([whole], organisation="県", made_on=date(2026, 4, 1)).sheets

    assert shown.rows[1][2:] == ("実績", "＊", 15, "＊", "")
    drawn = [(each.title, each.rows, each.columns) for each in (shown.chart, *shown.more) if each]
    assert drawn == [("新規", (0, 1), (3, 4)), ("延べ", (2, 3), (3, 4))]


def test_a_sheet_without_ages_counts_everybody() -> None:
    assert cohort_of(sheet(Shape.COHORT, "49〜34歳")) is None
    assert cohort_of(sheet(Shape.COHORT)) is None
    assert cohort_of(sheet(Shape.COHORT, "全員")) is None
