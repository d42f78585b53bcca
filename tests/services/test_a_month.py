"""A month made up to the last visit, played through the real service, and counted."""

from decimal import Decimal

import pytest
from sqlalchemy import delete, text
from sqlalchemy.exc import DBAPIError

from domain.clock import TOKYO
from domain.record_details import Age
from domain.statistics.fact import Correction, FactKind
from domain.statistics.periods import Period
from services import monthly_sheet, stat_corrections, stat_facts
from storage.models.contact import Contact
from storage.models.statistics import StatFact
from tests.factories.month import NOVEMBER, Month, cell
from tests.factories.tables import rows
from tests.machinery.evening import Evening


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Counting is the same on every database; the property beside it runs on both."""
    return sqlite_url


NAMES = [each.key for each in StatFact.__mapper__.column_attrs]


def test_a_month_comes_out_as_it_was_made_up(evening: Evening) -> None:
    month = Month(evening)
    month.play()

    made = month.sheet()

    assert cell(made, "B", "visits") == 42
    assert cell(made, "C", "in_hours") == 30
    assert cell(made, "C", "answered") == 27
    assert cell(made, "C", "with_reply") == 22
    assert cell(made, "C", "answer_rate") == Decimal("90.0")
    assert (cell(made, "C", "unserved"), cell(made, "C", "unserved_persons")) == (3, 2)
    assert cell(made, "D_mean", "persons") == 19
    assert cell(made, "D_mean", "answered_persons") == 19
    assert cell(made, "D", "persons", "new") == 19
    assert cell(made, "B_hours", "visits", "out_of_hours") == 12
    assert [
        cell(made, "B", "visits", row) for row in ("turned_away", "closed_waiting", "left")
    ] == [
        1,
        1,
        1,
    ]
    assert cell(made, "E", "answer_median") == Decimal("2.0")
    assert cell(made, "E", "talk_mean") == Decimal("10.0")
    assert [cell(made, "A", code) for code in ("active", "added", "returned", "blocked")] == [
        19,
        19,
        1,
        1,
    ]
    assert cell(made, "G_who", "other", "2") == 1
    assert cell(made, "G_age", "visits", Age.FORTIES) == 1
    assert cell(made, "G_caller_age", "visits", Age.SEVENTIES) == 1
    assert cell(made, "K", "visits", "01") == 27
    became = [cell(made, "B", "visits", row.code) for row in made.find("B").rows]
    assert sum(number for number in became[:-1] if isinstance(number, int)) == 42
    december = Period.month(2026, 12)
    with evening.program.open_look() as work:
        assert cell(monthly_sheet.make(work, december), "B", "visits") == 0
        assert cell(monthly_sheet.make(work, Period.year(2026)), "D_mean", "persons") == 19
        others = monthly_sheet.make(work, NOVEMBER, organisation="shien")
    assert cell(others, "C", "answered") == 0
    assert cell(month.sheet("kazoku"), "C", "answered") == 27


def test_facts_stand_unchanged_when_talks_are_erased(evening: Evening) -> None:
    month = Month(evening)
    month.talk("a")
    month.talk("b", family=True)
    before = month.sheet()

    with evening.program.open_work() as work:
        work.session.execute(text("PRAGMA defer_foreign_keys = ON"))
        for table in ("messages", "outbox", "records", "assignments", "conversations", "visits"):
            work.session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - our own names
        work.session.execute(text("DELETE FROM offers"))
        work.session.execute(text("DELETE FROM visit_keys"))
        work.session.execute(delete(Contact))

    assert month.sheet() == before
    for statement in ("UPDATE stat_facts SET number = 2", "DELETE FROM stat_facts"):
        with (
            pytest.raises(DBAPIError, match="only added"),
            evening.program.database.connection() as connection,
        ):
            connection.execute(text(statement))


def test_no_fact_holds_an_id_of_a_visit_a_contact_or_a_member(evening: Evening) -> None:
    month = Month(evening)
    visit_id = month.talk("a")
    month.at(1, "21:30")
    with evening.program.open_look() as work:
        contact_id = work.session.query(Contact).one().id
    ids = {visit_id.hex, contact_id.hex(), month.midori.member_id.hex, month.kohaku.member_id.hex}

    written = repr(
        [{name: getattr(row, name) for name in NAMES} for row in rows(evening, StatFact)]
    ).replace("-", "")

    assert not [each for each in ids if each in written]
    assert contact_id[:8].hex() not in written


def test_a_test_of_ours_is_set_aside_and_the_first_issue_can_be_made_again(
    evening: Evening,
) -> None:
    month = Month(evening)
    month.talk("a")
    tried = month.talk("b")
    first = month.sheet()
    issued_on = evening.now.astimezone(TOKYO).date()
    month.at(2, "10:00")

    with evening.program.open_work() as work:
        stat_corrections.set_aside_as_test(work, tried, member_id=month.kohaku.member_id)

    second = month.sheet()
    assert cell(first, "C", "answered") == 2
    assert cell(second, "C", "answered") == 1
    assert cell(second, "B", "visits", "test") == 1
    with evening.program.open_look() as work:
        assert monthly_sheet.make(work, NOVEMBER, as_of=issued_on) == first


def test_a_fact_that_did_not_happen_so_is_dropped_or_counted_anew(evening: Evening) -> None:
    month = Month(evening)
    for who in ("a", "b"):
        evening.arrive(evening.event("follow", who))
    with evening.program.open_work() as work:
        stat_facts.note(work, FactKind.EVENING, number=30)
    [added, _] = facts(evening, FactKind.FRIEND_ADDED)
    [minutes] = facts(evening, FactKind.EVENING)

    with evening.program.open_work() as work:
        stat_corrections.set_aside(work, added.id, reason=Correction.MISTAKE)
        stat_corrections.recount(work, minutes.id, number=300, reason=Correction.MISTAKE)

    assert cell(month.sheet(), "A", "added") == 1
    assert cell(month.sheet(), "M", "open_minutes") == 300
    assert cell(month.sheet(), "N", "set_aside") == 1


def facts(evening: Evening, kind: FactKind) -> list[StatFact]:
    return [row for row in rows(evening, StatFact) if row.kind is kind]


def test_an_evening_says_how_long_somebody_was_there(evening: Evening) -> None:
    month = Month(evening)
    month.midori.is_ready()
    month.kohaku.is_ready()
    for hour in ("16:50", "17:40", "18:06:30"):
        month.at(1, hour)
        month.midori.beats()
        month.kohaku.beats()
    month.midori.leaves()
    month.kohaku.leaves()
    month.at(1, "22:30")
    evening.tick()

    made = month.sheet()

    assert cell(made, "M", "evenings") == 1
    assert cell(made, "M", "open_minutes") == 300
    assert cell(made, "M", "member_minutes") == 2 * 121
    assert cell(made, "M", "without_supervisor") == 300 - 121
