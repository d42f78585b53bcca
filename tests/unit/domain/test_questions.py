import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.questions import (
    CHOICES,
    SKIP,
    SKIP_ALL,
    Answer,
    Distress,
    Question,
    button_codes,
    button_data,
    find_answer,
    is_line_long,
    next_question,
    order,
)

MOST_BUTTONS = 13  # LINE: quick replies
MOST_DATA = 300  # LINE: postback data
MOST_CODE = 16  # the column of an answer

_answers = st.sampled_from(
    [
        Answer(question=question, code=code)
        for question in Question
        for code in button_codes(question)
    ]
)


def test_with_a_short_line_the_questions_come_in_their_order() -> None:
    assert order(is_line_long=False) == tuple(Question)


def test_with_a_long_line_the_hardship_of_now_is_asked_first() -> None:
    first, *others = order(is_line_long=True)

    assert first is Question.DISTRESS
    assert tuple(others) == (Question.WHO, Question.AGE, Question.AREA, Question.DURATION)


def test_more_than_two_people_are_a_long_line() -> None:
    assert [is_line_long(waiting) for waiting in (0, 1, 2, 3, 9)] == [False] * 3 + [True] * 2


@given(is_long=st.lists(st.booleans(), min_size=6, max_size=6))
def test_every_question_is_put_once_however_the_line_grows_and_shrinks(
    is_long: list[bool],
) -> None:
    asked: list[Question] = []

    for is_line_long_now in is_long:
        question = next_question(asked, is_line_long=is_line_long_now)
        if question is not None:
            asked.append(question)

    assert sorted(asked) == sorted(Question)
    assert next_question(asked, is_line_long=True) is None


@pytest.mark.parametrize("question", Question)
def test_every_question_can_be_skipped_and_fits_under_one_bubble(question: Question) -> None:
    codes = button_codes(question)

    assert codes[-2:] == (SKIP, SKIP_ALL)
    assert len(set(codes)) == len(codes) <= MOST_BUTTONS
    assert all(1 <= len(code) <= MOST_CODE for code in codes)
    assert len(question) <= MOST_CODE


@given(answer=_answers)
def test_a_button_says_which_question_it_answers(answer: Answer) -> None:
    data = button_data(answer)

    assert find_answer(data) == answer
    assert len(data) <= MOST_DATA


@given(data=st.text() | st.lists(st.sampled_from(["q", "who", "self", "age", ""])).map(":".join))
def test_any_other_data_is_no_answer(data: str) -> None:
    found = find_answer(data)

    assert found is None or button_data(found) == data


@pytest.mark.parametrize(
    "data", ["", "talk", "q:who", "q:who:self:", "q:who:kofu", "q:name:self", "Q:who:self"]
)
def test_an_unknown_code_is_no_answer(data: str) -> None:
    assert find_answer(data) is None


def test_an_answer_of_another_question_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="no such answer"):
        Answer(question=Question.WHO, code="kofu")


@given(answer=_answers)
def test_only_the_hardship_of_now_changes_anything(answer: Answer) -> None:
    if answer.question is not Question.DISTRESS or answer.is_skip:
        assert answer.risk == 0
        assert not answer.is_distressed


@pytest.mark.parametrize(
    ("code", "is_distressed", "risk"),
    [
        (Distress.TALK, False, 0),
        (Distress.HARD, True, 0),
        (Distress.WISH_TO_DIE, True, 2),
        (Distress.UNKNOWN, False, 0),
    ],
)
def test_a_wish_to_die_is_risk_and_great_hardship_is_haste(
    code: Distress, risk: int, *, is_distressed: bool
) -> None:
    answer = Answer(question=Question.DISTRESS, code=code)

    assert (answer.is_distressed, answer.risk) == (is_distressed, risk)


@pytest.mark.parametrize("question", Question)
def test_a_skip_leaves_nothing_and_only_one_of_them_ends_the_questions(question: Question) -> None:
    skip, skip_all = (Answer(question=question, code=code) for code in (SKIP, SKIP_ALL))

    assert skip.is_skip
    assert skip_all.is_skip
    assert (skip.ends_questions, skip_all.ends_questions) == (False, True)
    assert not any(
        Answer(question=question, code=code).ends_questions for code in CHOICES[question]
    )
