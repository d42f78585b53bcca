"""Figures are released once, protected, and stand as they stood."""

import contextlib
import hashlib
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from console import export_report
from console.files.report import Circle, Report
from domain.disclosure.errors import AlteredFileError, LedgerMovedError, PeriodOpenError
from domain.disclosure.release import FileKind, ReleaseState, Trouble
from domain.statistics.periods import Period
from services import release_ledger, release_preparing, releases
from services.release_protecting import protect
from storage.models.release import Release, ReleaseCell, ReleaseFile
from tests.factories import figures
from tests.factories.log import entries
from tests.factories.releases import AFTERWARDS, MONTHS, content, prepare, release
from tests.factories.tables import ON_SQLITE
from tests.machinery.evening import Evening


@pytest.fixture
def year(evening: Evening) -> Evening:
    """The fiscal year is over, and 120 people were talked with in it."""
    evening.set_clock(AFTERWARDS)
    figures.note(evening, figures.people(120, seed=7, months=MONTHS))
    return evening


def test_a_release_shows_no_count_of_people_under_ten_and_every_row(year: Evening) -> None:
    release_id = release(year, "2026-10")

    words = content(year, release_id).decode("utf-8-sig")
    with year.program.open_look() as look:
        cells = look.session.query(ReleaseCell).filter_by(release_id=release_id).all()
    people = [cell for cell in cells if cell.unit == "persons"]
    assert all(cell.shown is None for cell in people if cell.count < 10)
    assert all(cell.shown % 5 == 0 for cell in people if cell.shown is not None)
    assert {"20代", "70歳以上", "死にたい気持ち", "＊"} <= set(
        words.replace('"', "").split("\r\n")
    ) | set(words.replace('"', "").replace("\r\n", ",").split(","))


def test_what_was_released_is_given_out_again_byte_for_byte_whatever_came_since(
    year: Evening,
) -> None:
    release_id = release(year, "2026-10")
    before = {kind: content(year, release_id, kind) for kind in FileKind}
    [person, *_] = figures.people(120, seed=7, months=MONTHS)
    figures.set_aside(year, person, person.days[0])
    figures.note(year, figures.people(30, seed=8, months=MONTHS))

    assert {kind: content(year, release_id, kind) for kind in FileKind} == before
    assert [each.act for each in entries(year)].count("figures_released") == 1


def test_a_period_that_is_not_over_long_enough_is_not_released(evening: Evening) -> None:
    with pytest.raises(PeriodOpenError), evening.program.open_work() as work:
        releases.ask(work, Period.read("2026-11"), member_id=None)


def test_of_two_releases_at_once_one_is_put_into_the_ledger(year: Evening) -> None:
    ids = [prepare(year, code) for code in ("2026-10", "2026-11")]

    def put(release_id: object) -> None:
        with contextlib.suppress(LedgerMovedError), year.program.open_work() as work:
            releases.release(work, release_id, member_id=None)  # type: ignore[arg-type] # an id

    with ThreadPoolExecutor(2) as both:
        list(both.map(put, ids))

    with year.program.open_look() as look:
        states = {row.id: row.state for row in look.session.query(Release)}
        numbers = sorted(row.number or 0 for row in look.session.query(Release))
    assert ReleaseState.RELEASED in states.values()
    assert numbers in ([0, 1], [1, 2])


@ON_SQLITE
def test_another_edition_tells_only_of_changes_no_single_person_could_make(year: Evening) -> None:
    first = release(year, "2026-10")
    with year.program.open_look() as look:
        [row] = look.session.query(Release).filter_by(id=first)
        old = {
            (cell.table_key, cell.row_code, cell.column_code): cell
            for cell in look.session.query(ReleaseCell).filter_by(release_id=row.id)
        }
    [person] = [
        each
        for each in figures.people(120, seed=7, months=MONTHS)
        if sum(day.month == 10 for day in each.days) == 1
    ][:1]
    [day] = [day for day in person.days if day.month == 10]
    figures.set_aside(year, person, day)

    second = prepare(year, "2026-10")

    with year.program.open_look() as look:
        new = look.session.query(ReleaseCell).filter_by(release_id=second).all()
        assert look.session.get_one(Release, second).edition == 2
    assert new
    for cell in new:
        before = old[cell.table_key, cell.row_code, cell.column_code]
        if cell.unit == "persons":
            assert cell.shown == before.shown
            assert cell.kind == ("small" if before.kind == "small" else "kept")


@ON_SQLITE
def test_another_edition_without_a_change_is_refused(year: Evening) -> None:
    release(year, "2026-10")

    again = prepare(year, "2026-10")

    with year.program.open_look() as look:
        row = look.session.get_one(Release, again)
    assert (row.state, row.trouble) == (ReleaseState.REFUSED, Trouble.UNCHANGED)


