"""The optional questions while somebody waits: each can be skipped, words end them, once."""

import pytest

from domain.conversation import VisitState
from domain.questions import Question
from services import circumstances
from storage.models.visit import IntakeAnswer
from tests.factories.counsellor import waiting
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.tables import rows
from tests.factories.time import at
from tests.machinery.evening import Evening

INTRO = "はじめに少しだけ教えてください。全部とばしても、お話しできます。"


@pytest.fixture
def person(evening: Evening) -> Person:
    """Somebody who is put the questions."""
    evening.ask_questions()
    return Person(evening)


def answers(evening: Evening) -> dict[str, str]:
    return {row.question: row.answer for row in rows(evening, IntakeAnswer)}


def test_the_questions_come_one_by_one_and_the_place_after_the_last(
    evening: Evening, person: Person
) -> None:
    assert person.says("こんばんは") == [INTRO, "どなたのことを話しますか。"]
    assert "年代" in person.presses("q:who:self")[0]
    assert "お住まい" in person.says("40代")[0]
    assert "どのくらいですか" in person.presses("q:area:skip")[0]
    assert "今のつらさ" in person.presses("q:duration:240-")[0]
    assert person.buttons[:4] == [
        "話したいくらい",
        "かなりつらい",
        "死にたい気持ちがある",
        "わからない",
    ]

    assert "1番目です" in person.presses("q:distress:1")[0]

    assert answers(evening) == {
        "who": "self",
        "age": "40-49",
        "area": "skip",
        "duration": "240-",
        "distress": "1",
    }
    assert person.says("待っています") == []
    assert waiting(evening)[0].message_count == 2


def test_all_can_be_skipped_at_once(evening: Evening, person: Person) -> None:
    person.says("こんばんは")

    assert "1番目です" in person.says("ぜんぶとばす")[0]

    assert answers(evening) == {"who": "skip_all"}


def test_free_words_end_them_and_are_for_the_counsellor(evening: Evening, person: Person) -> None:
    person.says("こんばんは")
    person.presses("q:who:self")

    assert "1番目です" in person.says("それより聞いてほしいです")[0]

    assert person.visit.question is None
    assert waiting(evening)[0].message_count == 2
    assert person.presses("q:age:40-49") == []
    assert answers(evening) == {"who": "self"}


def test_in_a_long_line_how_hard_it_is_comes_first(evening: Evening, person: Person) -> None:
    for name in ("x", "y"):
        Person(evening, name).says("こんばんは")

    assert person.says("こんばんは")[1] == "今のつらさは、どのくらいですか。"
    assert person.presses("q:distress:0") == ["どなたのことを話しますか。"]


def test_the_same_evening_asks_once_and_the_next_one_again(
    evening: Evening, person: Person
) -> None:
    person.says("こんばんは")
    person.presses("leave_line")

    assert "1番目です" in person.says("やっぱり話します")[0]
    person.presses("leave_line")
    evening.set_clock(at(17, day=25))

    assert person.says("こんばんは")[0] == INTRO


def test_a_wish_to_die_moves_the_place_and_ends_the_questions_without_a_word_of_it(
    evening: Evening, person: Person
) -> None:
    others = [Person(evening, name) for name in ("x", "y", "z")]
    for other in others:
        other.says("こんばんは")
        evening.pass_time(1)
    person.says("こんばんは")

    told = person.presses("q:distress:5")

    assert told[1] == "順番を早めて、すぐ人が読みます。このまま待っていてください。"
    assert waiting(evening)[0].visit_id == person.visit.id
    assert person.visit.question is None
    assert person.visit.risk == 2
    assert person.visit.is_distressed
    assert "死" not in "".join(evening.line.said)


def test_being_in_great_distress_moves_the_place_too(evening: Evening, person: Person) -> None:
    for name in ("x", "y", "z"):
        Person(evening, name).says("こんばんは")
        evening.pass_time(1)
    person.says("こんばんは")
    person.presses("q:distress:3")

    assert waiting(evening)[0].visit_id == person.visit.id
    assert person.visit.risk == 0


def test_a_typed_answer_of_distress_counts_as_its_button(evening: Evening, person: Person) -> None:
    for name in ("x", "y", "z"):
        Person(evening, name).says("こんばんは")
    person.says("こんばんは")

    person.says("いまのつらさ：５")

    assert person.visit.risk == 2


def test_nobody_is_asked_in_a_talk_and_a_button_there_is_a_word(
    evening: Evening, person: Person
) -> None:
    midori = OnDuty.comes(evening, "midori")
    person.says("こんばんは")
    visit_id = midori.accepts()
    said = len(evening.line.calls)

    assert person.presses("q:who:self") == []
    assert person.presses("q:distress:5") == []
    assert person.presses("q:age:skip") == []

    assert len(evening.line.calls) == said
    assert midori.talks.reads(visit_id)[-2:] == ["自分のこと", "いまのつらさ: 5"]
    assert not answers(evening)
    assert person.visit.question is None
    assert person.visit.risk == 2


def test_distress_that_is_told_out_of_hours_is_kept_with_the_words(evening: Evening) -> None:
    person = Person(evening)
    evening.set_clock(at(22))
    person.says("こんばんは")

    person.presses("q:distress:5")

    assert person.state is VisitState.OUT_OF_HOURS
    assert person.visit.risk == 2


def test_with_the_setting_off_nothing_is_asked(evening: Evening) -> None:
    assert "1番目です" in Person(evening).says("こんばんは")[0]


def test_the_place_can_be_asked_for_without_ending_the_questions(
    evening: Evening, person: Person
) -> None:
    person.says("こんばんは")

    assert "1番目です" in person.says("順番")[0]
    assert person.visit.question == Question.WHO
    assert "年代" in person.says("自分のこと")[0]
    assert answers(evening) == {"who": "self"}


def test_the_counsellor_reads_what_was_answered_and_not_what_was_skipped(
    evening: Evening, person: Person
) -> None:
    midori = OnDuty.comes(evening, "midori")
    person.says("こんばんは")
    person.presses("q:who:self")
    person.presses("q:age:skip")
    person.presses("q:area:kofu")
    visit_id = midori.accepts()

    with evening.program.open_look() as look:
        around = circumstances.around(look, visit_id, member_id=midori.member_id)

    assert [each.answer for each in around.answered] == ["自分のこと", "甲府市"]


def test_whoever_lets_the_questions_stand_still_hears_that_the_turn_comes_near(
    evening: Evening, person: Person
) -> None:
    for name in ("b", "c"):
        evening.says("こんばんは", name)
    person.says("こんばんは")
    evening.tick()
    for name in ("b", "c"):
        evening.says("待つのをやめる", name)

    evening.tick(1)

    assert any("次の方です" in words for words in evening.line.said)
