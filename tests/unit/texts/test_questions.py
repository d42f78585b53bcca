"""The optional questions as a person reads, taps and types them, and the rules they keep."""

import re
from pathlib import Path

import pytest

from domain.questions import Answer, Distress, Question, button_codes, find_answer
from line.text import cleaned
from texts.language import Language
from texts.questions import BrokenQuestionsError, Questions
from texts.words import Command, TypedWords

QUESTIONS = Questions.load()
WORDS = TypedWords.load()
JA, EN = Language.JAPANESE, Language.ENGLISH
LOCK_SCREEN = re.compile(
    r"ひきこもり|引きこもり|相談|死|自殺|カウンセ|支援|"
    r"hikikomori|withdraw|counsel|consult|suicid|\bdeath\b|\bdead\b|\bdie\b|\bdying\b",
    re.IGNORECASE,
)
# Only the label of this one button says it, in the person's hand; never what it types.
CLEAR_BY_RIGHT = {"死にたい気持ちがある", "I think of dying"}
every_question = pytest.mark.parametrize(
    ("question", "language"), [(question, of) for question in Question for of in Language]
)


@every_question
def test_the_buttons_are_the_answers_the_domain_knows(
    question: Question, language: Language
) -> None:
    notice = QUESTIONS.notice(question, language, is_first=False)

    found = [find_answer(choice.data) for choice in notice.choices]
    assert found == [Answer(question=question, code=code) for code in button_codes(question)]


@every_question
def test_a_lock_screen_shows_nothing_a_family_should_not_read(
    question: Question, language: Language
) -> None:
    notice = QUESTIONS.notice(question, language, is_first=True)
    typed = [choice.text for choice in notice.choices]

    assert not [text for text in (*notice.bubbles, *typed) if LOCK_SCREEN.search(text)]
    clear = {choice.label for choice in notice.choices if LOCK_SCREEN.search(choice.label)}
    assert clear <= CLEAR_BY_RIGHT


@every_question
def test_a_question_fits_into_one_call_and_a_quick_reply(
    question: Question, language: Language
) -> None:
    notice = QUESTIONS.notice(question, language, is_first=True)

    assert len(notice.bubbles) == 2
    assert all(len(bubble) <= (60 if language is JA else 120) for bubble in notice.bubbles)
    assert len(notice.choices) <= 13
    assert all(len(choice.label) <= 20 for choice in notice.choices)
    assert all(cleaned(choice.text) == choice.text for choice in notice.choices)


@every_question
def test_what_a_button_shows_and_types_can_be_typed(question: Question, language: Language) -> None:
    for choice in QUESTIONS.notice(question, language, is_first=False).choices:
        code = choice.data.rpartition(":")[2]
        assert QUESTIONS.find_code(f"　{choice.label}\n", question, language) == code
        assert QUESTIONS.find_code(choice.text, question, language) == code
        # A question that was put takes its answer before 答えない could mean the one after a talk.
        assert WORDS.find_command(choice.text, language) in {None, Command.FELT_UNSAID}


def test_how_hard_it_is_is_typed_as_a_number() -> None:
    assert QUESTIONS.word_for(Question.DISTRESS, Distress.WISH_TO_DIE, JA) == "いまのつらさ: 5"
    assert QUESTIONS.find_code("いまのつらさ：５", Question.DISTRESS, JA) == "5"


def test_words_around_an_answer_make_it_free_words() -> None:
    assert QUESTIONS.find_code("自分のことです", Question.WHO, JA) is None


def test_only_the_first_question_has_the_introduction() -> None:
    first = QUESTIONS.notice(Question.WHO, JA, is_first=True)
    later = QUESTIONS.notice(Question.AGE, JA, is_first=False)

    assert first.bubbles[0].startswith("はじめに少しだけ教えてください。")
    assert len(later.bubbles) == 1


@pytest.mark.parametrize(
    ("was", "put"),
    [
        ("intro:", "hello:"),
        ("skip: Skip\n", ""),
        ("asks: Whom", "says: Whom"),
        ("choices: {self: Myself, family: My family, other: Somebody else}", "choices: {}"),
        ("self: Myself, ", ""),
        ("self: Myself", "self: 1"),
        ("self: Myself", "self: My family"),
        ("self: Myself", "self: {label: Myself}"),
    ],
)
def test_a_broken_file_of_questions_is_refused(tmp_path: Path, was: str, put: str) -> None:
    own = Path(__file__).parents[3] / "texts" / "questions"
    (tmp_path / "ja.yaml").write_text((own / "ja.yaml").read_text("utf-8"), "utf-8")
    text = (own / "en.yaml").read_text("utf-8")
    assert was in text
    (tmp_path / "en.yaml").write_text(text.replace(was, put), "utf-8")

    with pytest.raises(BrokenQuestionsError):
        Questions.load(tmp_path)
