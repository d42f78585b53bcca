"""What a machine says to a sign of danger, in place of its plain answers (T13, T14).

T13 is worth a push: whoever writes at night may have put the phone down before the reply is gone.
"""

from domain.alert import CALLED_FROM, Situation
from domain.danger_answer import DangerAnswer, answer_to
from routing.spoken_danger import danger_notice
from services import alerts, directory, phone_tree, place_notices, saying, timetable
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from texts.notices import NoticeName


def answer(work: Work, contact: Contact, visit: Visit, *, level: int) -> bool:
    """Answer a sign of this level, 0 being none; gives whether it was answered.

    Somebody who waits in danger is answered by nothing else either: a human is to be next.
    """
    situation = alerts.situation(work, visit)
    found = answer_to(
        situation,
        level=level,
        answered_at=contact.danger_answered_at,
        answered_level=contact.danger_answered_level,
        told_at=visit.told_danger_at,
        now=work.now,
    )
    if found is not None:
        say(work, contact, visit, found, level=level)
    return found is not None


def say(work: Work, contact: Contact, visit: Visit, answer: DangerAnswer, *, level: int) -> None:
    """Say one of the two, for a sign of this level; whoever calls has asked whether it is due."""
    match answer:
        case DangerAnswer.NOBODY_HERE:
            _say_nobody_here(work, contact, visit, level)
        case DangerAnswer.SOON:
            _say_soon(work, contact, visit)


def is_promised(work: Work, visit: Visit) -> bool:
    """Whether somebody in the line was told that a human reads it soon: no machine sends them off.

    Once the evening is to be reported nobody reads it any more, and the plain answers are honest.
    """
    if visit.told_danger_at is None:
        return False
    return alerts.situation(work, visit) is Situation.WAITING


def _say_nobody_here(work: Work, contact: Contact, visit: Visit, level: int) -> None:
    contact.danger_answered_at = work.now
    contact.danger_answered_level = level
    window = timetable.closed_window(work)
    notice = danger_notice(
        saying.speaker(work, contact),
        directory.current(work),
        saying.next_opening(work),
        is_on_call=_is_somebody_called(work, level),
    )
    saying.say(
        work,
        contact,
        visit,
        notice,
        answers=saying.closed_key(work, window) if window is not None else None,
        is_reply_only=False,
    )


def _is_somebody_called(work: Work, level: int) -> bool:
    """Whether the phone tree is called for a sign of this level at this minute."""
    return level >= CALLED_FROM and any(rung.may_be_called for rung in phone_tree.rungs(work))


def _say_soon(work: Work, contact: Contact, visit: Visit) -> None:
    """T14, once a visit; it ends the questions, and stands in place of the place in the line."""
    visit.told_danger_at = work.now
    if visit.question is not None:
        visit.question = None
        visit.questions_done_at = work.now
    notice = saying.fill(work, contact, NoticeName.DANGER_WAITING)
    saying.say(
        work,
        contact,
        visit,
        notice,
        answers=place_notices.key_of(visit),
        is_reply_only=False,
    )
