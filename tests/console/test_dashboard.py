"""Pictures: each shows the numbers of the table beside it, escaped, without style of its own."""

import re

import pytest

from console.charts.picture import picture
from console.files.report import Chart, ChartKind, Sheet
from domain.permission import Role
from tests.console.crew import supervisor
from tests.console.desk import Desk

BARS = re.compile(r'class="tone-\d area"')
PLANTED = "<script>alert(1)</script>"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


def test_a_picture_holds_its_tables_words_and_nothing_that_runs() -> None:
    sheet = Sheet(
        title=f"受付 {PLANTED}",
        headings=("時", f"受付{PLANTED}", "対応"),
        rows=((f"16時{PLANTED}", 5, 4), ("17時", None, "＊"), ("18時", 7, 0)),
        chart=Chart(kind=ChartKind.COLUMNS, columns=(1, 2)),
    )

    svg = str(picture(sheet, unit="件").svg)

    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
    assert "17時" in svg
    assert not re.search(r'\s(?:style|on\w+|href)="|url\(', svg)
    assert len(BARS.findall(svg)) == 4 + 2  # what is hidden or not measured has none; two say which
    assert svg.count("<title>") == 1


def test_a_picture_tells_no_more_than_the_cells_that_are_shown() -> None:
    sheets = [
        Sheet(
            title="つなぎ",
            headings=("段階", "件数"),
            rows=(("知らせた", 20), ("確認", hidden)),
            chart=Chart(kind=ChartKind.COLUMNS, columns=(1,)),
        )
        for hidden in ("＊", None)
    ]

    drawn = [str(picture(sheet, unit="件").svg) for sheet in sheets]
    assert drawn[0].replace("＊</text>", "—</text>") == drawn[1]


def test_a_supervisor_sees_the_house_in_pictures_and_a_coordinator_indicators_alone(
    desk: Desk,
) -> None:
    desk.evening.arrive(desk.evening.text("聞いてほしいです"))
    desk.evening.member("wakaba", Role.COORDINATOR)

    inside = supervisor(desk).get("/dashboard")
    outside = desk.signed_in("wakaba").get("/dashboard")

    assert inside.count("<svg") >= 6
    assert "内部" in inside
    assert "時間ごとの受付と対応" in inside
    assert "<svg" not in outside
    assert "時間ごとの受付と対応" not in outside
