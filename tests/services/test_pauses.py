"""After abuse a person comes again later: kept words, one quiet answer, and danger goes through."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest

from domain.conversation import End, VisitState
from domain.errors import RefusedError
from domain.mark import Mark
from domain.pause import PauseLength
from domain.permission import Role
from services import alerts, calls, marks, pauses, reading
from storage.models.mark import MarkRow, Pause
from storage.models.visit import Visit
from tests.factories.counsellor import waiting
from tests.factories.crew import OnDuty
from tests.factories.tables import rows
from tests.factories.time import at, go_to
from tests.machinery.evening import Evening


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori", organisation="kazoku")


@pytest.fixture
def kohaku(evening: Evening) -> OnDuty:
    return OnDuty.comes(
        evening, "kohaku", role=Role.SUPERVISOR, organisation="kazoku", is_ready=False
    )


def insulted(evening: Evening, midori: OnDuty, person: str = "a") -> UUID:
    evening.says("おい", person)
    visit_id = midori.accepts()
    marked(evening, midori, visit_id, Mark.HARD_WORDS)
    return visit_id


def marked(evening: Evening, midori: OnDuty, visit_id: UUID, kind: Mark) -> None:
    with evening.program.open_work() as work:
        marks.put(work, visit_id, kind, member_id=midori.member_id)
    evening.work()


def paused(
    evening: Evening, kohaku: OnDuty, visit_id: UUID, length: PauseLength = PauseLength.DAY
) -> UUID:
    with evening.program.open_work() as work:
        pause_id = pauses.decide(work, visit_id, length=length, member_id=kohaku.member_id)
    evening.work()
    return pause_id


def latest(evening: Evening) -> Visit:
    return max(rows(evening, Visit), key=lambda row: row.started_at)


def test_a_mark_alone_changes_nothing_for_the_person(evening: Evening, midori: OnDuty) -> None:
    evening.says("おい")
    visit_id = midori.accepts()
    said = list(evening.line.said)

    marked(evening, midori, visit_id, Mark.SEXUAL)
    marked(evening, midori, visit_id, Mark.SEXUAL)

    assert evening.line.said == said
    assert len(rows(evening, MarkRow)) == 1
    assert latest(evening).state is VisitState.TALKING


def test_words_against_the_counsellor_only_offer_the_mark(evening: Evening, midori: OnDuty) -> None:
    evening.says("こんばんは")
    visit_id = midori.accepts()

    evening.says("死ね")

    with evening.program.open_look() as work:
        (found,) = marks.list_of(work, visit_id)
    assert (found.kind, found.by) == (Mark.MAYBE_ABUSE, None)
    assert latest(evening).state is VisitState.TALKING

    marked(evening, midori, visit_id, Mark.HARD_WORDS)
    evening.says("死ね")
    assert [row.kind for row in rows(evening, MarkRow)] == [Mark.HARD_WORDS]


def test_a_pause_ends_the_talk_and_says_until_when_and_who_answers_now(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    visit_id = insulted(evening, midori)

    paused(evening, kohaku, visit_id)

    visit = latest(evening)
    assert (visit.state, visit.end) == (VisitState.ENDED, End.PRANK)
    last = evening.line.calls[-1].bubbles
    assert last[0].startswith("今日はここまでにします。明日の16時")
    assert "119" in last[-1]


def test_without_a_mark_nobody_is_sent_away(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    evening.says("おい")
    visit_id = midori.accepts()

    with pytest.raises(pauses.NoAbuseError):
        paused(evening, kohaku, visit_id)


def test_nobody_in_danger_is_sent_away(evening: Evening, midori: OnDuty, kohaku: OnDuty) -> None:
    visit_id = insulted(evening, midori)
    evening.says("死にたい")

    with pytest.raises(pauses.DangerFirstError):
        paused(evening, kohaku, visit_id)


def test_words_within_a_pause_are_kept_and_answered_once(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    paused(evening, kohaku, insulted(evening, midori))
    before = len(evening.line.calls)

    for _ in range(3):
        evening.pass_time(60)
        evening.says("おい、開けろ")

    assert waiting(evening) == ()
    (answer,) = evening.line.calls[before:]
    assert answer.road == "reply"
    assert answer.bubbles[0].startswith("メッセージ、受け取りました。明日の16時")
    visit = latest(evening)
    assert visit.state is VisitState.OUT_OF_HOURS
    assert kohaku.talks.reads(visit.id).count("おい、開けろ") == 3


def test_danger_goes_through_a_pause_with_an_alert_and_stays_let_in(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    paused(evening, kohaku, insulted(evening, midori))
    evening.says("おい")

    evening.says("もう死にたい")

    assert [person.is_urgent for person in waiting(evening)] == [True]
    assert open_levels(evening, kohaku) == [2]
    evening.says("なんでもない")
    assert latest(evening).state is VisitState.WAITING
    assert len(waiting(evening)) == 1


def test_a_lesser_sign_within_a_pause_is_seen_by_a_supervisor(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    paused(evening, kohaku, insulted(evening, midori))

    evening.says("消えたい")

    assert open_levels(evening, kohaku) in ([1], [2])


def test_when_it_is_over_the_person_comes_as_before(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    paused(evening, kohaku, insulted(evening, midori))
    evening.says("おい")
    evening.set_clock(at(16, 30, day=25))

    evening.says("昨日はすみませんでした")

    assert len(waiting(evening)) == 1


def test_a_lifted_pause_holds_nobody(evening: Evening, midori: OnDuty, kohaku: OnDuty) -> None:
    pause_id = paused(evening, kohaku, insulted(evening, midori), PauseLength.WEEK)

    with evening.program.open_work() as work:
        pauses.lift(work, pause_id, member_id=kohaku.member_id)
    evening.says("すみませんでした")

    assert len(waiting(evening)) == 1
    with evening.program.open_look() as work:
        (seen,) = pauses.list_standing(work, member_id=kohaku.member_id)
    assert (seen.is_in_force, seen.kinds) == (False, (Mark.HARD_WORDS,))


def test_nobody_is_called_at_the_opening_within_a_pause(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    paused(evening, kohaku, insulted(evening, midori), PauseLength.WEEK)
    evening.set_clock(at(22))
    evening.says("次に開いたら声をかけてほしい")
    said = len(evening.line.calls)

    evening.set_clock(at(16, 0, day=25))
    go_to(evening, at(16, 3, day=25), midori)

    with evening.program.open_look() as work:
        assert calls.due(work) == ()
    assert len(evening.line.calls) == said


def test_of_two_supervisors_who_decide_at_once_one_does(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    kuro = OnDuty.comes(evening, "kuro", role=Role.SUPERVISOR, organisation="shien", is_ready=False)
    visit_id = insulted(evening, midori)
    start = Barrier(2)

    def decide(member: OnDuty) -> bool:
        start.wait()
        try:
            with evening.program.open_work() as work:
                pauses.decide(work, visit_id, length=PauseLength.DAY, member_id=member.member_id)
        except RefusedError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(decide, (kohaku, kuro)))

    assert sorted(done) == [False, True]
    assert len(rows(evening, Pause)) == 1


def test_a_supervisor_sees_what_is_to_be_decided_and_what_was(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    visit_id = insulted(evening, midori)
    with evening.program.open_look() as work:
        (found,) = pauses.list_undecided(work, member_id=kohaku.member_id)
    assert (found.visit_id, found.kinds) == (visit_id, (Mark.HARD_WORDS,))

    paused(evening, kohaku, visit_id)

    with evening.program.open_look() as work:
        assert pauses.list_undecided(work, member_id=kohaku.member_id) == ()
        (standing,) = pauses.list_standing(work, member_id=kohaku.member_id)
    assert standing.is_in_force


def open_levels(evening: Evening, member: OnDuty) -> list[int]:
    with evening.program.open_look() as work:
        viewer = reading.viewer(work, member.member_id)
        return [each.level for each in alerts.list_open(work, viewer)]
