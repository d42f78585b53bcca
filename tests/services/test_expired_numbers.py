"""A number that may not be shown is refused everywhere: typed, written, approved, or said."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from domain.clock import TOKYO
from domain.delivery import DeliveryState, Reason
from domain.errors import PlatformBusyError, QuotaExhaustedError, RefusedError
from domain.permission import Role
from services import directory_keeping, directory_pages, texts
from services.texts import ExpiredNumberError
from tests.factories.alarm import T13
from tests.factories.counsellor import Counsellor
from tests.factories.directory import changes, kept, rings, two_people
from tests.factories.editor import LATER, SHIPPED_LATER, THINKING, approve, seen, write
from tests.factories.person import Person
from tests.factories.tables import outbox
from tests.machinery.evening import Evening
from texts.pointers import EMERGENCY, find_ways
from texts.rules import Remark

NUMBER = "0120-111-222"
TYPED = (
    "０１２０－１１１－２２２ です",
    "0120 111 222",
    "(0120)111222",
    "電話は0120ー111ー222",
    "0120.111.222",
    "0120・111・222",
    "0120/111/222",
    "0120_111_222",
    "0120〜111〜222",
)
WORDS = (f"夜は、電話 {NUMBER} がつながります。",)


def unchecked(evening: Evening) -> None:
    kept(evening)


def expired(evening: Evening) -> None:
    entry_id = kept(evening)
    rings(evening, entry_id, *two_people(evening))
    evening.pass_time(timedelta(days=98).total_seconds())


def withdrawn(evening: Evening) -> None:
    people, entry_id = two_people(evening), kept(evening)
    rings(evening, entry_id, *people)
    withdraw(evening, entry_id, people[0])


def withdraw(evening: Evening, entry_id: UUID, by: UUID) -> None:
    with evening.program.open_work() as work:
        directory_keeping.withdraw(work, entry_id, member_id=by)


def over(evening: Evening) -> None:
    entry_id = kept(evening, valid_until=evening.now.date() - timedelta(days=1))
    rings(evening, entry_id, *two_people(evening))


def of_before(evening: Evening) -> None:
    people, entry_id = two_people(evening), kept(evening)
    rings(evening, entry_id, *people)
    changes(evening, entry_id, people[0], contact="0120-111-999")


EVERY_WAY_TO_BE_WRONG = [unchecked, expired, withdrawn, over, of_before]


@pytest.fixture(params=EVERY_WAY_TO_BE_WRONG, ids=lambda make: make.__name__)
def make_wrong(request: pytest.FixtureRequest) -> Callable[[Evening], None]:
    found: Callable[[Evening], None] = request.param
    return found


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is refused is the same on every database."""
    return sqlite_url


def test_it_is_refused_however_it_is_typed_and_wherever_it_is_written(
    evening: Evening, make_wrong: Callable[[Evening], None]
) -> None:
    make_wrong(evening)
    editor = evening.member("asagi", Role.SUPERVISOR)
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()

    for words in TYPED:
        with pytest.raises(ExpiredNumberError):
            midori.says(visit_id, words)
    for key in (LATER, THINKING):
        with pytest.raises(RefusedError):
            write(evening, key, WORDS, editor)


def test_nothing_that_speaks_by_itself_names_it(
    evening: Evening, make_wrong: Callable[[Evening], None]
) -> None:
    make_wrong(evening)
    evening.set_clock(evening.now.replace(hour=18, minute=12) + timedelta(days=1))
    person = Person(evening)

    for words in ("だれかいますか", "死にたい", "急ぐときの連絡先"):
        person.says(words)

    ways = {way for said in evening.line.said for way in find_ways(said)}
    assert ways <= EMERGENCY
    with evening.program.open_look() as work:
        assert directory_pages.named_at(work, work.now).urgent == ()
        assert not any("{" in each.body for each in texts.snippets(work))
        assert "open_lines" not in {each.code for each in texts.snippets(work)}


def test_a_version_that_waits_is_approved_by_nobody_once_its_number_is_withdrawn(
    evening: Evening,
) -> None:
    people, entry_id = two_people(evening), kept(evening)
    rings(evening, entry_id, *people)
    asagi, midori = (evening.member(name, Role.SUPERVISOR) for name in ("asagi", "midori"))
    version = write(evening, LATER, WORDS, asagi)
    with evening.program.open_work() as work:
        directory_keeping.withdraw(work, entry_id, member_id=people[0])

    with pytest.raises(RefusedError):
        approve(evening, version, midori)


def test_a_text_in_force_is_silent_while_its_line_is_closed(evening: Evening) -> None:
    entry_id = kept(evening, hours="毎日 16:00-17:00")
    rings(evening, entry_id, *two_people(evening))
    asagi, midori = (evening.member(name, Role.SUPERVISOR) for name in ("asagi", "midori"))
    approve(evening, write(evening, LATER, WORDS, asagi), midori)
    evening.says("今はいい")

    evening.set_clock(datetime(2026, 11, 24, 17, tzinfo=TOKYO))
    evening.says("今はいい")

    assert evening.line.said == [*WORDS, SHIPPED_LATER]
    unusable = seen(evening, LATER).unusable
    assert unusable is not None
    assert [each.remark for each in unusable] == [Remark.CLOSED_NUMBER]


def test_a_counsellor_may_name_a_line_that_answers_tomorrow(evening: Evening) -> None:
    entry_id = kept(evening, hours="毎日 09:00-12:00")
    rings(evening, entry_id, *two_people(evening))
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()

    midori.says(visit_id, f"あしたの朝9時から {NUMBER} につながります")

    assert NUMBER in evening.line.said[-1]


@pytest.mark.parametrize("wrong", ["0570-046-556", "0570-0-78310", "0570-0-55210"])
def test_numbers_known_to_be_wrong_are_refused_although_nobody_wrote_them_down(
    evening: Evening, wrong: str
) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()

    with pytest.raises(ExpiredNumberError):
        midori.says(visit_id, f"{wrong} へ")


@pytest.mark.parametrize("is_tried", [False, True])
def test_words_that_wait_are_not_sent_once_their_number_may_not_be_named(
    evening: Evening, *, is_tried: bool
) -> None:
    people, entry_id = two_people(evening), kept(evening)
    rings(evening, entry_id, *people)
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    evening.pass_time(120)
    evening.line.troubles.append(PlatformBusyError() if is_tried else QuotaExhaustedError())
    midori.says(visit_id, f"{NUMBER} につながります")
    withdraw(evening, entry_id, people[0])

    evening.pass_time(60)
    evening.says("はい")
    evening.sweep()
    midori.says(visit_id, "119につながります")

    row = next(each for each in outbox(evening) if each.reason is Reason.EXPIRED_NUMBER)
    assert row.state is (DeliveryState.UNKNOWN if is_tried else DeliveryState.FAILED)
    assert not any(NUMBER in said for said in evening.line.said)
    assert evening.line.said[-1] == "119につながります"


def test_danger_is_answered_anew_where_the_number_in_its_answer_is_withdrawn_on_the_way(
    evening: Evening,
) -> None:
    people, entry_id = two_people(evening), kept(evening)
    rings(evening, entry_id, *people)
    evening.set_clock(datetime(2026, 11, 25, 3, 12, tzinfo=TOKYO))
    evening.line.troubles.append(PlatformBusyError())
    evening.says("もう死にたいです")
    withdraw(evening, entry_id, people[0])

    evening.pass_time(60)
    evening.sweep()

    said = "\n".join(evening.line.said)
    assert "119" in said
    assert NUMBER not in said
    assert said.count(T13) == 1
