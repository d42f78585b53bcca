"""The pages of indicators: kept by coordinators, seen by supervisors and managers, never summed."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Final

import pytest

from console import indicator_tables, indicator_words
from domain.indicator import Direction, Measure, Shape, SlotKind, Status, ValueAct
from domain.indicator_doubts import Doubt
from domain.indicator_value import Verdict
from domain.permission import Role
from services import indicators
from services.indicators import IndicatorTable
from tests.console.crew import supervisor
from tests.console.desk import Desk, Visitor

PRINTED: Final = Path(__file__).parents[1] / "factories" / "printed"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


def coordinator(desk: Desk) -> Visitor:
    desk.evening.member("wakaba", Role.COORDINATOR)
    return desk.signed_in("wakaba")


def tables(desk: Desk) -> tuple[IndicatorTable, ...]:
    with desk.evening.program.open_look() as work:
        return indicators.list_tables(work)


def pasted(visitor: Visitor, name: str) -> str:
    """A printed table, pasted, looked at and kept; gives what was looked at."""
    text = (PRINTED / name).read_text()
    visitor.get("/indicators/import")
    shown = visitor.post("/indicators/import", 200, table=text)
    visitor.post("/indicators/import/keep", table=text)
    return shown


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (Shape, indicator_words.SHAPES),
        (Direction, indicator_words.DIRECTIONS),
        (Status, indicator_words.STATUSES),
        (Status, indicator_tables.STATUSES),
        (Measure, indicator_words.MEASURES),
        (SlotKind, indicator_words.KINDS),
        (ValueAct, indicator_words.VALUE_ACTS),
        (Verdict, indicator_words.VERDICTS),
        (Doubt, indicator_words.DOUBTS),
    ],
)
def test_every_code_has_its_words(codes: object, words: object) -> None:
    assert set(codes) == set(words)  # type: ignore[call-overload]  # enums and tables of them


def test_a_plan_is_pasted_shown_as_printed_and_fetched_as_every_kind_of_file(desk: Desk) -> None:
    visitor = coordinator(desk)

    shown = pasted(visitor, "city_plan_indicators.yaml")

    [table] = tables(desk)
    page = visitor.get(f"/indicators/sheets/{table.id}")
    for printed in ("5,600 → 6,800", "760 → 指標廃止", "➔", "78,270 世帯"):
        assert printed in shown
        assert printed in page
    assert "交通事故発生件数(年間) — 単位が、指標の名前と合わないようです" in page
    assert "指標24件（ほかに再掲2件）・達成11・未達11" in visitor.get("/indicators")
    path = f"/indicators/sheets/{table.id}/file"
    content = visitor.client.get(f"{path}/csv")
    assert content.data.startswith(b"\xef\xbb\xbf")
    assert content.headers["Content-Disposition"] == 'attachment; filename="shihyo.csv"'
    assert "➔" in content.text
    assert zipfile.is_zipfile(io.BytesIO(visitor.client.get(f"{path}/xlsx").data))
    assert visitor.client.get(f"{path}/pdf").data.startswith(b"%PDF-")
    refused = visitor.get(f"{path}/sjis.csv", 409)
    assert "➔" in refused
    assert "〓" in visitor.client.get(f"{path}/sjis.csv?replace=yes").data.decode("cp932")
    assert visitor.client.get(f"{path}/exe").status_code == 404


def test_everything_that_was_written_goes_out_and_comes_in_again(desk: Desk) -> None:
    visitor = coordinator(desk)
    pasted(visitor, "casebook_kpi.yaml")
    content = visitor.client.get("/indicators/all.csv").data.decode("utf-8-sig")
    visitor.get("/indicators/import")

    visitor.post("/indicators/import/keep", table=content)

    found = tables(desk)
    assert len(found) == 20
    assert [table.facts for table in found[:10]] == [table.facts for table in found[10:]]
    assert {row[16] for row in csv.reader(io.StringIO(content))} > {"target-2020", "target-total"}


def test_a_target_is_entered_revised_with_its_reason_and_its_history_is_seen(desk: Desk) -> None:
    visitor = coordinator(desk)
    visitor.get("/indicators/sheets/new")
    visitor.post(
        "/indicators/sheets/new",
        title="ひきこもり対策推進事業",
        shape="increments",
        first_year="2020",
        years="3",
    )
    [table] = tables(desk)
    visitor.get(f"/indicators/sheets/{table.id}/new")
    path = visitor.post(
        f"/indicators/sheets/{table.id}/new",
        name="LINEの友達ユーザー数",
        unit="人",
        direction="higher",
        state="continued",
        measure="",
    )

    steps = [
        ("target-2020", "15", "entered", ""),
        ("target-2021", "100", "entered", ""),
        ("actual-2020", "12", "entered", ""),
        ("target-2021", "120", "revised", "広告を増やしたため"),
    ]
    for based_on, (slot, printed, act, reason) in enumerate(steps, start=1):
        visitor.get(path)
        visitor.post(
            f"{path}/write",
            slot=slot,
            printed=printed,
            act=act,
            reason=reason,
            as_of="令和3年3月31日",
            based_on=based_on,
        )

    page = visitor.get(path)
    assert "100 → 120" in page
    assert "広告を増やしたため" in page
    assert "目標を改定しました" in page
    refused = visitor.post(
        f"{path}/write", 422, slot="target-2022", printed="9", act="revised", based_on=5
    )
    assert "改定の理由を書いてください。" in refused
    late = visitor.post(
        f"{path}/write", 409, slot="target-2022", printed="9", act="entered", based_on=2
    )
    assert "ほかの人が、先に書きかえました。" in late
    sheet = visitor.get(f"/indicators/sheets/{table.id}")
    assert "令和2年度増加分(1年目)" in sheet
    assert "80.0" in sheet
    [table] = tables(desk)
    increments = indicator_tables.printed(table)
    assert [row.cells[3:7] for row in increments.rows[:2]] == [
        (15, "100 → 120", None, 135),
        (12, None, None, 12),
    ]


def test_a_supervisor_sees_and_writes_nothing(desk: Desk) -> None:
    pasted(coordinator(desk), "casebook_kpi.yaml")
    table = tables(desk)[0]
    leader = supervisor(desk)

    sheet = leader.get(f"/indicators/sheets/{table.id}")
    page = leader.get(f"/indicators/{table.indicators[0].id}")

    assert "215" in sheet
    assert "値を書く" not in page
    leader.get("/indicators/import", 404)
    leader.get(f"/indicators/sheets/{table.id}/file/csv", 404)
    leader.post(f"/indicators/{table.indicators[0].id}/write", 404)
