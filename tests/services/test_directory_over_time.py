"""The directory over time: what runs out is told of; what is shipped or pasted is unchecked."""

from datetime import date, datetime
from uuid import UUID

import pytest

from bot import periodic
from domain.checking import EntryState
from domain.clock import TOKYO
from domain.directory import Means, Purpose
from services import directory, directory_import, directory_pages, directory_warnings
from storage.models.directory import DirectoryWarning
from storage.queries import directory as rows
from tests.factories.directory import kept, rings, two_people
from tests.machinery.evening import Evening


@pytest.fixture
def people(evening: Evening) -> tuple[UUID, UUID]:
    return two_people(evening)


def test_a_line_that_runs_out_is_told_of_thirty_days_before_and_once(
    evening: Evening, people: tuple[UUID, UUID]
) -> None:
    entry_id = kept(evening)
    rings(evening, entry_id, *people)
    periodic.keep_directory(evening.program)
    early = warned(evening)
    evening.set_clock(datetime(2027, 1, 25, 3, tzinfo=TOKYO))

    periodic.keep_directory(evening.program)
    periodic.keep_directory(evening.program)

    assert early == []
    assert warned(evening) == [date(2027, 2, 24)]
    with evening.program.open_look() as work:
        [ending] = directory_warnings.news(work).ending
    assert (ending.entry_id, ending.days_left) == (entry_id, 30)


def warned(evening: Evening) -> list[date]:
    with evening.program.open_look() as work:
        return [row.good_until for row in work.session.query(DirectoryWarning)]


# ── what is shipped, and what is pasted ──────────────────────────────────────────────────


def test_an_empty_directory_is_filled_once_and_nothing_of_it_is_named(evening: Evening) -> None:
    periodic.keep_directory(evening.program)
    periodic.keep_directory(evening.program)

    with evening.program.open_look() as work:
        lines = directory_pages.list_lines(work)
        news = directory_warnings.news(work)
        named = directory.lines_now(work)
    assert len(lines) == 27
    assert {line.state for line in lines} <= {
        EntryState.UNCHECKED,
        EntryState.INCOMPLETE,
        EntryState.OVER,
    }
    assert news.usable == 0
    assert not news.is_calm
    assert named == ()


def test_a_preview_keeps_nothing_and_what_is_kept_remembers_what_was_pasted(
    evening: Evening, people: tuple[UUID, UUID]
) -> None:
    pasted = (
        "相談窓口\t相談内容\t電話番号\nひだまり小学校\tx\t０５５－０００－００４９\n"
        "まちがい\tx\t0570-046-556\n夜\tx\t０１２０－１１１－２２２\n"
    )
    kept(evening)
    with evening.program.open_look() as work:
        preview = directory_import.preview(work, pasted)
        count = len(rows.entries(work.session))

    with evening.program.open_work() as work:
        made = directory_import.keep(work, pasted, numbers={1, 2, 3}, member_id=people[0])

    assert [row.may_be_kept for row in preview] == [True, False, False]
    assert count == 1
    [entry_id] = made
    with evening.program.open_look() as work:
        line = directory_pages.get_line(work, entry_id)
    assert line.original == "ひだまり小学校\tx\t０５５－０００－００４９"
    assert (line.facts.printed, line.facts.contact) == ("０５５－０００－００４９", "055-000-0049")
    assert line.state is EntryState.INCOMPLETE
    assert not line.facts.serves_here


def test_text_stands_before_voice_whatever_was_written_down_first(
    evening: Evening, people: tuple[UUID, UUID]
) -> None:
    for number in range(3):
        rings(evening, kept(evening, contact=f"0120-111-22{number}"), *people)
    text = kept(evening, contact="https://text.example", means=Means.TEXT, name="文字")
    rings(evening, text, *people)

    with evening.program.open_look() as work:
        found = directory.lines_now(work, purposes={Purpose.CRISIS})

    assert [line.contact for line in found] == [
        "https://text.example",
        "0120-111-220",
        "0120-111-221",
    ]
