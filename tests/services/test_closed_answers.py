"""While nobody reads: one answer, only lines that answer now, and what its buttons do."""

from dataclasses import replace
from datetime import datetime

import pytest

from domain.clock import TOKYO
from domain.conversation import VisitState
from domain.evening import Mode
from domain.permission import Role
from services import closures, modes
from tests.factories.counsellor import overnight, waiting
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.machinery.evening import Evening


def at(day: int, hour: int, minute: int = 0, second: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=TOKYO)


def name_examples(evening: Evening) -> None:
    house = replace(evening.program.first_house, with_examples=True)
    evening.program = replace(evening.program, first_house=house)


def supervisor(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)


def test_at_night_the_lines_that_answer_now_are_named(evening: Evening) -> None:
    name_examples(evening)
    evening.set_clock(at(24, 22))

    answer = Person(evening).says("だれかいますか")

    assert answer[-1].startswith("今、文字の窓口 ")
    assert answer[-1].endswith(" がつながります。")
    assert evening.line.calls[-1].choices[0].text == "次に開いたら声をかけてほしい"


@pytest.mark.parametrize(("hour", "is_named"), [(10, True), (12, False), (15, True)])
def test_before_the_opening_the_centre_is_named_while_it_answers(
    evening: Evening, hour: int, *, is_named: bool
) -> None:
    name_examples(evening)
    evening.set_clock(at(24, hour, 30))

    answer = Person(evening).says("まだですか")

    assert ("電話 " in answer[-1]) is is_named
    assert Person(evening).buttons[0] == "16時に声をかけてほしい"


def test_in_a_disaster_what_matters_now_stands_in_front_once(evening: Evening) -> None:
    kohaku = supervisor(evening)
    with evening.program.open_work() as work:
        modes.switch(work, Mode.DISASTER, is_on=True, member_id=kohaku.member_id)
    evening.set_clock(at(24, 22))
    person = Person(evening)

    answer = person.says("ゆれました")

    assert answer[0].startswith("まず、安全なところにいてください。")
    assert "次は明日の16時" in "".join(answer)
    assert len(answer) <= 3
    assert person.says("こわいです") == []


@pytest.mark.parametrize("boundary", [(16, 0), (21, 0)])
def test_a_clock_that_steps_back_half_a_minute_greets_nobody_twice(
    evening: Evening, boundary: tuple[int, int]
) -> None:
    person = Person(evening)
    evening.set_clock(at(24, *boundary, second=10))
    first = person.says("こんばんは")
    state = person.state

    evening.set_clock(at(24, *boundary, second=5))
    evening.pass_time(-30)
    second = person.says("いますか")
    evening.set_clock(at(24, *boundary, second=20))
    third = person.says("あの")

    assert first
    assert second == third == []
    assert person.state is state


def test_a_sudden_closure_is_told_to_new_people_and_stays_one_window(evening: Evening) -> None:
    kohaku = supervisor(evening)
    evening.set_clock(at(24, 18))
    with evening.program.open_work() as work:
        closures.close(work, from_at=None, reason="人がそろわない", member_id=kohaku.member_id)
    person = Person(evening)

    answer = person.says("こんばんは")
    evening.set_clock(at(24, 21, 30))

    assert answer == [
        "ごめんなさい。今日は人がそろわず、お休みにします。",
        "次は明日の16時です。待っていてくださったのに、すみません。",
    ]
    assert person.says("いますか") == []
    assert not waiting(evening)


def test_who_wants_to_be_called_is_told_from_when_and_may_take_it_back(evening: Evening) -> None:
    person = Person(evening)
    evening.set_clock(at(24, 22))
    person.says("眠れません")

    told = person.presses("call_me")

    assert told[0] == "わかりました。明日の16時から、順番にこちらから声をかけます。"
    assert person.visit.wants_call_at is not None
    assert person.says("声はかけなくていい")[0] == "わかりました。こちらからは声をかけません。"
    assert person.visit.wants_call_at is None


def test_the_words_of_the_button_can_be_typed_with_its_hour(evening: Evening) -> None:
    person = Person(evening)
    evening.set_clock(at(24, 15))
    person.says("まだですか")

    told = person.says("16時に声をかけてほしい")

    assert told[0].startswith("わかりました。今日の16時から")
    assert overnight(evening)[0].message_count == 1


def test_whoever_asks_without_having_written_is_kept_in_a_visit_of_its_own(
    evening: Evening,
) -> None:
    person = Person(evening)
    evening.set_clock(at(24, 22))

    told = person.presses("call_me")

    assert told[0].startswith("わかりました。明日の16時から")
    assert person.state is VisitState.OUT_OF_HOURS
    assert overnight(evening)[0].first_words is None


def test_while_open_whoever_wants_to_be_called_is_here_already(evening: Evening) -> None:
    person = Person(evening)

    assert "1番目です" in person.presses("call_me")[0]
    assert "1番目です" in person.presses("call_me")[0]
    assert person.visit.wants_call_at is None


def test_in_a_hurry_119_stands_last(evening: Evening) -> None:
    name_examples(evening)

    answer = Person(evening).presses("urgent")

    assert "がつながります" in answer[0]
    assert answer[-1] == "今すぐ危ないときは、119に電話してください。"
