"""Charts: bars are as long as the table's numbers, and what is protected is only marked."""

import re
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.charts.picture import picture
from console.charts.released import released_sheets
from console.export_words import STAR
from console.files.report import NOT_MEASURED, Cell, Chart, ChartKind, Sheet
from domain.permission import Role
from domain.statistics.table import Mark
from services import released_tables
from tests.console.desk import Desk
from tests.factories import figures
from tests.factories.releases import AFTERWARDS, MONTHS, release

BAR: Final = re.compile(
    r'<path d="M[\d.e-]+,[\d.e-]+h[\d.e-]+v([\d.e-]+)h[^"]*" class="tone-2 area"'
)
TEXT: Final = re.compile(r"<text[^>]*>([^<]*)</text>")
CELLS: Final = st.integers(0, 2000) | st.none() | st.just(STAR)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


def drawn(cells: list[Cell]) -> str:
    return str(
        picture(
            Sheet(
                title="受付",
                headings=("月", "件"),
                rows=tuple((f"{at}月", cell) for at, cell in enumerate(cells, start=1)),
                chart=Chart(kind=ChartKind.COLUMNS, columns=(1,)),
            ),
            unit="件",
        ).svg
    )


@settings(max_examples=25, deadline=None)
@given(cells=st.lists(CELLS, min_size=1, max_size=12))
def test_bars_are_as_high_as_the_tables_numbers_and_nothing_else_has_a_height(
    cells: list[Cell],
) -> None:
    numbers = [cell for cell in cells if isinstance(cell, int)]

    svg = drawn(cells)

    heights = [float(each) for each in BAR.findall(svg)]
    assert len(heights) == len(numbers)
    highest = max(numbers, default=0) or 1
    tallest = max(heights, default=0)
    for height, number in zip(heights, numbers, strict=True):
        assert height == pytest.approx(tallest * number / highest, abs=0.01)
    letters = TEXT.findall(svg)
    assert letters.count(STAR) == cells.count(STAR)
    assert letters.count(NOT_MEASURED) == cells.count(None)
    assert svg.count("<title>") == svg.count("<desc>") == svg.count('role="img"') == 1
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|href=|url\(", svg)
    assert drawn(cells) == svg


def test_a_coordinator_sees_released_tables_in_pictures_with_their_stars_and_no_other_count(
    desk: Desk,
) -> None:
    desk.evening.set_clock(AFTERWARDS)
    desk.reopen()
    figures.note(desk.evening, figures.people(120, seed=7, months=MONTHS))
    desk.evening.member("wakaba", Role.COORDINATOR)
    wakaba = desk.signed_in("wakaba")
    before = wakaba.get("/dashboard")

    release(desk.evening, "2026-10")

    page = wakaba.get("/dashboard")
    with desk.evening.program.open_look() as work:
        [released] = released_tables.list_all(work)
    ages = released.find("age")
    assert ages is not None
    hidden = [*ages.cells.values()].count(Mark.PROTECTED)
    pictures = [each for each, _unit in released_sheets([released])]
    assert "<svg" not in before
    assert page.count("<svg") == len(pictures) == 4
    [picture_of_ages] = [each for each in page.split("<svg") if "<title>年代" in each]
    svg, _svg, table = picture_of_ages.partition("</svg>")
    assert hidden > 0
    assert table.count(f'<td class="number">{STAR}</td>') == hidden
    assert svg.count(f">{STAR}</text>") == sum(
        cell is Mark.PROTECTED
        for (row, _column), cell in ages.cells.items()
        if row in {each.code for each in ages.rows if not each.is_total}
    )
    assert len(BAR.findall(svg)) + svg.count(f">{STAR}</text>") == len(ages.rows) - 1
    assert "内部" not in page
