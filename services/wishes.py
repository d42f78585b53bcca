"""What a person wishes of the evening by a button or a word: to be called, to wait, to leave."""

from datetime import datetime

from domain.conversation import End, VisitState
from domain.evening import Intake
from services import answers, contacts, last_intake, leaving, saying, timetable, unreached
from services.visits import visit_for_words
from services.work import Work
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import visits
from storage.queries import wishes as wish_rows
from texts.notices import NoticeName


def call_me(work: Work, contact: Contact) -> bool:
    """Be called at the next opening. Whoever writes this while open is here already: not answered.

    The wish stays with the visit; where there is none to keep it, one begins.
    """
    visit = visits.latest_of(work.session, contact.id)
    if visit is not None and visit.state is VisitState.WAITING:
        answers.position(work, contact, visit)
        return True
    if not _may_wish(work, contact, visit):
        return False
    _wish(work, contact, visit)
    return True


def no_call(work: Work, contact: Contact) -> bool:
    """Do not be called."""
    _drop_wish(work, contact)
    answers.explain(work, contact, NoticeName.WONT_CALL)
    return True


def next_day(work: Work, contact: Contact) -> bool:
    """Come another day instead of waiting now: with a ticket, where there was no room today."""
    visit = visits.latest_of(work.session, contact.id)
    was_waiting = visit is not None and visit.state is VisitState.WAITING
    if was_waiting:
        leaving.leave(work, contact, visit)
    elif not _may_wish(work, contact, visit):
        return False
    if visit is not None and (was_waiting or _was_refused(work, visit)):
        contact.ticket_at = work.now
    _wish(work, contact, visit)
    return True


def leave_words(work: Work, contact: Contact) -> bool:
    """Go on writing, and keep what was promised for the next evening."""
    answers.explain(work, contact, NoticeName.LEAVE_WORDS)
    return True


def not_today(work: Work, contact: Contact) -> bool:
    """Leave it for today, and not be called."""
    leaving.leave(work, contact, visits.latest_of(work.session, contact.id))
    _drop_wish(work, contact)
    answers.explain(work, contact, NoticeName.NOT_TODAY)
    return True


def leave_line(work: Work, contact: Contact) -> bool:
    """Stop waiting."""
    leaving.leave(work, contact, visits.latest_of(work.session, contact.id))
    answers.explain(work, contact, NoticeName.LEFT_LINE)
    return True


def ask_position(work: Work, contact: Contact) -> bool:
    """Hear one's place in the line, while in it."""
    visit = visits.latest_of(work.session, contact.id)
    if visit is None or visit.state is not VisitState.WAITING:
        return False
    answers.position(work, contact, visit)
    return True


def urgent(work: Work, contact: Contact) -> bool:
    """Hear who answers at this minute."""
    answers.urgent(work, contact)
    return True


def short_talk(work: Work, contact: Contact) -> bool:
    """Talk for a short time after the last intake."""
    return last_intake.begin_short_talk(work, contact)


def _may_wish(work: Work, contact: Contact, visit: Visit | None) -> bool:
    """Whether a call can be promised; never where none would be made (``services.unreached``)."""
    if unreached.of(work, [contact.id]):
        return False
    is_closed = timetable.closed_window(work) is not None
    return is_closed or (visit is not None and _was_refused(work, visit))


def _was_refused(work: Work, visit: Visit) -> bool:
    """Whether there was no room for them this evening."""
    tonight = timetable.evening(work)
    since = tonight.opens_at if tonight is not None else work.now
    return any(_is_since(at, since) for at in (visit.refused_at, visit.told_full_at))


def _is_since(at: datetime | None, since: datetime) -> bool:
    return at is not None and at >= since


def _wish(work: Work, contact: Contact, visit: Visit | None) -> None:
    kept = visit if visit is not None and _can_keep(visit) else _begun(work, contact)
    _forget(work, contact)
    kept.wants_call_at = work.now
    contacts.changed(work, contact, kept.id)
    next_open = saying.next_opening_words(work, contact)
    notice = (
        saying.fill(work, contact, NoticeName.WILL_CALL_UNDATED)
        if next_open is None
        else saying.fill(work, contact, NoticeName.WILL_CALL, next_open=next_open)
    )
    saying.say(work, contact, None, notice)


def _can_keep(visit: Visit) -> bool:
    """What was never a talk can; the record of a talk is not the place for it."""
    if visit.state is VisitState.ENDED:
        return visit.end in {End.FULL, End.LEFT_WAITING}
    return True


def _begun(work: Work, contact: Contact) -> Visit:
    window = timetable.closed_window(work)
    return visit_for_words(work, contact, window=window, intake=Intake.FROZEN, moment=work.now)


def _drop_wish(work: Work, contact: Contact) -> None:
    _forget(work, contact)
    contacts.changed(work, contact)


def _forget(work: Work, contact: Contact) -> None:
    for visit in wish_rows.of_contact(work.session, contact.id):
        visit.wants_call_at = None
