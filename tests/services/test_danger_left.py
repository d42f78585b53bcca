"""Danger that neither a human nor a machine has answered: the clock finds it, and answers once."""

from datetime import datetime

import pytest

from domain.conversation import VisitState
from domain.delivery import DeliveryState, Reason
from domain.errors import PlatformBusyError, PlatformRefusedError
from services import home_violence
from storage.models.outgoing import Outgoing
from tests.factories.alarm import T13, T14, Supervisor
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.tables import outbox
from tests.factories.time import at, count
from tests.machinery.evening import Evening

WISH = "もう死にたいです"
PLAN = "死にたい。ロープを買ってある。今夜やります。"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What follows from what is the same on every database."""
    return sqlite_url


def busy(evening: Evening, tries: int) -> None:
    evening.line.troubles.extend([PlatformBusyError()] * tries)


def goes(evening: Evening, moment: datetime, *crew: OnDuty) -> None:
    """Let the clock do twice what is due at a moment; these consoles are open."""
    evening.set_clock(moment)
    for member in crew:
        member.beats()
    evening.tick()
    evening.tick(1)


def of_t13(evening: Evening) -> Outgoing:
    """What was laid down to say that nobody is here, the latest."""
    return [row for row in outbox(evening) if not row.is_reply_only][-1]


def test_a_promise_that_no_evening_has_kept_ends_in_an_honest_word(evening: Evening) -> None:
    evening.set_clock(at(20, 58))
    person = Person(evening)
    assert T14 in person.says(WISH)
    goes(evening, at(21, 58))
    assert person.heard == []

    goes(evening, at(22, 2))
    goes(evening, at(22, 30))

    assert person.heard.count(T13) == 1
    assert all(call.is_silent for call in person.pushed)
    assert person.state is VisitState.WAITING


def test_a_talk_that_was_opened_and_left_is_no_answer(evening: Evening) -> None:
    evening.set_clock(at(20, 20))
    midori, person = OnDuty.comes(evening, "midori"), Person(evening)
    person.says("こんばんは")
    midori.accepts()
    person.says(PLAN)
    goes(evening, at(21, 30), midori)
    assert count(evening, T13) == 0

    goes(evening, at(23, 30))  # nobody is at the console any more

    assert count(evening, T13) == 1
    assert person.state is VisitState.TALKING


def test_whom_a_human_has_answered_hears_no_machine_afterwards(evening: Evening) -> None:
    evening.set_clock(at(20, 20))
    midori, person = OnDuty.comes(evening, "midori"), Person(evening)
    person.says("こんばんは")
    visit_id = midori.accepts()
    person.says(PLAN)
    evening.pass_time(60)
    midori.talks.says(visit_id, "打ち明けてくださって、ありがとうございます")
    person.says("はい")
    midori.talks.ends(visit_id, with_goodbye=False)

    goes(evening, at(23, 30))
    assert count(evening, T13) == 0
    person.says("おやすみなさい")  # a visit of its own, that the open alert goes along to

    goes(evening, at(23, 40))

    assert count(evening, T13) == 0


def test_a_promise_that_is_late_does_not_go_out_when_nobody_reads_any_more(
    evening: Evening,
) -> None:
    evening.set_clock(at(21, 58))
    person = Person(evening)
    person.says("こんばんは")
    person.change(state=VisitState.WAITING, arrived_at=at(20, 58), has_ticket=False)
    busy(evening, 9)
    person.says(WISH)
    assert count(evening, T14) == 0
    goes(evening, at(22, 1))

    evening.line.troubles.clear()
    evening.sweep()
    evening.set_clock(at(22, 4))
    evening.sweep()

    assert (count(evening, T13), count(evening, T14)) == (1, 0)


def test_what_was_taken_back_when_it_was_not_true_is_said_when_it_is_again(
    evening: Evening,
) -> None:
    evening.set_clock(at(15, 58))
    midori, person = OnDuty.comes(evening, "midori"), Person(evening)
    busy(evening, 6)
    person.says(PLAN)
    goes(evening, at(16, 1), midori)
    person.says("だれかいますか")
    assert of_t13(evening).reason is Reason.TOO_LATE or count(evening, T13) == 0
    evening.line.troubles.clear()
    midori.accepts()
    evening.sweep()
    goes(evening, at(16, 20), midori)
    assert count(evening, T13) == 0

    goes(evening, at(22, 10))

    assert count(evening, T13) == 1


def test_whoever_wrote_just_before_the_opening_and_heard_nothing_stands_in_the_line(
    evening: Evening,
) -> None:
    evening.set_clock(at(15, 58))
    person = Person(evening)
    busy(evening, 1)
    person.says(WISH)
    assert of_t13(evening).state is DeliveryState.WAITING
    evening.set_clock(at(16, 1))

    evening.sweep()
    evening.tick(60)

    assert person.state is VisitState.WAITING
    assert (count(evening, T13), count(evening, T14)) == (0, 1)


def test_a_promise_line_has_refused_is_made_again_and_the_board_says_so_until_then(
    evening: Evening,
) -> None:
    kohaku = Supervisor.comes(evening, "kohaku")
    person = Person(evening)
    evening.line.troubles.append(PlatformRefusedError())
    person.says(WISH)
    assert [each.is_unheard for each in kohaku.sees()] == [True]
    goes(evening, at(16, 13), kohaku.duty)
    assert count(evening, T14) == 0

    goes(evening, at(16, 16), kohaku.duty)

    assert person.heard.count(T14) == 1
    assert [each.is_unheard for each in kohaku.sees()] == [False]


def test_what_is_refused_is_tried_three_times_and_no_more(evening: Evening) -> None:
    evening.set_clock(at(3, 12, day=25))
    evening.line.troubles.extend([PlatformRefusedError()] * 9)
    Person(evening).says(WISH)

    for minutes in (14, 28, 42, 56):
        goes(evening, at(3, minutes, day=25))

    assert len(evening.line.tried) == 3


def test_an_answer_that_travels_with_another_is_taken_back_as_well(evening: Evening) -> None:
    evening.set_clock(at(15, 59))
    person = Person(evening)
    busy(evening, 2)
    person.says("ねむれない")
    person.says(WISH)
    person.change(state=VisitState.TALKING)
    evening.set_clock(at(16, 0, 30))

    evening.line.troubles.clear()
    evening.sweep()

    assert count(evening, T13) == 0


def test_where_others_may_read_it_nothing_is_said_late(evening: Evening) -> None:
    midori, person = OnDuty.comes(evening, "midori"), Person(evening)
    person.says("こんばんは")
    visit_id = midori.accepts()
    with evening.program.open_work() as work:
        home_violence.mark(work, visit_id, member_id=midori.member_id)
    midori.talks.ends(visit_id, with_goodbye=False)
    evening.set_clock(at(3, 12, day=25))
    pushed = person.pushed
    busy(evening, 1)
    person.says(WISH)

    goes(evening, at(4, 30, day=25))
    evening.line.troubles.clear()
    evening.sweep()

    assert person.pushed == pushed
