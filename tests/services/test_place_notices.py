"""What somebody in the line is told: the place, a true band, that it is near, or too late."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from domain.conversation import End, VisitState
from storage.models.offer import Offer
from storage.models.visit import Conversation, Visit
from tests.factories.counsellor import waiting
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.tables import rows
from tests.factories.time import at, go_to
from tests.machinery.evening import Evening

T24 = "今日は混み合っていて、21時までにお話しできないかもしれません。ごめんなさい。"
NEXT = "お待たせしています。次の方です。"
SECOND = "お待たせしています。今、2番目です。"


def arriving(evening: Evening, *names: str) -> list[Person]:
    people = [Person(evening, name) for name in names]
    for person in people:
        person.says("こんばんは")
        evening.pass_time(1)
    return people


def talks_have_ended(evening: Evening, count: int, minutes: int, counsellor: OnDuty) -> None:
    """So many talks of so many minutes, yesterday; nobody has written their records."""
    Person(evening, "before").says("こんばんは")
    (row,) = rows(evening, Visit)
    with evening.program.open_work() as work:
        began = work.now - timedelta(days=1)
        for number in range(count):
            visit = Visit(
                id=uuid4(),
                contact_id=row.contact_id,
                state=VisitState.ENDED,
                started_at=began,
                last_word_at=began,
                ended_at=began,
                end=End.TALKED,
            )
            work.session.add(visit)
            work.session.flush()
            work.session.add(
                Conversation(
                    visit_id=visit.id,
                    counsellor_id=counsellor.member_id,
                    opened_at=began,
                    closed_at=began + timedelta(minutes=minutes, seconds=number),
                )
            )
    Person(evening, "before").presses("leave_line")


@pytest.mark.parametrize(
    ("ended", "minutes", "told"),
    [
        (4, 54, "順番にご案内します。"),
        (5, 54, "だいたい40分より長いくらいです。"),
        (5, 30, "だいたい20〜40分くらいです。"),
        (20, 15, "だいたい10〜20分くらいです。"),
        (20, 8, "だいたい10分以内です。"),
    ],
)
def test_the_band_comes_from_real_ends_of_talks_and_is_left_out_under_five(
    evening: Evening, ended: int, minutes: int, told: str
) -> None:
    talks_have_ended(evening, ended, minutes, OnDuty.comes(evening, "asagi", is_ready=False))
    midori = OnDuty.comes(evening, "midori")
    arriving(evening, "x", "y")
    midori.accepts()
    midori.accepts()

    answer = Person(evening).says("こんばんは")

    assert answer[0] == f"ありがとうございます。今、1番目です。{told}"
    assert Person(evening).buttons == ["順番をきく", "つらくて今すぐ話したい", "待つのをやめる"]


def test_the_place_is_told_free_and_as_often_as_asked(evening: Evening) -> None:
    _, person = arriving(evening, "x", "y")

    assert "2番目" in person.says("順番")[0]
    assert "2番目" in person.presses("position")[0]
    assert not person.pushed
    assert waiting(evening)[1].message_count == 1


def test_whoever_leaves_is_out_of_the_line_and_nobody_is_asked_about_them(
    evening: Evening,
) -> None:
    (person,) = arriving(evening, "x")
    midori = OnDuty.comes(evening, "midori")
    assert midori.is_asked()

    assert person.says("待つのをやめる")[0] == "わかりました。待つのをやめました。"

    assert person.state is VisitState.ENDED
    assert person.visit.end is End.LEFT_WAITING
    assert not midori.is_asked()
    assert person.presses("leave_line")[0] == "わかりました。待つのをやめました。"
    assert len(rows(evening, Visit)) == 1


def test_one_notice_comes_when_second_and_no_more(evening: Evening) -> None:
    first, second, third, fourth = arriving(evening, "a", "b", "c", "d")
    evening.tick(60)
    assert not third.pushed

    first.presses("leave_line")
    evening.tick(1)
    evening.tick(1)
    evening.restart()
    evening.tick(1)
    assert third.heard == [SECOND]
    second.presses("leave_line")
    evening.tick(60 * 11)

    assert third.heard == [SECOND]
    assert fourth.heard == [SECOND]
    assert not second.pushed


def test_who_becomes_next_at_once_is_told_so(evening: Evening) -> None:
    first, second, third = arriving(evening, "a", "b", "c")
    first.presses("leave_line")
    second.presses("leave_line")

    evening.tick()

    assert third.heard == [NEXT]


def test_whoever_is_being_offered_is_not_told_to_wait_on(evening: Evening) -> None:
    first, second, third = arriving(evening, "a", "b", "c")
    third.change(told_position=3)
    first.presses("leave_line")
    second.presses("leave_line")
    OnDuty.comes(evening, "midori")
    assert [offer.visit_id for offer in rows(evening, Offer)] == [third.visit.id]

    evening.tick()

    assert not third.pushed


def test_unasked_notices_are_ten_minutes_apart(evening: Evening) -> None:
    first, _, third = arriving(evening, "a", "b", "c")
    third.change(noticed_at=evening.now)
    first.presses("leave_line")
    evening.tick(60 * 9)
    assert not third.pushed

    evening.tick(60)

    assert third.heard == [SECOND]


def _busy(evening: Evening, moment: datetime) -> OnDuty:
    """One counsellor with as many talks as she can hold, which began at a moment."""
    evening.set_clock(moment)
    midori = OnDuty.comes(evening, "midori")
    arriving(evening, "x", "y")
    midori.accepts()
    midori.accepts()
    arriving(evening, "x", "y")  # it is the counsellor's turn: no silence of theirs
    return midori


def test_who_cannot_begin_before_the_last_intake_is_told_at_once(evening: Evening) -> None:
    midori = _busy(evening, at(19, 45))
    evening.set_clock(at(19, 50))
    midori.beats()
    person = Person(evening)

    answer = person.says("こんばんは")

    assert answer[0] == T24
    assert answer[1] == "このまま書いておいてくだされば、明日の16時に、先にお声がけします。"
    assert person.buttons == ["書いておく", "今日はやめておく", "急ぐときの連絡先"]
    assert person.state is VisitState.WAITING
    assert person.contact.ticket_at is not None
    assert person.says("わかりました") == []
    assert "1番目です" in person.says("順番")[0]


def test_from_eight_on_whoever_will_not_be_reached_is_told_once_but_never_in_danger(
    evening: Evening,
) -> None:
    midori = _busy(evening, at(19, 30))
    waits, in_danger = arriving(evening, "c", "d")
    in_danger.change(risk=2)
    go_to(evening, at(20, 30), midori)
    assert not waits.pushed

    go_to(evening, at(20, 59), midori)

    assert waits.heard.count(T24) == 1
    assert waits.visit.told_full_at is not None
    assert waits.visit.told_full_at >= at(20, 47)
    assert not in_danger.pushed


def test_with_nobody_on_duty_everybody_is_told_by_half_past_eight(evening: Evening) -> None:
    evening.set_clock(at(19, 30))
    people = arriving(evening, "a", "b")
    go_to(evening, at(19, 59, 59))
    assert not any(person.pushed for person in people)

    go_to(evening, at(20, 30))

    assert [person.heard.count(T24) for person in people] == [1, 1]
    assert all(person.visit.wants_call_at is not None for person in people)


def test_whoever_leaves_it_for_today_is_out_of_the_line_and_not_called(evening: Evening) -> None:
    evening.set_clock(at(19, 59))
    (person,) = arriving(evening, "a")
    evening.tick(60)

    assert person.presses("not_today")[0] == "わかりました。今日はゆっくりしてください。"

    assert person.visit.end is End.LEFT_WAITING
    assert person.visit.wants_call_at is None
    assert person.contact.ticket_at is not None


def test_whoever_writes_on_keeps_the_place_and_the_call(evening: Evening) -> None:
    evening.set_clock(at(19, 59))
    (person,) = arriving(evening, "a")
    evening.tick(60)

    assert person.presses("leave_words") == [
        "わかりました。書きたいことを、このまま書いてください。"
    ]

    assert person.state is VisitState.WAITING
    assert person.visit.wants_call_at is not None
