"""Words within a pause: kept, in no line, and answered once, quietly; danger not only once."""

from datetime import datetime

from domain.pause import holds, is_to_be_answered
from services import pause_words, transcript
from services.transcript import Arrival
from services.visits import visit_for_kept_words
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import pauses, visits


def are_held(work: Work, contact: Contact, *, level: int) -> bool:
    """Whether new words of this level of danger (0 to 4) stay outside the line."""
    if pauses.in_force(work.session, contact.id, now=work.now) is None:
        return False
    visit = visits.latest_of(work.session, contact.id)
    return holds(
        level=level,
        state=visit.state if visit is not None else None,
        risk=visit.risk if visit is not None else 0,
    )


def keep(work: Work, contact: Contact, arrival: Arrival, *, moment: datetime, level: int) -> Visit:
    """Keep words of this level of danger (0 to 4) for the next counsellor, and answer them.

    Gives the visit that has them.
    """
    visit = visit_for_kept_words(work, contact, moment=moment)
    transcript.add_inbound(work, contact, visit, arrival)
    visit.last_word_at = max(visit.last_word_at, moment)
    work.session.flush()
    answer(work, contact, visit, level=level)
    return visit


def answer(work: Work, contact: Contact, visit: Visit, *, level: int) -> None:
    """Say when one may come again and who answers now: the first time, and to danger again."""
    pause = pauses.in_force(work.session, contact.id, now=work.now)
    if pause is None or contact.blocked_at is not None:
        return
    if is_to_be_answered(level=level, answered_at=pause.answered_at, now=work.now):
        pause.answered_at = work.now
        pause_words.say_kept(work, contact, visit, pause.until_at, is_reply_only=level < 1)
