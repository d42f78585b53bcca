"""A destination's own dates: written down by its staff, let out by a member, cancelled by both."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain.errors import NotFoundError
from domain.programme import CancelledFor, DateFacts, Room
from services import portal_dates, programme_dates, programmes
from services.portal_dates import MOST_WAITING, ManyWaitingError
from services.programme_dates import DateOverError
from services.programme_keeping import ProgrammeWordsError
from tests.factories import portal
from tests.factories import programmes as made
from tests.factories.person import Person
from tests.factories.programmes import Afternoon
from tests.factories.tables import ON_SQLITE
from tests.machinery.evening import Evening

pytestmark = ON_SQLITE

FRIDAY = made.SATURDAY - timedelta(days=1)
FACTS = DateFacts(
    begins_at=FRIDAY, ends_at=FRIDAY + timedelta(hours=2), sign_up_until=FRIDAY, places=None
)


@pytest.fixture
def afternoon(evening: Evening) -> Afternoon:
    return Afternoon.comes(evening)


def own(afternoon: Afternoon) -> tuple[UUID, UUID]:
    """The programme, and somebody of its destination."""
    with afternoon.evening.program.open_look() as look:
        programme = programmes.get_date(look, afternoon.date_id).programme
    return programme.id, portal.staff(afternoon.evening, programme.facts.destination_id)


def test_nobody_hears_of_a_date_before_a_member_has_let_it_out(afternoon: Afternoon) -> None:
    evening, person = afternoon.evening, afternoon.person
    programme_id, hidamari = own(afternoon)
    with evening.program.open_work() as work:
        date_id = portal_dates.enter(work, programme_id, FACTS, member_id=hidamari)

    assert "11月27日14時に申し込む" not in str(person.says("見てみる") + person.buttons)
    person.presses(f"go:{date_id.hex}")
    with evening.program.open_work() as work:
        [waiting] = programmes.list_waiting(work)
        assert (waiting.id, waiting.room, waiting.at_least) == (date_id, Room.HIDDEN, None)
        with pytest.raises(DateOverError):
            programme_dates.tell(work, date_id, member_id=afternoon.kohaku)
        programme_dates.accept(work, date_id, member_id=afternoon.kohaku)

    person.says("見てみる")
    assert "11月27日14時に申し込む" in person.buttons
    assert person.presses(f"go:{date_id.hex}")[0].startswith("申し込みました。")


def test_what_nobody_let_out_is_over_by_itself(afternoon: Afternoon) -> None:
    programme_id, hidamari = own(afternoon)
    with afternoon.evening.program.open_work() as work:
        date_id = portal_dates.enter(work, programme_id, FACTS, member_id=hidamari)

    afternoon.evening.set_clock(FRIDAY)

    with afternoon.evening.program.open_work() as work:
        assert programmes.list_waiting(work) == ()
        date = programmes.get_date(work, date_id)
        assert (date.waits, date.lapsed) == (False, True)
        assert date_id not in {each.id for each in programmes.list_today(work)}


def test_whoever_is_of_another_destination_neither_enters_nor_cancels(
    afternoon: Afternoon,
) -> None:
    evening = afternoon.evening
    programme_id, hidamari = own(afternoon)
    other = portal.staff(evening, portal.destination(evening, "べつの家"), "betsu")

    with evening.program.open_work() as work:
        with pytest.raises(NotFoundError):
            portal_dates.enter(work, programme_id, FACTS, member_id=other)
        with pytest.raises(NotFoundError):
            portal_dates.cancel(work, afternoon.date_id, CancelledFor.ROOM, member_id=other)
        assert [each.id for each in portal_dates.list_programmes(work, member_id=hidamari)] == [
            programme_id
        ]
        assert portal_dates.list_programmes(work, member_id=other) == ()


def test_a_destination_may_not_name_itself_on_a_locked_screen_nor_pile_up_dates(
    afternoon: Afternoon,
) -> None:
    programme_id, hidamari = own(afternoon)
    words = DateFacts(
        begins_at=FRIDAY,
        ends_at=FRIDAY + timedelta(hours=2),
        sign_up_until=FRIDAY,
        places=None,
        place="相談センター",
    )
    with afternoon.evening.program.open_work() as work:
        with pytest.raises(ProgrammeWordsError):
            portal_dates.enter(work, programme_id, words, member_id=hidamari)
        for _ in range(MOST_WAITING):
            portal_dates.enter(work, programme_id, FACTS, member_id=hidamari)
        with pytest.raises(ManyWaitingError):
            portal_dates.enter(work, programme_id, FACTS, member_id=hidamari)


def test_what_a_destination_cancels_is_told_to_whoever_signed_up(afternoon: Afternoon) -> None:
    _, hidamari = own(afternoon)
    afternoon.signs_up()
    with afternoon.evening.program.open_work() as work:
        portal_dates.cancel(work, afternoon.date_id, CancelledFor.ROOM, member_id=hidamari)

    afternoon.is_tomorrow()

    assert "会場の都合でお休みになりました" in afternoon.person.heard[0]
    assert Person(afternoon.evening, "b").heard == []
