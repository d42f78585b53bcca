"""What a person answered to the optional questions, as a counsellor reads it."""

from dataclasses import dataclass
from uuid import UUID

from domain.questions import SKIP, SKIP_ALL
from services.work import Work
from storage.models.visit import IntakeAnswer
from storage.queries import questions
from texts.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One question that was answered, in the words the person saw."""

    question: str
    answer: str


def list_answered(work: Work, visit_id: UUID) -> tuple[Answered, ...]:
    """Every answer of a visit but the skipped ones, in the order they came."""
    return tuple(
        _in_words(work, row)
        for row in questions.answers_of(work.session, visit_id)
        if row.answer not in {SKIP, SKIP_ALL}
    )


def _in_words(work: Work, row: IntakeAnswer) -> Answered:
    wording = work.house.questions.wordings[Language.JAPANESE, row.question]
    return Answered(question=wording.asks, answer=wording.choices[row.answer][0])
