"""What follows a sign of danger, by where the person is: nobody here, waiting, talking, after."""

from datetime import timedelta

import pytest

from domain.alert import Origin, Situation
from domain.conversation import VisitState
from domain.errors import PlatformRefusedError, ReplyTokenSpentError
from storage.models.alert import Alert
from tests.factories.alarm import T11, T13, T14, Supervisor, alert_of
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.tables import ON_SQLITE, rows
from tests.factories.time import at, count, go_to
from tests.machinery.evening import Evening

WISH = "もう死にたいです"
PLAN = "死にたい。ロープを買ってある。今夜やります。"


def night(evening: Evening) -> Person:
    evening.set_clock(at(3, 12, day=25))
    return Person(evening)


def test_whoever_writes_it_at_night_is_told_honestly_that_nobody_is_here(evening: Evening) -> None:
    said = night(evening).says(WISH)

    assert said[0] == "書いてくださって、ありがとうございます。とても苦しいのだと思います。"
    assert T13 in said
    assert "今すぐ危ないとき、もう何かしてしまったときは、119に電話してください。" in said
    assert said[-1] == "今日の16時に、あなたのメッセージをいちばん先に読みます。"
    assert T11 not in said


def test_the_answer_is_pushed_where_the_reply_token_is_gone(evening: Evening) -> None:
    person = night(evening)
    evening.keep(evening.text(WISH))
    evening.line.troubles.append(ReplyTokenSpentError())

    evening.work()

    assert T13 in person.heard


