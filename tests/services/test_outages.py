"""What was not as always is a fact: LINE away, ourselves away, a word that means something else."""

from datetime import date

from domain.statistics.fact import FactKind
from services import stat_outages
from storage.models.statistics import StatFact
from tests.factories.month import Month, cell
from tests.factories.tables import ON_SQLITE, rows
from tests.machinery.evening import Evening

pytestmark = ON_SQLITE

CHANNEL = "1656000000"


def outages(evening: Evening) -> list[tuple[str, int]]:
    return [
        (row.codes["way"], row.number)
        for row in rows(evening, StatFact)
        if row.kind is FactKind.OUTAGE
    ]


def probe(evening: Evening, *, answers: bool) -> None:
    act = stat_outages.line_is_back if answers else stat_outages.line_is_away
    with evening.program.open_work() as work:
        act(work, CHANNEL)


def beat(evening: Evening) -> None:
    with evening.program.open_work() as work:
        stat_outages.beat(work, CHANNEL)


def test_line_was_away_when_it_has_not_answered_twice_and_for_as_long_as_we_were_open(
    evening: Evening,
) -> None:
    month = Month(evening)
    month.at(2, "20:40")
    probe(evening, answers=False)
    month.at(2, "20:50")
    probe(evening, answers=True)
    assert outages(evening) == []

    for minute in ("20:50", "21:00", "21:10"):
        month.at(2, minute)
        probe(evening, answers=False)
    month.at(2, "21:20")
    probe(evening, answers=True)
    probe(evening, answers=True)

    assert outages(evening) == [("line", 10)]


def test_we_were_away_when_our_clock_has_not_run_while_the_window_was_open(
    evening: Evening,
) -> None:
    month = Month(evening)
    for minute in ("16:05", "16:06", "16:31", "16:32", "22:00", "23:00"):
        month.at(2, minute)
        beat(evening)

    assert outages(evening) == [("own", 25), ("own", 268)]


def test_what_nobody_saw_is_noted_and_the_sheet_names_the_word_that_changed(
    evening: Evening,
) -> None:
    month = Month(evening)
    month.at(4, "20:00")
    with evening.program.open_work() as work:
        stat_outages.note(work, date(2026, 11, 3), minutes=25, member_id=None)
        stat_outages.note_definition(work, "answer_rate", date(2026, 11, 4))
        stat_outages.note_definitions(work)

    made = month.sheet()

    assert [cell(made, "N", code) for code in ("outages", "outage_minutes", "definitions")] == [
        1,
        25,
        1,
    ]
    assert made.find("N").notes == ("definition:answer_rate:2026-11-04",)
