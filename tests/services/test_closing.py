"""Silence and the end of an evening: nothing is cut, everybody is told, every stop is survived."""

import pytest

from domain.conversation import End, VisitState
from domain.errors import TooLongExtensionError
from services import day_report, supervision, timetable
from storage.models.contact import Contact
from storage.models.evening import DayReport
from storage.models.visit import Conversation, Visit
from tests.factories.counsellor import waiting
from tests.factories.crew import OnDuty
from tests.factories.tables import rows
from tests.factories.time import at, at_risk, count, go_to
from tests.machinery.evening import Evening


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori")


def test_at_a_quarter_to_nine_each_talk_is_told_once(evening: Evening, midori: OnDuty) -> None:
    evening.set_clock(at(20, 20))
    midori.beats()
    evening.says("こんばんは")
    midori.accepts()

    evening.set_clock(at(20, 44, 59))
    midori.beats()
    evening.tick()
    assert count(evening, "あと15分") == 0
    evening.tick(1)
    evening.restart()
    evening.tick(1)
    evening.tick(30)

    assert count(evening, "あと15分") == 1


def test_at_closing_nothing_is_cut_and_no_closed_answer_reaches_a_talk(
    evening: Evening, midori: OnDuty
) -> None:
    evening.set_clock(at(20, 20))
    midori.beats()
    evening.says("こんばんは")
    visit_id = midori.accepts()
    go_to(evening, at(20, 50), midori)
    evening.says("書いています")
    go_to(evening, at(21, 0, 1), midori)

    evening.says("まだいいですか")
    midori.talks.says(visit_id, "はい")

    assert rows(evening, Visit)[0].state is VisitState.TALKING
    assert count(evening, "もう閉まっています") == 0
    assert evening.line.said[-1] == "はい"


@pytest.mark.parametrize("restarts", [False, True])
def test_whoever_waits_at_closing_is_told_and_comes_first_next_time(
    evening: Evening, *, restarts: bool
) -> None:
    evening.set_clock(at(20, 10))
    evening.says("こんばんは")
    evening.set_clock(at(20, 59, 59))
    evening.tick()
    assert rows(evening, Visit)[0].state is VisitState.WAITING
    if restarts:
        evening.restart()

    evening.tick(1)
    said = len(evening.line.said)
    evening.tick(1)
    evening.tick(60)

    visit = rows(evening, Visit)[0]
    assert (visit.state, visit.end) == (VisitState.ENDED, End.FULL)
    assert rows(evening, Contact)[0].ticket_at is not None
    assert len(evening.line.said) == said
    evening.set_clock(at(16, 1, day=25))
    evening.says("早く来ました", "newcomer")
    evening.pass_time(60)
    evening.says("また来ました")
    assert [person.position for person in waiting(evening)] == [1, 2]
    assert waiting(evening)[0].arrived_at > waiting(evening)[1].arrived_at


def test_the_closing_and_a_word_in_the_same_second_give_one_answer(evening: Evening) -> None:
    evening.set_clock(at(20, 10))
    evening.says("こんばんは")
    evening.set_clock(at(21, 0, 0))
    said = len(evening.line.said)

    evening.says("まだですか")
    evening.tick()
    evening.says("わかりました")

    new = "".join(evening.line.said[said:])
    assert new.count("ごめんなさい") == 1
    assert "もう閉まっています" not in new


def test_an_extension_is_half_an_hour_at_most_but_in_danger_as_long_as_it_takes(
    evening: Evening, midori: OnDuty
) -> None:
    evening.set_clock(at(20, 20))
    midori.beats()
    evening.says("こんばんは")
    visit_id = midori.accepts()
    evening.set_clock(at(21, 5))

    with evening.program.open_work() as work:
        supervision.extend(work, visit_id, minutes=120)
    assert rows(evening, Conversation)[0].extended_until == at(21, 30)
    evening.set_clock(at(21, 31))
    with evening.program.open_work() as work, pytest.raises(TooLongExtensionError):
        supervision.extend(work, visit_id, minutes=5)
    at_risk(evening, visit_id, 3)
    with evening.program.open_work() as work:
        supervision.extend(work, visit_id, minutes=120)

    until = rows(evening, Conversation)[0].extended_until
    assert until is not None
    assert until >= at(23, 31)


def test_a_talk_nobody_has_ended_by_ten_ends_with_a_goodbye(
    evening: Evening, midori: OnDuty
) -> None:
    evening.set_clock(at(20, 20))
    midori.beats()
    evening.says("こんばんは")
    midori.accepts()
    for minute in range(21, 60, 5):
        evening.set_clock(at(20, minute))
        evening.says("はい")

    go_to(evening, at(21, 20), midori)
    evening.says("はい")
    go_to(evening, at(21, 59, 58), midori)
    assert rows(evening, Visit)[0].state is VisitState.TALKING
    go_to(evening, at(22, 0, 1), midori)

    assert rows(evening, Visit)[0].end is End.TIME
    assert count(evening, "今日は書いてくださって") == 1


def test_the_report_of_the_day_is_drafted_once_at_ten(evening: Evening) -> None:
    evening.says("こんばんは", "served")
    evening.pass_time(300)
    evening.set_clock(at(21, 59, 59))
    evening.tick()
    assert not rows(evening, DayReport)

    evening.tick(1)
    evening.tick(60)

    assert len(rows(evening, DayReport)) == 1
    with evening.program.open_look() as work:
        tonight = timetable.evening(work)
        assert tonight is not None
        numbers = day_report.find(work, tonight)
    assert numbers is not None
    assert (numbers.met, numbers.served, numbers.turned_away) == (1, 0, 1)
