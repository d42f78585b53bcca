"""A report as CSV, XLSX and PDF: opened as an office opens it, and telling nothing beside it."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Final

import pypdfium2  # type: ignore[import-untyped] # ships no types
import pytest

from console.files import csv_file, era, pdf_file, xlsx_file
from console.files.report import Chart, ChartKind, Circle, Definition, Report, Sheet

PLANTED: Final = (
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\ufeff=1",
    "\u200b=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    '=HYPERLINK("http://example.com")',
    "http://example.com",
    "=cmd|' /C calc'!A0",
    "007",
    "1,546",
    "2026/11/24",
)
OFFICE: Final = shutil.which("soffice")
REPORT: Final = Report(
    title="月次のまとめ",
    period=era.month_words(date(2026, 11, 1)),
    organisation="家族会",
    circle=Circle.PUBLIC,
    made_on=date(2026, 12, 3),
    sheets=(
        Sheet(
            title="A 友だち／内訳[1]: 「とても長い名前の表がここにあります」",
            headings=("区分", "件", "率", "差"),
            rows=(
                ("追加", 1546, Decimal("90.1"), -5),
                ("測っていない", None, None, 0),
                *((words, 1, Decimal("0.0"), Decimal("-2.5")) for words in PLANTED),
            ),
            percents=frozenset({2}),
            notes=("=注記も式にならない",),
            chart=Chart(kind=ChartKind.COLUMNS, columns=(1,), rows=(0, 1)),
        ),
    ),
    definitions=(
        Definition(name="対応率", sentence="対応 ÷ 時間内の受付", example="27/30 = 90.0%"),
    ),
)


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_a_workbook_holds_no_formula_no_link_no_author_and_no_hour() -> None:
    inside = parts(xlsx_file.write(REPORT))

    sheet = inside["xl/worksheets/sheet1.xml"]
    assert "<f>" not in "".join(inside.values()).replace("<c:f>", "")
    assert "<hyperlink" not in sheet
    assert "<v>1546</v>" in sheet
    assert "<v>0.901</v>" in sheet
    assert "<v>-5</v>" in sheet
    assert 'state="frozen"' in sheet
    assert not any("externalLink" in name or "comments" in name for name in inside)
    core = inside["docProps/core.xml"]
    assert "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>" in core
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2000-01-01T00:00:00Z"}
    assert "1999" not in inside.get("docProps/app.xml", "")


def test_a_chart_draws_the_cells_of_its_table_and_nothing_else() -> None:
    hours = Sheet(
        title="時間",
        headings=("", "16時", "17時", "計"),
        rows=(("月曜", "＊", 12, 12), ("計", 15, 20, 35), ("差", "＊", "＊", "＊")),
        chart=Chart(kind=ChartKind.COLUMNS, columns=(1, 2), rows=(0, 1), is_across=True),
        more=(
            Chart(kind=ChartKind.COLUMNS, columns=(1,), rows=(0, 1), title="名前"),
            Chart(kind=ChartKind.COLUMNS, columns=(3,), rows=(2,)),
        ),
    )
    inside = parts(xlsx_file.write(replace(REPORT, sheets=(*REPORT.sheets, hours))))

    charts = [inside[f"xl/charts/chart{number}.xml"] for number in (1, 2, 3)]
    drawn = [re.findall(r"<c:f>[^<]*!([^<]*)</c:f>", each) for each in charts]
    assert drawn == [
        ["$B$4", "$A$5:$A$6", "$B$5:$B$6"],
        ["$A$5", "$B$4:$C$4", "$B$5:$C$5", "$A$6", "$B$4:$C$4", "$B$6:$C$6"],
        ["$B$4", "$A$5:$A$6", "$B$5:$B$6"],
    ]
    assert "xl/charts/chart4.xml" not in inside  # of marks alone there is no picture
    kept = re.findall(r'<c:val>.*?<c:ptCount val="2"/>(.*?)</c:numCache>', charts[1])
    assert kept[0] == '<c:pt idx="1"><c:v>12.0</c:v></c:pt>'  # a mark is not 0
    assert "時間（＊と—は、棒がありません）" in charts[1]
    assert "名前（＊と—は、棒がありません）" in charts[2]
    assert "（上の表と同じ数）" in inside["xl/drawings/drawing1.xml"]


@pytest.mark.parametrize(
    "planted",
    [
        "='http://evil.example/[x.xlsx]s'!A1",
        "=cmd|'/c calc'!A0",
        "KPI 重要!A1",
        "=Sheet2!$A$1",
        *PLANTED,
    ],
)
def test_no_title_and_no_heading_of_a_chart_is_an_address(planted: str) -> None:
    sheet = replace(REPORT.sheets[0], title=planted, headings=(planted,) * 4)

    inside = parts(xlsx_file.write(replace(REPORT, title=planted, sheets=(sheet,))))

    drawn = "".join(text for name, text in inside.items() if name.startswith("xl/charts/"))
    [name, _] = re.findall(r'<sheet name="([^"]*)"', inside["xl/workbook.xml"])
    own = unescape(name).replace("'", "''")
    found = {unescape(each) for each in re.findall(r"<c:f>([^<]*)<", drawn)}
    addresses = {each.removeprefix(f"'{own}'!").removeprefix(f"{own}!") for each in found}
    assert addresses == {"$B$4", "$A$5:$A$6", "$B$5:$B$6"}


@pytest.mark.parametrize("write", [xlsx_file.write, pdf_file.write])
def test_the_same_report_is_the_same_file_byte_by_byte(write: object) -> None:
    assert callable(write)
    assert write(REPORT) == write(REPORT)


def test_every_page_of_paper_says_for_whom_it_is_and_where_it_belongs() -> None:
    long = Sheet(title="B", headings=("行", *"1234567"), rows=(("行の名前", *range(7)),) * 90)
    paper = pypdfium2.PdfDocument(
        pdf_file.write(
            Report(
                **{
                    **{name: getattr(REPORT, name) for name in Report.__dataclass_fields__},
                    "sheets": (*REPORT.sheets, long),
                }
            )
        )
    )

    texts = [page.get_textpage().get_text_bounded() for page in paper]
    assert len(texts) > 2
    for number, text in enumerate(texts, start=1):
        assert "公開　月次のまとめ　第1版" in text
        assert f"{number} / {len(texts)}" in text
    assert "令和8年11月（2026年11月）" in texts[0]
    assert "1,546" in texts[0]
    assert "90.1%" in texts[0]
    assert "対応 ÷ 時間内の受付" in texts[-1]
    assert {round(min(page.get_size())) for page in paper} == {595}


@pytest.mark.skipif(
    OFFICE is None, reason="soffice is not here: tools/system_packages.py brings it"
)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_an_office_opens_the_file_and_finds_words_and_numbers_but_no_formula(
    kind: str, tmp_path: Path
) -> None:
    made = tmp_path / f"report.{kind}"
    made.write_bytes(xlsx_file.write(REPORT) if kind == "xlsx" else csv_file.write(REPORT).content)

    shown = opened(made)

    assert "of:=" not in shown
    assert "table:formula" not in shown
    assert 'xlink:href="http' not in shown
    assert 'office:value-type="float" office:value="1546"' in shown
    assert 'office:value="-5"' in shown
    assert "測っていない" in shown
    assert "月次のまとめ" in shown
    assert ">—<" in shown


def opened(path: Path) -> str:
    """What LibreOffice makes of a file, as its own flat XML: formulas stand there as formulas."""
    home = path.parent / "office"
    # UTF-8, commas, special numbers looked for, and formulas reckoned wherever it sees one.
    reads = ["--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,0,true"]
    subprocess.run(
        [
            OFFICE or "",
            f"-env:UserInstallation={home.as_uri()}",
            "--headless",
            *(reads if path.suffix == ".csv" else []),
            "--convert-to",
            "fods",
            "--outdir",
            str(path.parent),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return path.with_suffix(".fods").read_text()


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 24), "令和8年11月（2026年11月）"),
        (date(2019, 4, 30), "平成31年4月（2019年4月）"),
        (date(2019, 5, 1), "令和元年5月（2019年5月）"),
        (date(1988, 1, 1), "昭和63年1月（1988年1月）"),
    ],
)
def test_a_month_is_said_in_both_ways(on: date, words: str) -> None:
    assert era.month_words(on) == words


def test_a_fiscal_year_is_called_as_offices_call_it() -> None:
    assert era.fiscal_year_words(2019) == "令和元年度（2019年度）"
    assert era.short_fiscal_year(2020) == "令和2年度"
    assert era.short_fiscal_year(2011) == "平成23年度"
