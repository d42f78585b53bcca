"""An event that cannot be handled is parked; danger in its words calls somebody all the same."""

from dataclasses import replace

from services.edition import Shelf
from storage.models.alert import Alert
from storage.queries import line_events
from tests.factories.alarm import T14, Supervisor, called
from tests.factories.tables import events, rows
from tests.factories.time import count
from tests.machinery.evening import Evening

WISH = "もう死にたいです"


def without_words_of_ours(evening: Evening) -> None:
    """No notice can be worded from now on."""
    house = replace(evening.program.first_house, notices=None, shelf=Shelf())  # type: ignore[arg-type] # broken
    evening.program = replace(evening.program, first_house=house)


def tries_until_it_is_parked(evening: Evening) -> None:
    for seconds in (2, 5, 20):
        evening.pass_time(seconds)
        evening.sweep()
    assert events(evening)[-1].parked_at is not None


def test_danger_that_cannot_be_answered_calls_a_supervisor(evening: Evening) -> None:
    kohaku = Supervisor.comes(evening, "kohaku")
    without_words_of_ours(evening)

    evening.says(WISH)
    tries_until_it_is_parked(evening)

    [shown] = kohaku.sees()
    assert shown.level == 2
    assert called(evening) == ["kohaku"]


def test_once_it_can_be_answered_it_is_and_the_alert_is_the_same(evening: Evening) -> None:
    whole = evening.program.first_house
    without_words_of_ours(evening)
    evening.says(WISH)
    tries_until_it_is_parked(evening)
    evening.program = replace(evening.program, first_house=whole)

    with evening.program.open_work() as work:
        line_events.unpark(work.session, now=work.now)
    evening.pass_time(3)
    evening.sweep()

    assert count(evening, T14) == 1
    assert len(rows(evening, Alert)) == 1


def test_words_without_danger_raise_nothing(evening: Evening) -> None:
    without_words_of_ours(evening)

    evening.says("こんばんは")
    tries_until_it_is_parked(evening)

    assert not rows(evening, Alert)
