"""Whoever asked is called at the opening: in batches, longest waiting first, once, nobody else."""

import pytest

from domain.conversation import VisitState
from domain.evening import Mode
from domain.permission import Role
from services import closures, modes
from tests.factories.crew import OnDuty, all_beat
from tests.factories.person import Person
from tests.factories.time import at
from tests.machinery.evening import Evening

CALL = "こんにちは。16時になりました。"
SORRY = "ごめんなさい。今日は人がそろわず、お休みにします。"


def asking(evening: Evening, count: int) -> list[Person]:
    """People who asked last night to be called, a minute apart."""
    people = []
    for number in range(count):
        evening.set_clock(at(22, number, day=23))
        person = Person(evening, f"person {number}")
        person.says("こんばんは")
        person.presses("call_me")
        people.append(person)
    return people


def called(people: list[Person]) -> list[bool]:
    return [bool(person.pushed) for person in people]


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori", is_ready=False)


def test_those_who_asked_are_called_in_batches_two_minutes_apart(
    evening: Evening, midori: OnDuty
) -> None:
    people = asking(evening, 7)
    silent = Person(evening, "silent")
    silent.says("声はいりません")
    evening.set_clock(at(15, 58))
    midori.is_ready()
    evening.tick(119)
    assert called(people) == [False] * 7

    evening.tick(1)
    assert called(people) == [True] * 3 + [False] * 4
    evening.tick(60)
    assert called(people) == [True] * 3 + [False] * 4
    midori.beats()
    evening.tick(61)
    assert called(people) == [True] * 6 + [False]
    midori.beats()
    evening.tick(120)
    evening.tick(1)

    assert called(people) == [True] * 7
    assert people[0].heard[0] == CALL
    assert not silent.pushed


def test_a_call_comes_once_an_opening_whatever_the_clock_and_the_program_do(
    evening: Evening, midori: OnDuty
) -> None:
    (person,) = asking(evening, 1)
    evening.set_clock(at(16))
    midori.is_ready()
    evening.tick()

    evening.pass_time(-30)
    evening.tick()
    evening.restart()
    evening.tick(45)
    evening.set_clock(at(16, 10))
    midori.beats()
    evening.tick()
    evening.set_clock(at(16, 10, day=25))
    midori.beats()
    evening.tick()

    assert person.heard.count(CALL) == len(person.pushed) == 1


def test_a_call_is_answered_into_the_line(evening: Evening, midori: OnDuty) -> None:
    (person,) = asking(evening, 1)
    evening.set_clock(at(16))
    midori.is_ready()
    evening.tick()
    evening.set_clock(at(16, 41))
    midori.beats()

    person.says("はい")

    assert midori.accepts() == person.visit.id
    assert person.state is VisitState.TALKING


def test_nobody_is_called_before_somebody_is_ready(evening: Evening, midori: OnDuty) -> None:
    (person,) = asking(evening, 1)
    evening.set_clock(at(16, 5))
    evening.tick()
    assert not person.pushed

    evening.set_clock(at(17, 5))
    midori.is_ready()
    evening.tick()

    assert person.heard[0] == "こんばんは。お待たせしました。"


def test_who_blocks_takes_it_back_or_is_here_already_is_not_called(
    evening: Evening, midori: OnDuty
) -> None:
    blocking, changing, here = asking(evening, 3)
    evening.set_clock(at(15))
    blocking.blocks()
    changing.presses("no_call")
    evening.set_clock(at(16, 0, 1))
    here.says("来ました")
    midori.is_ready()
    evening.tick()
    midori.beats()
    evening.tick(200)

    pushed = [words for person in (blocking, changing, here) for words in person.heard]
    assert CALL not in pushed


@pytest.mark.parametrize("mode", [None, Mode.FROZEN])
def test_after_the_last_intake_or_while_it_is_stopped_nobody_is_called(
    evening: Evening, midori: OnDuty, mode: Mode | None
) -> None:
    (person,) = asking(evening, 1)
    evening.set_clock(at(20, 31) if mode is None else at(16))
    if mode is not None:
        with evening.program.open_work() as work:
            modes.switch(work, mode, is_on=True, member_id=midori.member_id)
    midori.is_ready()

    evening.tick()

    assert not person.pushed


def test_a_slot_that_somebody_in_the_line_will_have_is_not_called_for(
    evening: Evening, midori: OnDuty
) -> None:
    people = asking(evening, 3)
    evening.set_clock(at(16))
    for number in range(2):
        Person(evening, f"early {number}").says("こんばんは")
    midori.is_ready()
    evening.tick()

    assert called(people) == [False] * 3


def test_a_closure_is_told_once_to_those_who_asked_and_they_are_called_next_time(
    evening: Evening,
) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
    person, gone = asking(evening, 2)
    gone.blocks()
    evening.set_clock(at(15, 55))
    with evening.program.open_work() as work:
        closures.close(work, from_at=at(16), reason="人がそろわない", member_id=kohaku.member_id)
    evening.tick()
    evening.tick(1)
    evening.restart()
    evening.set_clock(at(16))
    evening.tick()
    evening.set_clock(at(17))
    evening.tick()

    assert person.heard == [SORRY, "次は明日の16時です。待っていてくださったのに、すみません。"]
    assert not gone.pushed
    assert person.says("わかりました") == []
    evening.set_clock(at(16, day=25))
    kohaku.is_ready()
    all_beat(kohaku)
    evening.tick()
    assert person.heard[-3:][0] == CALL


def test_whoever_was_talked_with_after_all_is_not_called(evening: Evening, midori: OnDuty) -> None:
    midori.is_ready()
    person = Person(evening)
    person.says("こんばんは")
    person.change(wants_call_at=evening.now)
    midori.talks.ends(midori.accepts())
    evening.set_clock(at(16, day=25))
    midori.beats()

    evening.tick()

    assert CALL not in person.heard


def test_who_was_not_called_is_called_another_day_also_after_writing_again(
    evening: Evening, midori: OnDuty
) -> None:
    (person,) = asking(evening, 1)
    evening.set_clock(at(22))
    person.says("今日は開かなかったですか")
    evening.set_clock(at(16, day=25))
    midori.is_ready()

    evening.tick()
    evening.tick(1)

    assert person.heard.count(CALL) == 1
