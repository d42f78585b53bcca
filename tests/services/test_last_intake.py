"""After the last intake, or while intake is stopped: new people are told, and may choose."""

import pytest

from domain.conversation import VisitState
from domain.evening import Mode
from domain.permission import Role
from services import modes
from tests.factories.counsellor import waiting
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.time import at
from tests.machinery.evening import Evening

T33 = ["今日の受付は20時30分まででした。", "短い時間でよければ、今からお話しできます。"]
T24 = "今日は混み合っていて、21時までにお話しできないかもしれません。ごめんなさい。"
CALL = "こんにちは。16時になりました。"


@pytest.fixture
def late(evening: Evening) -> Person:
    """Somebody who comes after the last intake."""
    evening.set_clock(at(20, 40))
    return Person(evening)


def freeze(evening: Evening, *, is_on: bool = True) -> None:
    kohaku = OnDuty.comes(evening, f"kohaku{is_on}", role=Role.SUPERVISOR, is_ready=False)
    with evening.program.open_work() as work:
        modes.switch(work, Mode.FROZEN, is_on=is_on, member_id=kohaku.member_id)


@pytest.mark.parametrize(("second", "is_late"), [(59, False), (60, True)])
def test_the_last_intake_is_sharp(evening: Evening, second: int, *, is_late: bool) -> None:
    evening.set_clock(at(20, 29))
    evening.pass_time(second - 0.5 if not is_late else second)

    answer = Person(evening).says("こんばんは")

    assert (answer == T33) is is_late
    assert bool(waiting(evening)) is not is_late


def test_new_people_are_told_once_and_kept_out_of_the_line(late: Person) -> None:
    assert late.says("こんばんは") == T33
    assert late.buttons == ["少しだけ話す", "次の日にする"]
    assert late.says("だめですか") == []
    assert late.state is VisitState.OUT_OF_HOURS
    assert late.visit.refused_at is not None


def test_whoever_wants_a_short_talk_waits_from_then_on(evening: Evening, late: Person) -> None:
    late.says("こんばんは")
    evening.set_clock(at(20, 45))

    assert "1番目です" in late.says("少しだけ話す")[0]

    (person,) = waiting(evening)
    assert person.arrived_at >= at(20, 45)
    assert person.message_count == 1
    assert late.presses("short_talk") == []
    assert len(waiting(evening)) == 1


def test_whoever_chooses_the_next_day_has_a_ticket_and_is_called_first(
    evening: Evening, late: Person
) -> None:
    late.says("こんばんは")

    assert late.presses("next_day")[0] == (
        "わかりました。明日の16時から、順番にこちらから声をかけます。"
    )

    assert late.contact.ticket_at is not None
    evening.set_clock(at(16, day=25))
    OnDuty.comes(evening, "midori")
    evening.tick()
    assert late.heard[0] == CALL
    late.says("はい")
    assert late.visit.has_ticket


def test_danger_always_goes_on(evening: Evening) -> None:
    person = Person(evening)
    evening.set_clock(at(15, 50))
    person.says("こんばんは")
    person.presses("q:distress:5")
    evening.set_clock(at(20, 40))

    assert "1番目です" in person.says("いますか")[0]


def test_whoever_waits_already_is_nobody_new(evening: Evening) -> None:
    evening.set_clock(at(20, 20))
    person = Person(evening)
    person.says("こんばんは")
    evening.set_clock(at(20, 40))

    person.says("まだいます")

    assert person.state is VisitState.WAITING


def test_while_intake_is_stopped_new_people_are_told_and_called_first_next_time(
    evening: Evening,
) -> None:
    freeze(evening)
    person = Person(evening)

    assert person.says("こんばんは")[0] == T24
    assert person.says("そうですか") == []

    assert not waiting(evening)
    assert person.contact.ticket_at is not None
    freeze(evening, is_on=False)
    evening.set_clock(at(16, day=25))
    OnDuty.comes(evening, "midori")
    evening.tick()
    assert person.heard[0] == CALL


def test_once_intake_goes_on_whoever_writes_again_waits(evening: Evening) -> None:
    freeze(evening)
    person = Person(evening)
    person.says("こんばんは")
    freeze(evening, is_on=False)

    assert "1番目です" in person.says("いまなら話せますか")[0]


def test_whoever_was_not_reached_at_closing_is_told_and_called_first(evening: Evening) -> None:
    evening.set_clock(at(20, 20))
    person = Person(evening)
    person.says("こんばんは")
    evening.set_clock(at(21))
    evening.tick()

    assert person.heard[-2:] == [
        "ごめんなさい。今日は、お話しできないまま閉まる時間になりました。",
        "次は明日の16時に開きます。そのとき、先にお声がけします。",
    ]
    assert person.pushed[-1].is_silent
    assert person.says("わかりました") == []
    evening.set_clock(at(16, day=25))
    OnDuty.comes(evening, "midori")
    evening.tick()
    assert CALL in person.heard
