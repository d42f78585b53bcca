"""Somebody lays every file ever released side by side: no small count becomes any clearer."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator

import pytest

from domain.disclosure.release import FileKind
from storage.models.release import ReleaseCell
from tests.factories import figures
from tests.factories.attacker import ACTIVITY, COHORTS, OF_FRIENDS, TITLES, Attacker
from tests.factories.releases import AFTERWARDS, MONTHS, content, release
from tests.factories.tables import ON_SQLITE
from tests.machinery.evening import Evening


@pytest.fixture
def year(evening: Evening) -> Evening:
    evening.set_clock(AFTERWARDS)
    return evening


@ON_SQLITE
def test_months_a_quarter_and_the_year_together_narrow_no_small_count(year: Evening) -> None:
    figures.note(year, figures.people(260, seed=260, months=MONTHS))
    attacker = Attacker()

    for period in ("2026-10", "2026-11", "2026-12", "fy2026-q3", "fy2026"):
        release_id = release(year, period)
        attacker.learn(period, _tables(content(year, release_id)))
        with year.program.open_look() as look:
            cells = look.session.query(ReleaseCell).filter_by(release_id=release_id, kind="second")
            assert cells.count() == 0  # so that each star hides a small count

    assert len(attacker.small) > 100
    assert attacker.narrowed(every=12) == []


@ON_SQLITE
def test_the_other_files_say_no_more_than_the_first(year: Evening) -> None:
    figures.note(year, figures.people(260, seed=3, months=MONTHS))
    release_id = release(year, "fy2026")

    book = zipfile.ZipFile(io.BytesIO(content(year, release_id, FileKind.XLSX)))

    sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    numbers = {
        int(float(found))
        for name in sheets
        for found in re.findall(r"<c [^>]*?(?<!t=\"s\")><v>([\d.]+)</v>", book.read(name).decode())
    }
    said = {
        int(float(cell))
        for _, _, rows in _tables(content(year, release_id))
        for row in rows
        for cell in row[1:]
        if re.fullmatch(r"[\d.]+", cell)
    }
    assert numbers == said
    everything = b"".join(book.read(name) for name in book.namelist())
    assert b"hidden" not in everything
    assert not [name for name in book.namelist() if "comment" in name or "external" in name]
    assert b"<dc:creator></dc:creator>" in everything or b"<dc:creator/>" in everything


def _tables(content: bytes) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """Title, headings and rows of each table of a CSV."""
    blocks: list[list[list[str]]] = [[]]
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        if row:
            blocks[-1].append(row)
        else:
            blocks.append([])
    for block in blocks[1:]:
        [title], heads, *rows = block
        if title in {*TITLES, *OF_FRIENDS, ACTIVITY, COHORTS, "指標の数", "つながった先"}:
            yield title, heads, [row for row in rows if len(row) == len(heads)]
