"""The one question after a talk: who is asked, what an answer does, and whom nobody asks."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from domain.alert import Origin
from domain.clock import TOKYO
from domain.statistics.periods import Period
from domain.statistics.table import Mark, Value
from services import home_violence, monthly_sheet
from storage.models.alert import Alert
from tests.factories.crew import OnDuty
from tests.factories.month import cell
from tests.factories.person import Person
from tests.factories.tables import ON_SQLITE, rows
from tests.machinery.evening import Evening

pytestmark = ON_SQLITE

T36 = "最後にひとつだけ。今日書いてみて、どうでしたか。"
BUTTONS = ["少し楽になった", "変わらない", "つらくなった", "答えない"]
THANKS = "教えてくださって、ありがとうございます。"
ANSWERS = ("asked", "better", "same", "worse", "unsaid", "surveyed")


@dataclass(slots=True)
class Talked:
    """A counsellor, and a person who talks with her."""

    midori: OnDuty
    person: Person

    @property
    def evening(self) -> Evening:
        return self.midori.evening

    def begins(self) -> None:
        self.person.says("こんばんは")
        self.midori.talks.says(self.midori.talks.takes_next(), "こんばんは")
        self.person.says("ありがとう")

    def ends(self) -> list[str]:
        """Gives the goodbye that came."""
        self.midori.talks.ends(self.person.visit.id)
        return list(self.evening.line.calls[-1].bubbles)

    def sheet(self) -> list[Value]:
        """L of this month: asked, each answer, how many answers."""
        with self.evening.program.open_look() as work:
            month = Period.around(work.now.astimezone(TOKYO).date())
            made = monthly_sheet.make(work, month)
        return [cell(made, "L", code) for code in ANSWERS]


@pytest.fixture
def talked(evening: Evening) -> Talked:
    """A talk in which both have written."""
    talked = Talked(OnDuty.comes(evening, "midori", is_ready=False), Person(evening))
    talked.begins()
    return talked


def test_the_question_stands_below_the_goodbye_in_the_same_call_and_is_counted(
    talked: Talked,
) -> None:
    assert talked.sheet() == [Mark.NOT_MEASURED] * len(ANSWERS)

    goodbye = talked.ends()

    assert goodbye[-1] == T36
    assert len(goodbye) == 3
    assert talked.person.buttons == BUTTONS
    assert talked.sheet() == [1, 0, 0, 0, 0, 0]
    assert talked.person.presses("felt_better") == [THANKS]
    ended = talked.person.visit.id
    assert talked.person.presses("felt_better") == []  # twice: no word of a new talk
    assert talked.person.presses("felt_same") == []
    assert talked.person.visit.id == ended
    assert talked.sheet() == [1, 1, 0, 0, 0, 1]
    assert not rows(talked.evening, Alert)


def test_not_to_answer_is_an_answer_and_each_can_be_typed_once(talked: Talked) -> None:
    talked.ends()

    assert talked.person.says("答えない") == ["わかりました。また、いつでも書いてください。"]
    ended = talked.person.visit.id
    talked.person.says("変わらない")

    assert talked.sheet() == [1, 0, 0, 0, 1, 0]
    assert talked.person.visit.id != ended


def test_who_is_worse_is_asked_to_go_on_and_stands_on_the_supervisors_list(talked: Talked) -> None:
    talked.ends()

    assert talked.person.says("つらくなった") == [THANKS + "もう少し話しますか。"]

    [alert] = rows(talked.evening, Alert)
    assert (alert.level, alert.origin) == (1, Origin.SURVEYED)
    before = talked.person.visit.id
    talked.person.presses("talk")
    assert talked.person.visit.id != before
    assert talked.person.visit.is_distressed
    assert rows(talked.evening, Alert)[0].visit_id == talked.person.visit.id


@pytest.mark.parametrize("is_typed", [False, True])
def test_who_feels_worse_after_another_answer_stands_on_the_list_and_is_asked_to_go_on(
    talked: Talked, *, is_typed: bool
) -> None:
    talked.ends()
    talked.person.presses("felt_same")
    says = talked.person.says if is_typed else talked.person.presses

    assert says("つらくなった" if is_typed else "felt_worse") == [THANKS + "もう少し話しますか。"]

    [alert] = rows(talked.evening, Alert)
    assert (alert.level, alert.origin) == (1, Origin.SURVEYED)
    assert talked.sheet() == [1, 0, 0, 1, 0, 1]
    assert talked.person.presses("felt_worse") == []  # twice is once
    assert len(rows(talked.evening, Alert)) == 1


def test_who_is_worse_while_nobody_is_here_hears_who_answers_now(talked: Talked) -> None:
    talked.ends()
    talked.evening.pass_time(timedelta(hours=6).total_seconds())

    answer = talked.person.presses("felt_worse")

    assert "ごめんなさい" in answer[0]
    assert any("119" in bubble for bubble in answer)
    assert talked.sheet() == [1, 0, 0, 1, 0, 1]


def test_after_a_day_the_same_words_begin_another_talk(talked: Talked) -> None:
    talked.ends()
    ended = talked.person.visit.id
    talked.evening.pass_time(timedelta(hours=25).total_seconds())

    talked.person.says("変わらない")

    assert talked.person.visit.id != ended
    assert talked.sheet()[:3] == [1, 0, 0]


def test_nobody_is_asked_in_danger_or_after_violence_at_home(talked: Talked) -> None:
    with talked.evening.program.open_work() as work:
        home_violence.mark(work, talked.person.visit.id, member_id=talked.midori.member_id)
    assert T36 not in talked.ends()
    talked.evening.pass_time(timedelta(hours=24).total_seconds())
    talked.begins()
    talked.person.change(risk=0)

    assert T36 not in talked.ends()
    assert talked.sheet() == [Mark.NOT_MEASURED] * len(ANSWERS)
