"""In the hours a place in the line; outside them one right answer for each closed window."""

import json
import os
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from domain.clock import TOKYO
from domain.conversation import VisitState
from storage.models.visit import Visit
from tests.factories.counsellor import Counsellor, overnight, waiting
from tests.factories.crew import OnDuty
from tests.factories.tables import ON_SQLITE, rows
from tests.factories.time import go_to
from tests.machinery.evening import Evening


def at(day: int, hour: int, minute: int = 0, second: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=TOKYO)


@pytest.fixture(params=["UTC", "America/New_York"])
def machine_zone(request: pytest.FixtureRequest) -> Iterator[None]:
    """The machine stands in another zone."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


@ON_SQLITE
@pytest.mark.usefixtures("machine_zone")
@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (at(24, 15, 59, 58), False),
        (at(24, 16), True),
        (at(24, 20, 29, 58), True),
        (at(24, 21), False),
    ],
)
def test_the_hours_are_half_open_wherever_the_machine_stands(
    evening: Evening, moment: datetime, *, opens: bool
) -> None:
    evening.set_clock(moment)

    evening.says("こんばんは")

    assert bool(waiting(evening)) is opens
    assert ("1番目です" in "".join(evening.line.said)) is opens


@ON_SQLITE
@pytest.mark.usefixtures("machine_zone")
@pytest.mark.parametrize(("moment", "opens"), [(at(24, 20, 59, 58), True), (at(24, 21), False)])
def test_the_last_second_of_an_evening_is_open_and_the_next_is_closed(
    evening: Evening, moment: datetime, *, opens: bool
) -> None:
    evening.set_clock(moment)

    evening.says("こんばんは")

    assert ("今はもう閉まっています" not in "".join(evening.line.said)) is opens


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        (at(24, 10), "今日の16時から、人が読みます。それまでは返事ができません。"),
        (at(24, 5), "今日の16時から、人が読みます。それまでは返事ができません。"),
        (at(24, 22), "今はもう閉まっています。次は明日の16時に、人が読みます。"),
        (at(24, 3, 20), "今はもう閉まっています。次は今日の16時に、人が読みます。"),
        (at(30, 10, month=12), "今日はお休みです。次は1月4日(月)の16時に開きます。"),
        (at(28, 22, month=12), "今はもう閉まっています。次は1月4日(月)の16時に、人が読みます。"),
    ],
)
def test_each_closed_window_is_answered_once_with_the_true_next_opening(
    evening: Evening, moment: datetime, answer: str
) -> None:
    evening.set_clock(moment)

    evening.says("だれかいますか")
    evening.says("いませんか")
    evening.pass_time(600)
    evening.says("おやすみなさい")

    assert len(evening.line.calls) == 1
    assert answer in evening.line.said
    assert not waiting(evening)
    assert overnight(evening)[0].message_count == 3


def test_the_next_closed_window_is_answered_again(evening: Evening) -> None:
    for day in (24, 25, 26):
        evening.set_clock(at(day, 22))
        evening.says("こんばんは")
        evening.set_clock(at(day + 1, 2))
        evening.says("眠れません")

    assert len(evening.line.calls) == 3
    assert len(rows(evening, Visit)) == 3


def test_a_visit_that_began_before_the_opening_goes_on_in_the_line(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.set_clock(at(24, 15))
    evening.says("まだですか")
    evening.set_clock(at(24, 16, 5))
    assert not waiting(evening)

    evening.says("開きましたか")

    (person,) = waiting(evening)
    assert person.message_count == 2
    assert person.arrived_at == rows(evening, Visit)[0].arrived_at
    assert person.arrived_at >= at(24, 16, 5)
    assert "1番目です" in evening.line.said[-2]
    reads = midori.reads(midori.takes_next())
    assert [words for words in reads if words.endswith("か")] == ["まだですか", "開きましたか"]


def test_words_of_the_night_stand_before_the_visit_that_follows_them(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.set_clock(at(24, 22))
    evening.says("夜の言葉")
    evening.set_clock(at(25, 17))

    evening.says("夕方の言葉")

    assert len(rows(evening, Visit)) == 2
    reads = midori.reads(midori.takes_next())
    assert reads.index("夜の言葉") < reads.index("夕方の言葉")


def test_whoever_comes_back_from_a_rest_of_the_evening_keeps_the_place_of_the_arrival(
    evening: Evening,
) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは", "first")
    place = waiting(evening)[0].arrived_at
    visit_id = midori.takes_next()
    midori.says(visit_id, "こんばんは")
    go_to(evening, evening.now + timedelta(minutes=41), OnDuty(evening, midori.member_id))
    evening.says("こんばんは", "second")

    evening.says("戻りました", "first")

    assert waiting(evening)[0].arrived_at == place
    assert waiting(evening)[0].visit_id == visit_id


@pytest.mark.parametrize("hours", [7, 30, 24 * 60])
def test_after_a_long_quiet_outside_the_hours_a_new_visit_begins(
    evening: Evening, hours: int
) -> None:
    evening.set_clock(at(24, 15, 30))
    evening.says("もうすぐですね")
    evening.set_clock(at(24, 15, 30) + timedelta(hours=hours))

    evening.says("また来ました")

    states = sorted((visit.state for visit in rows(evening, Visit)), reverse=True)
    assert len(states) == 2
    assert VisitState.ENDED in states


@ON_SQLITE
@pytest.mark.parametrize(
    ("moment", "silent"),
    [
        (at(24, 20, 59, 30), False),
        (at(24, 21), True),
        (at(25, 3), True),
        (at(25, 8, 59, 30), True),
        (at(25, 9), False),
    ],
)
def test_what_the_service_says_by_night_rings_no_phone(
    evening: Evening, moment: datetime, *, silent: bool
) -> None:
    evening.set_clock(moment)

    evening.says("こんばんは")

    assert [call.is_silent for call in evening.line.calls] == [silent]


def test_a_counsellors_words_always_ring(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.set_clock(at(24, 20, 28))
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    evening.set_clock(at(24, 21, 5))

    evening.says("まだいいですか")
    midori.says(visit_id, "はい、どうぞ")

    assert evening.line.calls[-1].bubbles == ("はい、どうぞ",)
    assert not evening.line.calls[-1].is_silent
    assert "今はもう閉まっています" not in "".join(evening.line.said)


def test_words_handled_soon_after_the_closing_are_judged_by_when_they_came(
    evening: Evening,
) -> None:
    evening.set_clock(at(24, 20, 59, 58))
    evening.post(b'{"events":[%s]}' % _event(evening))
    evening.set_clock(at(24, 21, 0, 20))

    evening.work()

    assert [visit.refused_at is not None for visit in rows(evening, Visit)] == [True]
    assert "今はもう閉まっています" not in "".join(evening.line.said)


def test_words_handled_long_after_the_closing_are_answered_as_it_is_now(evening: Evening) -> None:
    evening.set_clock(at(24, 20, 59, 58))
    evening.post(b'{"events":[%s]}' % _event(evening))
    evening.set_clock(at(24, 21, 30))

    evening.work()

    assert not waiting(evening)
    assert not evening.line.calls
    evening.says("いますか")
    assert "今はもう閉まっています" in evening.line.said[-1]


def _event(evening: Evening) -> bytes:
    return json.dumps(evening.text("こんばんは")).encode()
