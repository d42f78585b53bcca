"""News of programmes reaches whoever asked for it, by day, once a month; and nobody else, ever."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from domain.clock import TOKYO
from domain.programme import NEWS_AT_ONCE
from services import home_violence, programme_news
from storage.models.outgoing import Outgoing
from storage.models.programme import Interest
from tests.factories import programmes as made
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.programmes import Afternoon
from tests.machinery.evening import Evening

T51 = "11月の居場所のお知らせです。11月28日(土)の14時から、駅前の会館2階で開きます。"


@pytest.fixture
def afternoon(evening: Evening) -> Afternoon:
    return Afternoon.comes(evening)


def test_nobody_hears_of_it_who_has_not_asked(afternoon: Afternoon) -> None:
    afternoon.person.says("こんばんは")
    afternoon.is_told()

    afternoon.is_tomorrow()

    assert T51 not in afternoon.evening.line.said


def test_nobody_hears_twice_in_a_month(afternoon: Afternoon) -> None:
    evening, person = afternoon.evening, afternoon.person
    person.says("お知らせがほしい")
    afternoon.is_told()
    afternoon.is_tomorrow()
    sunday = made.date(
        evening,
        made.programme(evening, afternoon.kohaku),
        begins_at=made.SATURDAY + timedelta(days=8),
    )
    made.told(evening, afternoon.kohaku, sunday)

    evening.tick(3600)
    assert len(person.pushed) == 1
    evening.set_clock(datetime(2026, 12, 1, 10, 5, tzinfo=TOKYO))
    evening.tick()
    evening.tick(60)

    assert len(person.pushed) == 2
    assert person.heard[2].startswith("12月の居場所のお知らせです。")


@pytest.mark.parametrize("hour", [9, 19])
def test_nobody_hears_of_it_early_or_late(afternoon: Afternoon, hour: int) -> None:
    afternoon.person.says("お知らせがほしい")
    afternoon.is_told()

    afternoon.evening.set_clock(datetime(2026, 11, 25, hour, 30, tzinfo=TOKYO))
    afternoon.evening.tick()

    assert afternoon.person.pushed == []


def _stops(afternoon: Afternoon) -> None:
    afternoon.person.says("もう送らないで")


def _stops_in_a_talk(afternoon: Afternoon) -> None:
    midori = OnDuty.comes(afternoon.evening, "midori", is_ready=False)
    afternoon.person.says("少し話したいです")
    visit_id = midori.talks.takes_next()
    afternoon.person.presses("news_stop")
    midori.talks.ends(visit_id)


def _blocks(afternoon: Afternoon) -> None:
    afternoon.person.blocks()


def _is_hit_at_home(afternoon: Afternoon) -> None:
    midori = OnDuty.comes(afternoon.evening, "midori", is_ready=False)
    afternoon.person.says("少し話したいです")
    visit_id = midori.talks.takes_next()
    with afternoon.evening.program.open_work() as work:
        home_violence.mark(work, visit_id, member_id=midori.member_id)


def _is_in_danger(afternoon: Afternoon) -> None:
    afternoon.person.says("少し話したいです")
    afternoon.person.change(risk=2)


def _is_here(afternoon: Afternoon) -> None:
    midori = OnDuty.comes(afternoon.evening, "midori", is_ready=False)
    afternoon.person.says("少し話したいです")
    midori.talks.takes_next()


@pytest.mark.parametrize(
    "happens",
    [_stops, _stops_in_a_talk, _blocks, _is_hit_at_home, _is_in_danger, _is_here],
)
def test_some_are_never_written_to(
    afternoon: Afternoon, happens: Callable[[Afternoon], None]
) -> None:
    afternoon.person.says("お知らせがほしい")
    happens(afternoon)
    afternoon.is_told()

    afternoon.is_tomorrow()

    assert T51 not in afternoon.evening.line.said


def test_news_that_was_held_never_comes_as_an_answer(afternoon: Afternoon) -> None:
    evening, person = afternoon.evening, afternoon.person
    person.says("お知らせがほしい")
    afternoon.is_told()
    with evening.program.open_work() as work:
        interest = work.session.query(Interest).one()
        work.now = made.TOMORROW
        programme_news.tell(work, interest.id)
        work.session.query(Outgoing).filter(Outgoing.state == "waiting").update({"state": "held"})
    evening.jobs.clear()

    person.says("こんばんは")

    assert T51 not in evening.line.said


def test_no_more_than_a_batch_is_told_in_a_minute(afternoon: Afternoon) -> None:
    evening = afternoon.evening
    people = [Person(evening, f"p{number}") for number in range(NEWS_AT_ONCE + 3)]
    for each in people:
        each.says("お知らせがほしい")
    afternoon.is_told()

    afternoon.is_tomorrow()
    evening.tick(30)
    assert sum(len(each.pushed) for each in people) == NEWS_AT_ONCE
    evening.tick(31)

    assert sum(len(each.pushed) for each in people) == NEWS_AT_ONCE + 3
