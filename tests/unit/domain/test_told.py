import pytest

from domain.earlier import Earlier, is_hidden
from domain.questions import CHOICES, Question
from domain.record import Caller
from domain.told import CODES, DETAILS, Detail, Side, from_answers, is_about_another


def test_every_answer_to_a_question_can_be_taken_over() -> None:
    for question, detail in (
        (Question.AGE, Detail.AGE),
        (Question.AREA, Detail.AREA),
        (Question.DURATION, Detail.DURATION),
    ):
        assert set(CHOICES[question]) <= set(CODES[detail])
        assert detail in DETAILS[Side.SUBJECT]


def test_what_was_answered_of_oneself_names_who_writes() -> None:
    answers = {Question.WHO: "self", Question.AGE: "40-49", Question.DISTRESS: "3"}

    assert from_answers(answers) == {
        (Side.CALLER, Detail.WHO): Caller.SELF,
        (Side.SUBJECT, Detail.AGE): "40-49",
    }


def test_family_does_not_say_which_and_a_skip_says_nothing() -> None:
    assert from_answers({Question.WHO: "family", Question.AREA: "skip"}) == {}


@pytest.mark.parametrize(
    ("who", "is_another"),
    [(Caller.MOTHER, True), (Caller.SELF, False), (Caller.UNKNOWN, False), (None, False)],
)
def test_two_people_are_spoken_of_when_somebody_else_writes(
    who: Caller | None, *, is_another: bool
) -> None:
    told = {(Side.CALLER, Detail.WHO): who} if who is not None else {}

    assert is_about_another(told) is is_another


@pytest.mark.parametrize(
    ("choice", "hides", "is_doubted", "hidden"),
    [
        (None, False, False, False),
        (None, True, False, True),
        (Earlier.SHOW, True, False, False),
        (Earlier.NEW, True, False, False),
        (Earlier.HIDE, False, False, True),
        (Earlier.SHOW, False, True, True),
    ],
)
def test_this_visits_wish_wins_over_the_last_and_a_doubt_over_both(
    choice: Earlier | None, *, hides: bool, is_doubted: bool, hidden: bool
) -> None:
    assert is_hidden(choice, hides=hides, is_doubted=is_doubted) is hidden
