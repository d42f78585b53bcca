"""How many counsellors: the page asks for numbers and answers for each weekday that opens."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest

from domain.permission import Role
from domain.statistics.fact import FactCode, FactKind
from services import staffing_estimate, staffing_seen
from services.staffing_estimate import Question
from services.work import Work
from storage.models.statistics import StatFact
from tests.console.desk import Desk, Visitor


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


def coordinator(desk: Desk) -> Visitor:
    desk.evening.member("wakaba", Role.COORDINATOR)
    return desk.signed_in("wakaba")


def seen_before(desk: Desk, *, evenings: int, people: int) -> None:
    """So many Tuesdays of the last closed month, with so many people at seven, for 30 minutes."""
    with desk.evening.program.open_work() as work:
        for back in range(1, evenings + 1):
            day = date(2026, 11, 3) - timedelta(weeks=back)
            for _ in range(people):
                visited(work, day, {})


def visited(work: Work, day: date, waited: dict[str, str], *more: FactKind) -> None:
    """Somebody wrote on a day at seven, got a place then or as ``waited`` says, and talked."""
    stat_id = uuid4()
    facts = [
        (FactKind.VISIT_BEGAN, {}),
        *((kind, {}) for kind in more),
        (FactKind.WAITED, waited),
        (FactKind.ENDED, {FactCode.MINUTES.value: "30"}),
    ]
    work.session.add_all(
        StatFact(
            id=uuid4(),
            kind=kind,
            on=day,
            hour=19,
            stat_id=stat_id,
            fiscal_year=2026,
            number=1,
            codes=codes,
            noted_on=day,
        )
        for kind, codes in facts
    )


def test_it_begins_with_what_was_seen_and_answers_what_was_asked(desk: Desk) -> None:
    seen_before(desk, evenings=3, people=4)  # twelve in all, which are told as ten
    visitor = coordinator(desk)

    first = visitor.get("/staffing")
    answered = visitor.get("/staffing?people1=4&talk=30&patience=20&held=1&most=5")

    assert 'name="people1" min="0" max="200" value="3"' in first
    assert 'name="talk" min="1" max="240" value="30"' in first
    assert "火曜（4人が来る夜）" in answered
    assert re.search("[2-5]人いると、9割の方に出られそうです。", answered)
    assert "<svg" not in first
    assert answered.count("<title>火曜に出られる方</title>") == 1


def test_of_fewer_than_ten_people_nothing_is_said(desk: Desk) -> None:
    seen_before(desk, evenings=3, people=3)

    page = coordinator(desk).get("/staffing")

    assert 'name="people1" min="0" max="200" value="0"' in page
    assert 'name="talk" min="1" max="240" value="40"' in page


def test_whatever_is_typed_is_kept_within_reason(desk: Desk) -> None:
    page = coordinator(desk).get("/staffing?people1=9999&talk=x&patience=-3&held=٣&most=99")

    assert 'name="people1" min="0" max="200" value="0"' in page
    assert 'name="most" min="1" max="8" value="8"' in page


def test_people_come_at_the_hours_they_came_at(desk: Desk) -> None:
    seen_before(desk, evenings=3, people=4)
    with desk.evening.program.open_look() as work:
        seen = staffing_seen.look(work)

    at_once = Question(people={1: 40}, talk=30, patience=10, held=1, most=1)
    (tuesday,) = staffing_estimate.estimate(seen, at_once)

    # Forty within the hour from seven to eight: one counsellor reaches but a few of them.
    assert tuesday.answers[0].evenings.answered_share < 0.25
    assert tuesday.answers[0].formula > tuesday.answers[0].evenings.answered_share


def test_each_visit_comes_once_on_the_day_it_waited_and_tries_of_ours_do_not(desk: Desk) -> None:
    monday = date(2026, 10, 19)
    with desk.evening.program.open_work() as work:
        visited(work, monday, {FactCode.DAY.value: "2026-10-20"}, FactKind.TURNED_AWAY)
        visited(work, monday, {}, FactKind.SET_ASIDE)

    with desk.evening.program.open_look() as work:
        seen = staffing_seen.look(work)

    assert seen.by_hour == {(1, 19): 1}
    assert seen.evenings[0] == 0
    assert seen.opens[1].closes_at - seen.opens[1].last_intake_at == timedelta(minutes=30)
    assert seen.organisations[4] == ("kazoku", "shien")
