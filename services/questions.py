"""The optional questions while somebody waits: each can be skipped, any words end them.

They are put once an evening, change nobody's counsellor, and only how hard it is may move a place.
"""

from domain.alert import Origin
from domain.conversation import VisitState
from domain.questions import (
    Answer,
    Question,
    is_line_long,
    next_question,
)
from domain.risk_level import CONSULTED
from domain.secret import PrivateText
from routing import waiting_line
from services import (
    alerts,
    contacts,
    danger_notices,
    line_order,
    outbox,
    place_notices,
    saying,
    timetable,
)
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import IntakeAnswer, Visit
from storage.queries import line
from storage.queries import questions as answer_rows
from texts.language import Language


def begin(work: Work, contact: Contact, visit: Visit) -> bool:
    """Put the first question, unless this evening has had them; gives whether it was put."""
    tonight = timetable.evening(work)
    if not work.house.asks_questions or tonight is None or visit.risk >= CONSULTED:
        return False
    is_back = visit.returned_at is not None or visit.questions_done_at is not None
    if is_back or contact.asked_on == tonight.id:
        return False
    contact.asked_on = tonight.id
    work.session.flush()
    visit.told_position = waiting_line.position(line_order.places(work), visit.id, now=work.now)
    _put_next(work, contact, visit, is_first=True)
    return True


def ended_by_words(work: Work, contact: Contact, visit: Visit) -> bool:
    """Free words end the questions: the place is said instead. Gives whether there were any."""
    if visit.question is None:
        return False
    _finish(work, contact, visit)
    return True


def find_typed(work: Work, contact: Contact, visit: Visit, text: PrivateText) -> Answer | None:
    """The answer that was typed to the question put last, as its button shows or types it."""
    if visit.question is None or visit.state is not VisitState.WAITING:
        return None
    language = Language(contact.language)
    code = work.house.questions.find_code(text.reveal(), visit.question, language)
    return Answer(question=Question(visit.question), code=code) if code is not None else None


def words_of(work: Work, contact: Contact, given: Answer) -> PrivateText:
    """What a button types: nothing that says much to others who see the phone."""
    language = Language(contact.language)
    return PrivateText(work.house.questions.word_for(given.question, given.code, language))


def answer(work: Work, contact: Contact, visit: Visit, given: Answer) -> bool:
    """Keep an answer and put the next question, or say the place after the last one.

    Gives whether it was taken as an answer: only while waiting. That of a question which is not
    the one put last is heeded for danger only, so that nothing is asked or answered twice.
    """
    if visit.state is not VisitState.WAITING:
        return False
    outbox.release_held(work, contact)
    heed(work, contact, visit, given)
    if visit.question != given.question:
        return True
    answer_rows.keep(
        work.session,
        IntakeAnswer(
            visit_id=visit.id,
            question=given.question,
            answer=given.code,
            answered_at=work.now,
        ),
    )
    if danger_notices.answer(work, contact, visit, level=given.risk):
        contacts.changed(work, contact, visit.id)
        return True
    if given.ends_questions or given.risk >= CONSULTED:
        _finish(work, contact, visit)
    else:
        _put_next(work, contact, visit)
    contacts.changed(work, contact, visit.id)
    return True


def heed(work: Work, contact: Contact, visit: Visit, given: Answer) -> None:
    """What somebody says of their own distress counts wherever they say it."""
    if not given.is_distressed or visit.state is VisitState.ENDED:
        return
    visit.is_distressed = True
    alerts.raise_sign(work, visit, level=given.risk, origin=Origin.ANSWERED)
    work.serve_line()
    contacts.changed(work, contact, visit.id)


def _put_next(work: Work, contact: Contact, visit: Visit, *, is_first: bool = False) -> None:
    asked = {Question(name) for name in answer_rows.asked_in(work.session, visit.id)}
    is_long = is_line_long(len(line.waiting(work.session)))
    question = next_question(asked, is_line_long=is_long)
    if question is None:
        _finish(work, contact, visit)
        return
    visit.question = question
    notice = work.house.questions.notice(question, Language(contact.language), is_first=is_first)
    saying.say(work, contact, visit, notice, answers=f"asked:{visit.id}:{question}")


def _finish(work: Work, contact: Contact, visit: Visit) -> None:
    visit.question = None
    visit.questions_done_at = work.now
    place_notices.tell(work, contact, visit, answers=place_notices.key_of(visit))
