"""Facts count for their own day and once: corrections, tries, friends, new people, evenings."""

from datetime import date

import pytest

from domain.errors import NotFoundError
from domain.indicator import Measure
from domain.statistics.fact import Correction, FactKind
from services import indicator_measures, pictures, stat_corrections, stat_facts
from storage.models.statistics import StatFact
from storage.queries import stat_facts as stat_rows
from tests.factories.month import NOVEMBER, Month, cell
from tests.factories.tables import rows
from tests.machinery.evening import Evening


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Counting is the same on every database."""
    return sqlite_url


def test_only_numbers_are_counted_anew_and_a_message_that_was_none_is_not_counted(
    evening: Evening,
) -> None:
    month = Month(evening)
    evening.arrive(evening.event("follow", "a"))
    evening.says("こんばんは", "a")
    [added], [came] = facts(evening, FactKind.FRIEND_ADDED), facts(evening, FactKind.MESSAGE_IN)

    with evening.program.open_work() as work:
        stat_corrections.set_aside(work, came.id, reason=Correction.MISTAKE)
    with evening.program.open_work() as work, pytest.raises(NotFoundError):
        stat_corrections.recount(work, added.id, number=2, reason=Correction.MISTAKE)

    assert cell(month.sheet(), "B_messages", "in") == 0
    assert cell(month.sheet(), "A", "added") == 1


def test_who_tried_it_out_before_has_not_come_before(evening: Evening) -> None:
    month = Month(evening)
    tried = month.talk("a")
    with evening.program.open_work() as work:
        stat_corrections.set_aside_as_test(work, tried, member_id=month.kohaku.member_id)
    month.at(2, "16:05")
    month.talk("a")

    with evening.program.open_look() as work:
        before = stat_rows.persons_before(work.session, 2026, date(2026, 11, 2))
        after = stat_rows.persons_before(work.session, 2026, date(2026, 11, 3))

    assert (len(before), len(after)) == (0, 1)


def test_whoever_was_first_answered_this_year_is_new_and_is_so_once(evening: Evening) -> None:
    month = Month(evening)
    month.at(1, "23:00")
    evening.says("だれかいますか", "a")
    month.at(3, "16:05")
    month.talk("a")
    month.at(4, "16:05")
    month.talk("a")

    with evening.program.open_look() as work:
        assert indicator_measures.value(work, Measure.VISITS, 2026) == 2
        assert indicator_measures.value(work, Measure.NEW_PERSONS, 2026) == 1


def test_a_friend_counts_for_the_day_on_which_the_account_was_added(evening: Evening) -> None:
    month = Month(evening)
    month.at(1, "23:59")
    added = evening.event("follow", "a")
    month.at(2, "00:10")
    evening.arrive(added)

    [fact] = facts(evening, FactKind.FRIEND_ADDED)

    assert (fact.on, fact.hour, fact.noted_on) == (date(2026, 11, 1), 23, date(2026, 11, 2))


def test_an_evening_nobody_came_in_is_one_and_a_day_it_was_shut_is_none(evening: Evening) -> None:
    month = Month(evening)
    month.talk("a")
    with evening.program.open_work() as work:
        for day in (1, 4):
            stat_facts.note(work, FactKind.EVENING, number=300, on=date(2026, 11, day))
    month.at(20, "12:00")

    with evening.program.open_look() as work:
        counts = pictures.count(work, NOVEMBER, organisation=None)

    assert counts.evenings[:2] == (1, 1)
    assert sum(counts.evenings) == 2


def facts(evening: Evening, kind: FactKind) -> list[StatFact]:
    return [row for row in rows(evening, StatFact) if row.kind is kind]