@ON_SQLITE
def test_a_file_somebody_has_altered_is_not_given_out(year: Evening) -> None:
    release_id = release(year, "2026-10")
    with year.program.open_work() as work:  # by somebody who may do more than the program
        work.session.execute(text("DROP TRIGGER release_files_no_update"))
        file = work.session.get_one(ReleaseFile, (release_id, FileKind.CSV))
        file.content += b"1"
        file.digest = hashlib.sha256(file.content).hexdigest()

    for kind in FileKind:
        with pytest.raises(AlteredFileError):
            content(year, release_id, kind)


@pytest.mark.parametrize("act", ["UPDATE {} SET {} = NULL", "DELETE FROM {}"])
@pytest.mark.parametrize(
    ("table", "column"),
    [("releases", "tables"), ("release_files", "content"), ("release_cells", "shown")],
)
def test_the_database_lets_nobody_change_what_was_released(
    evening: Evening, table: str, column: str, act: str
) -> None:
    evening.set_clock(AFTERWARDS)
    figures.note(evening, figures.people(30, seed=7, months=MONTHS[6:7]))
    release(evening, "2026-10")

    with pytest.raises(DBAPIError, match="stand as they are"), evening.program.open_work() as work:
        work.session.execute(text(act.format(table, column)))


@ON_SQLITE
def test_what_was_looked_at_counts_as_told(year: Evening) -> None:
    first = prepare(year, "2026-10")
    again = prepare(year, "2026-10")
    figures.note(year, figures.people(40, seed=9, months=MONTHS[6:7]))
    anew = prepare(year, "2026-10")

    with year.program.open_look() as look:
        rows = {row.id: row for row in look.session.query(Release)}
        told = release_ledger.told(look)
    assert again not in rows  # it said nothing new, and was dropped with the next
    assert [(rows[each].state, rows[each].edition) for each in (first, anew)] == [
        (ReleaseState.SET_ASIDE, 1),
        (ReleaseState.PREPARED, 2),
    ]
    assert {quantity.edition for quantity in told.facts} == {1, 2}
    release(year, "2026-11")
    with year.program.open_work() as work:  # audited together with it: it still may go
        releases.release(work, anew, member_id=None)


@ON_SQLITE
def test_two_who_prepare_at_once_are_audited_against_each_other(year: Evening) -> None:
    with year.program.open_work() as work:
        ids = [
            releases.begin(work, Period.read(code), member_id=None)
            for code in ("2026-10", "2026-11")
        ]
        made = [
            release_preparing.gather(work, Period.read(code)) for code in ("2026-10", "2026-11")
        ]
    ready = [protect(each.counted, each.told, each.rule) for each in made]

    with year.program.open_work() as work:
        release_preparing.keep(work, ids[0], made[0], ready[0], ())
        release_preparing.keep(work, ids[0], made[0], ready[0], ())  # somebody else had it, too
    with pytest.raises(LedgerMovedError), year.program.open_work() as work:
        release_preparing.keep(work, ids[1], made[1], ready[1], ())


def test_letters_the_old_file_lacks_are_named_in_it() -> None:
    made = Report(
        title="数字",
        period="令和8年度",
        organisation="窓辺😀",
        circle=Circle.PUBLIC,
        made_on=AFTERWARDS.date(),
        sheets=(),
    )

    files = {each.kind: each.content for each in export_report.files(made, Period.read("fy2026"))}

    assert "〓は、この形のファイルでは書けない文字です（U+1F600）" in files[FileKind.CP932].decode(
        "cp932"
    )


@ON_SQLITE
def test_in_a_month_of_few_visits_their_number_is_protected_with_the_people(
    evening: Evening,
) -> None:
    evening.set_clock(AFTERWARDS)
    figures.note(evening, figures.people(4, seed=1, months=MONTHS[6:7]))
    figures.note(evening, figures.people(60, seed=2, months=MONTHS[7:9]))

    shown = {}
    for code in ("2026-10", "2026-11", "2026-12", "fy2026-q3"):
        release_id = release(evening, code)
        with evening.program.open_look() as look:
            cells = look.session.query(ReleaseCell).filter_by(release_id=release_id)
            shown[code] = {
                cell.column_code: cell.shown for cell in cells if cell.table_key == "activity"
            }

    names = ("arrived", "answered", "persons")
    assert [shown["2026-10"][name] for name in names] == [None, None, None]
    assert all(shown["2026-11"][name] for name in names)
    assert [shown["fy2026-q3"][name] for name in ("arrived", "answered")] == [None, None]


@ON_SQLITE
def test_another_edition_names_its_changes(year: Evening) -> None:
    release(year, "2026-10")
    figures.note(year, figures.people(40, seed=9, months=MONTHS[6:7]))

    release_id = release(year, "2026-10")

    words = content(year, release_id).decode("utf-8-sig")
    assert '"版","第2版"' in words
    assert re.search(r'"変更","年代（話の中心の方） 計 実人数（人） \d+ → \d+"', words)
