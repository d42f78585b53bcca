"""The one question after a talk (T36), below its goodbye: asked once, answered by one tap.

The answer is a fact for statistics; つらくなった also stands on the supervisors' list.
"""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from domain.alert import Origin
from domain.conversation import VisitState
from domain.statistics.fact import Correction, FactCode, FactKind
from domain.survey import ANSWERED_WITHIN, Feeling, may_be_asked
from routing.spoken_lines import urgent_notice
from services import alerts, directory, outbox, saying, stat_facts, timetable, unreached
from services.work import Work
from storage.models.contact import Contact
from storage.models.statistics import StatFact
from storage.models.visit import Visit
from storage.queries import contacts as contact_rows
from storage.queries import stat_facts as rows
from storage.queries import visits
from texts.notices import Notice, NoticeName
from texts.words import Command

ANSWERS: Final = {
    Command.FELT_BETTER: Feeling.BETTER,
    Command.FELT_SAME: Feeling.SAME,
    Command.FELT_WORSE: Feeling.WORSE,
    Command.FELT_UNSAID: Feeling.UNSAID,
}

_WORSE_LEVEL: Final = 1
"""Like a wish to talk at once: the supervisors see it, and nobody is called."""


def with_question(work: Work, contact: Contact, visit: Visit, goodbye: Notice) -> Notice:
    """The goodbye, with the question below it where it is asked: one call, no push of its own."""
    if not is_asked(work, contact, visit):
        return goodbye
    stat_facts.note_of_visit(work, visit, FactKind.SURVEY_ASKED)
    question = saying.fill(work, contact, NoticeName.SURVEY)
    return Notice(bubbles=(*goodbye.bubbles, *question.bubbles), choices=question.choices)


def is_asked(work: Work, contact: Contact, visit: Visit) -> bool:
    """Whether the goodbye of this talk would end with the question."""
    return may_be_asked(
        risk=visit.risk,
        was_promised=visit.told_danger_at is not None,
        was_answered=visit.answered_at is not None,
        is_unreached=bool(unreached.of(work, [contact.id])),
    )


def of_visit(work: Work, visit_id: UUID) -> bool:
    """The same, by the visit's id.

    Raises:
        NotFoundError: there is no such visit.
    """
    visit = visits.get(work.session, visit_id)
    return is_asked(work, contact_rows.get(work.session, visit.contact_id), visit)


def answer(work: Work, contact: Contact, *, feeling: Feeling) -> bool:
    """Take the answer, and say that it was heard. Gives whether it was one.

    Where nobody was asked lately, or it was answered already, the words stay words. つらくなった
    alone is heard after another answer, and stands in its place.
    """
    visit = visits.latest_of(work.session, contact.id)
    noted = _noted(work, visit)
    if visit is None or FactKind.SURVEY_ASKED not in noted or not _is_news(noted, feeling):
        return False
    earlier = noted.get(FactKind.SURVEYED)
    stat_facts.note_of_visit(
        work,
        visit,
        FactKind.SURVEYED,
        codes={FactCode.ANSWER: feeling.value, **_why(earlier)},
        corrects=earlier.id if earlier is not None else None,
    )
    outbox.release_held(work, contact)
    if feeling is Feeling.WORSE:
        visit.is_distressed = True
        alerts.raise_sign(work, visit, level=_WORSE_LEVEL, origin=Origin.SURVEYED)
    saying.say(work, contact, visit, _reply(work, contact, feeling))
    return True


def is_repeated(work: Work, contact: Contact, command: Command) -> bool:
    """Whether it is a button of the question once more, after the answer: no word of a new talk.

    つらくなった is one, where the answer was another.
    """
    feeling = ANSWERS.get(command)
    noted = _noted(work, visits.latest_of(work.session, contact.id))
    return feeling is not None and FactKind.SURVEYED in noted and not _is_news(noted, feeling)


def _is_news(noted: Mapping[FactKind, StatFact], feeling: Feeling) -> bool:
    """The first answer; and つらくなった after another, which stands in its place."""
    said = noted.get(FactKind.SURVEYED)
    return said is None or (feeling is Feeling.WORSE and said.codes[FactCode.ANSWER] != feeling)


def _why(earlier: StatFact | None) -> Mapping[FactCode, str]:
    return {FactCode.REASON: Correction.REWRITTEN.value} if earlier is not None else {}


def _noted(work: Work, visit: Visit | None) -> Mapping[FactKind, StatFact]:
    """What was noted of a talk that is over, while the question below it may be answered."""
    if visit is None or visit.state is not VisitState.ENDED or visit.stat_id is None:
        return {}
    if visit.ended_at is None or work.now - visit.ended_at > ANSWERED_WITHIN:
        return {}
    return rows.of_visit(work.session, visit.stat_id)


def _reply(work: Work, contact: Contact, feeling: Feeling) -> Notice:
    """つらくなった is no thank-you: to go on talking, or who answers at this minute."""
    if feeling is Feeling.UNSAID:
        return saying.fill(work, contact, NoticeName.LATER)
    if feeling is not Feeling.WORSE:
        return saying.fill(work, contact, NoticeName.SURVEY_THANKS)
    if timetable.closed_window(work) is None:
        return saying.fill(work, contact, NoticeName.SURVEY_WORSE)
    said = saying.fill(work, contact, NoticeName.SURVEY_WORSE_CLOSED)
    lines = urgent_notice(saying.speaker(work, contact), directory.current(work))
    return Notice(bubbles=(*said.bubbles, *lines.bubbles), choices=said.choices)