@ON_SQLITE
@pytest.mark.parametrize("webhooks", [1, 4])
def test_four_bubbles_are_one_answer(evening: Evening, webhooks: int) -> None:
    person = night(evening)
    pieces = [evening.text(piece) for piece in ("し", "に", "た", "い")]

    for number in range(webhooks):
        evening.arrive(*pieces[number * 4 // webhooks : (number + 1) * 4 // webhooks])
        evening.pass_time(5)

    assert count(evening, T13) == 1
    assert count(evening, T11) <= 1
    assert person.visit.risk == 2
    assert len(rows(evening, Alert)) == 1


@ON_SQLITE
@pytest.mark.parametrize(
    "bubbles",
    ["あのね|い|ま|し|、|に|。|た|…|い|な", "薬|を|ぜ|ん|ぶ|飲|ん|だ", "あ|し|の|に|え|た|お|い"],
)
def test_quick_bubbles_of_one_letter_are_read_as_what_they_say(
    evening: Evening, bubbles: str
) -> None:
    person = night(evening)

    for bubble in bubbles.split("|"):
        person.says(bubble)
        evening.pass_time(4)

    assert person.visit.risk >= 2
    assert count(evening, T13) == 1


@ON_SQLITE
def test_four_bubbles_are_one_answer_whatever_order_they_come_in(evening: Evening) -> None:
    night(evening)
    pieces = [evening.text(piece) for piece in ("し", "に", "た", "い")]

    for number in (2, 0, 3, 1):
        evening.arrive(pieces[number])

    assert count(evening, T13) == 1


def test_it_is_not_said_again_for_six_hours_but_for_a_graver_sign(evening: Evening) -> None:
    person = night(evening)
    person.says(WISH)
    evening.pass_time(600)

    assert person.says(WISH) == []
    assert person.says("聞いてほしい") == []
    assert T13 in person.says(PLAN)

    evening.set_clock(at(9, 30, day=25))
    assert T13 in person.says(WISH)


def test_an_answer_that_never_went_out_is_given_to_the_next_sign(evening: Evening) -> None:
    person = night(evening)
    evening.line.troubles.append(PlatformRefusedError())
    person.says(WISH)
    evening.pass_time(30)

    assert T13 in person.says(WISH)


def test_the_alert_of_the_night_stands_until_somebody_comes(evening: Evening) -> None:
    person = night(evening)
    person.says(WISH)

    kohaku = Supervisor.comes(evening, "kohaku", is_on_duty=False)

    [shown] = kohaku.sees()
    assert (shown.level, shown.situation, shown.origin) == (
        2,
        Situation.NOBODY_HERE,
        Origin.DETECTED,
    )
    assert shown.visit_id == person.visit.id


def test_whoever_waits_jumps_the_line_and_is_told_so_once(evening: Evening) -> None:
    others = [Person(evening, name) for name in ("x", "y")]
    for other in others:
        other.says("こんばんは")
        evening.pass_time(1)
    person = Person(evening)
    person.says("こんばんは")

    assert T14 in person.says(WISH)
    assert "今、1番目です" in person.presses("position")[0]
    assert person.says(WISH) == []
    assert person.visit.told_danger_at is not None


def test_whoever_comes_with_it_is_told_so_in_place_of_the_place(evening: Evening) -> None:
    said = Person(evening).says(WISH)

    assert T14 in said
    assert not [bubble for bubble in said if "番目" in bubble]
    assert count(evening, T13) == 0


def test_the_button_that_it_is_too_hard_to_wait_is_a_sign(evening: Evening) -> None:
    person = Person(evening)
    person.says("こんばんは")
    assert "つらくて今すぐ話したい" in person.buttons

    assert T14 in person.presses("distress")

    alert = alert_of(evening, person.visit.id)
    assert (alert.level, alert.origin) == (1, Origin.DECLARED)
    assert person.visit.is_distressed


def test_typing_what_the_button_says_is_the_same(evening: Evening) -> None:
    person = Person(evening)

    assert T14 in person.says("つらくて今すぐ話したい")

    assert alert_of(evening, person.visit.id).origin is Origin.DECLARED


@pytest.mark.parametrize("words", [WISH, PLAN, "つらくて今すぐ話したい"])
def test_in_a_talk_no_machine_says_anything(evening: Evening, words: str) -> None:
    midori = OnDuty.comes(evening, "midori")
    person = Person(evening)
    person.says("こんばんは")
    visit_id = midori.accepts()
    before = len(evening.line.calls)

    person.says(words)
    go_to(evening, evening.now + timedelta(minutes=4), midori)

    assert len(evening.line.calls) == before
    alert = alert_of(evening, visit_id)
    assert alert.situation is Situation.TALKING
    assert alert.level >= 1


def test_shortly_before_closing_it_is_answered_once_and_nobody_is_sent_home(
    evening: Evening,
) -> None:
    kohaku = Supervisor.comes(evening, "kohaku", is_on_duty=False)
    evening.set_clock(at(20, 58))
    kohaku.duty.beats()
    person = Person(evening)

    assert T14 in person.says("しにたい")
    go_to(evening, at(21, 40), kohaku.duty)
    assert person.says("まだいますか") == []
    assert person.says("しにたい") == []

    assert person.state is VisitState.WAITING
    assert count(evening, T13) == 0
    assert count(evening, "お話しできないまま閉まる時間") == 0
    assert count(evening, "閉まっています") == 0
    assert alert_of(evening, person.visit.id).settled_at is None


def test_late_at_night_whoever_was_not_reached_is_told_who_answers(evening: Evening) -> None:
    evening.set_clock(at(20, 58))
    person = Person(evening)
    person.says("しにたい")

    go_to(evening, at(22, 1))

    assert T13 in person.heard
    assert person.says("しにたい") == []


def test_after_the_last_intake_danger_goes_on(evening: Evening) -> None:
    evening.set_clock(at(20, 40))
    person = Person(evening)

    assert T14 in person.says(WISH)
    assert person.state is VisitState.WAITING


def test_after_the_goodbye_it_goes_by_the_clock(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori")
    person = Person(evening)
    person.says("こんばんは")
    visit_id = midori.accepts()
    midori.talks.ends(visit_id)

    assert T14 in person.says(WISH)
    assert person.visit.id != visit_id


def test_an_answer_to_a_question_is_a_sign_also_when_nobody_is_here(evening: Evening) -> None:
    person = night(evening)

    assert T13 in person.presses("q:distress:5")

    alert = alert_of(evening, person.visit.id)
    assert (alert.level, alert.origin) == (2, Origin.ANSWERED)
