"""After closing, and over what somebody forgot: nobody is held out for ever, nobody left untold."""

from datetime import timedelta

from domain.conversation import End, VisitState
from domain.evening import Mode
from domain.permission import Role
from services import closures, modes, presences, timetable
from storage.models.evening import DayReport, ModeRow
from storage.models.offer import Offer
from storage.models.visit import Conversation, Visit
from tests.factories.counsellor import waiting
from tests.factories.crew import OnDuty
from tests.factories.tables import rows
from tests.factories.time import at, count, go_to
from tests.machinery.evening import Evening


def test_after_closing_nobody_new_is_held_out_and_who_waits_is_told(evening: Evening) -> None:
    evening.set_clock(at(20, 25))
    crew = [OnDuty.comes(evening, f"m{number}") for number in range(7)]
    for member in crew[1:]:
        member.pauses()
    evening.set_clock(at(20, 58, 30))
    evening.says("こんばんは")
    evening.says("少しだけ話す")
    for member in crew:
        member.is_ready()

    go_to(evening, at(21, 2, 30), *crew)

    assert [visit.end for visit in rows(evening, Visit)] == [End.FULL]
    assert count(evening, "閉まる時間になりました") == 1
    assert all(offer.made_at < at(21) for offer in rows(evening, Offer))


def test_a_person_in_danger_is_not_sent_home_at_closing(evening: Evening) -> None:
    evening.set_clock(at(20))
    evening.says("こんばんは")
    with evening.program.open_work() as work:
        visit = work.session.get_one(Visit, rows(evening, Visit)[0].id)
        visit.risk = 3

    evening.set_clock(at(21, 0, 1))
    evening.tick()
    evening.tick(60)

    (visit,) = rows(evening, Visit)
    assert visit.state is VisitState.WAITING
    assert visit.escalated_at is not None
    evening.says("まだいます")
    assert count(evening, "閉まっています") == 1
    midori = OnDuty.comes(evening, "midori")
    assert midori.is_asked()


def test_our_own_silence_is_no_rest_of_the_person(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori")
    evening.says("こんばんは")
    midori.accepts()

    go_to(evening, at(17), midori)

    assert rows(evening, Visit)[0].state is VisitState.TALKING
    assert count(evening, "いったん区切りますね") == 0


def test_a_talk_that_lost_its_counsellor_goes_on_looking_for_another(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori")
    evening.says("こんばんは")
    visit_id = midori.accepts()
    midori.talks.says(visit_id, "こんばんは")
    go_to(evening, at(17))
    asagi = OnDuty.comes(evening, "asagi")

    assert asagi.accepts() == visit_id
    asagi.talks.says(visit_id, "続きをうかがいます")
    evening.tick(120)

    assert rows(evening, Visit)[0].state is VisitState.TALKING
    assert count(evening, "いったん区切りますね") == 0


def test_a_forgotten_freeze_does_not_shut_the_next_evening(evening: Evening) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR)
    with evening.program.open_work() as work:
        modes.switch(work, Mode.FROZEN, is_on=True, member_id=kohaku.member_id)
    evening.says("こんばんは", "tonight")
    assert not waiting(evening)

    evening.set_clock(at(16, 5, day=25))
    evening.says("こんばんは", "tomorrow")
    assert len(waiting(evening)) == 1
    evening.set_clock(at(22, 1, day=25))
    evening.tick()

    assert not rows(evening, ModeRow)


def test_less_room_takes_back_what_was_asked_beyond_it(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori")
    evening.says("こんばんは", "a")
    midori.accepts()
    evening.says("こんばんは", "b")
    assert midori.is_asked()

    with evening.program.open_work() as work:
        presences.set_capacity(work, midori.member_id, 1)
    evening.work()

    assert not midori.is_asked()
    assert len(rows(evening, Conversation)) == 1


def test_an_evening_that_goes_on_after_all_is_reported_at_its_end(evening: Evening) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR)
    with evening.program.open_work() as work:
        closure = closures.close(
            work, from_at=None, reason="人がそろわない", member_id=kohaku.member_id
        )
    evening.set_clock(at(17, 30))
    evening.tick()
    assert len(rows(evening, DayReport)) == 1

    with evening.program.open_work() as work:
        closures.withdraw(work, closure)
    assert not rows(evening, DayReport)
    evening.set_clock(at(22, 0, 1))
    evening.tick()

    assert len(rows(evening, DayReport)) == 1


def test_a_report_nobody_was_there_to_draft_is_drafted_later(evening: Evening) -> None:
    evening.says("こんばんは")
    evening.set_clock(at(4, day=25))

    evening.tick()

    (report,) = rows(evening, DayReport)
    assert report.evening.startswith("2026-11-24")


def test_a_planned_closure_has_its_own_last_intake(evening: Evening) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR)
    with evening.program.open_work() as work:
        closures.close(work, from_at=at(20), reason="早じまい", member_id=kohaku.member_id)

    with evening.program.open_look() as look:
        tonight = timetable.evening(look)

    assert tonight is not None
    assert tonight.last_intake_at == at(20) - timedelta(minutes=30)
