"""Calls: whoever asked for it is told that it is open; or that it will not open today.

Nobody else is pushed. The call takes the wish with it, so nobody is called twice for one.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from domain.clock import TOKYO
from domain.conversation import VisitState
from domain.evening import Intake
from routing import hours
from routing.calls import Asked, next_batch
from routing.hours import ClosedKind, ClosedWindow
from routing.spoken_hours import clock_words
from routing.spoken_lines import closed_notice
from services import contacts, directory, room, saying, timetable, unreached
from services.work import Work
from storage.models.contact import Contact
from storage.models.evening import ClosureRow
from storage.models.visit import Visit
from storage.queries import contacts as contact_rows
from storage.queries import line, offers, visits, wishes
from texts.language import Language
from texts.notices import Notice, NoticeName
from texts.times import greeting_words

_APART: Final = frozenset({VisitState.OUT_OF_HOURS, VisitState.ENDED})
_ON_THE_HOUR: Final = timedelta(minutes=30)
"""So long after the opening a call may still say that the hour has come."""


def due(work: Work) -> Sequence[UUID]:
    """The visits to call now: in batches of one and a half times the free slots (DOMAIN §2.7).

    A slot that somebody in the line will have is not free. Nobody is called after the last
    intake, while intake is stopped, or before anybody is ready.
    """
    opened_at = _opened_at(work)
    if opened_at is None:
        return ()
    asking = unreached.without(work, wishes.asked_before(work.session, opened_at))
    slots = _slots(work) if asking else 0
    if slots < 1:
        return ()
    called = wishes.called_since(work.session, opened_at)
    return next_batch(
        (_asked(visit) for visit in {visit.id: visit for visit in (*asking, *called)}.values()),
        slots=slots,
        opened_at=opened_at,
        now=work.now,
    )


def call(work: Work, visit_id: UUID) -> None:
    """Tell one person that it is open (T20), once an opening; not who is here already."""
    opened_at = _opened_at(work)
    visit, contact = _locked(work, visit_id)
    if opened_at is None or visit.wants_call_at is None or visit.wants_call_at >= opened_at:
        return
    if not _may_be_told(work, visit, contact):
        return
    visit.wants_call_at = None
    if visit.called_at is not None and visit.called_at >= opened_at:
        return
    visit.called_at = visit.noticed_at = work.now
    notice = _call(work, contact, opened_at)
    saying.say(work, contact, visit, notice, is_reply_only=False)
    contacts.changed(work, contact, visit.id)


def due_closure(work: Work) -> Sequence[UUID]:
    """Who asked to be called today, and is to know that it does not open; by day only."""
    decided_at = _decided_at(work)
    if decided_at is None or _sudden(work) is None or saying.is_quiet_hour(work.now):
        return ()
    asking = unreached.without(work, wishes.asked_before(work.session, _asked_by(work, decided_at)))
    return [visit.id for visit in asking if _is_news(visit, decided_at)]


def tell_closure(work: Work, visit_id: UUID) -> None:
    """Tell one of them, once (T12b); the wish stays for the next opening."""
    decided_at, window = _decided_at(work), _sudden(work)
    visit, contact = _locked(work, visit_id)
    if decided_at is None or window is None or visit.wants_call_at is None:
        return
    if visit.wants_call_at >= _asked_by(work, decided_at) or not _is_news(visit, decided_at):
        return
    if not _may_be_told(work, visit, contact):
        return
    visit.noticed_at = work.now
    notice = closed_notice(saying.speaker(work, contact), directory.current(work), window)
    answers = saying.closed_key(work, window)
    saying.say(work, contact, visit, notice, answers=answers, is_reply_only=False)
    contacts.changed(work, contact, visit.id)


def _opened_at(work: Work) -> datetime | None:
    """When the present opening began; None while nobody is to be called."""
    opened_at = hours.current_opening(timetable.current(work), now=work.now)
    if opened_at is None or timetable.intake(work, at=work.now) is not Intake.OPEN:
        return None
    return opened_at


def _slots(work: Work) -> int:
    """Free slots, less those for whoever waits and is not being offered to anybody."""
    offered = {offer.visit_id for offer in offers.open_now(work.session)}
    waiting = sum(row.id not in offered for row in line.waiting(work.session))
    return room.free_slots(work) - waiting


def _asked(visit: Visit) -> Asked:
    asked_at = visit.wants_call_at or visit.called_at or visit.started_at
    return Asked(visit_id=visit.id, asked_at=asked_at, called_at=visit.called_at)


def _call(work: Work, contact: Contact, opened_at: datetime) -> Notice:
    language = Language(contact.language)
    greeting = greeting_words(work.now.astimezone(TOKYO).time(), language)
    if work.now - opened_at >= _ON_THE_HOUR:
        return saying.fill(work, contact, NoticeName.CALL_LATER, greeting=greeting)
    hour = clock_words(opened_at, language=language)
    return saying.fill(work, contact, NoticeName.CALL, greeting=greeting, hour=hour)


def _sudden(work: Work) -> ClosedWindow | None:
    window = timetable.closed_window(work)
    return window if window is not None and window.kind is ClosedKind.SUDDEN else None


def _decided_at(work: Work) -> datetime | None:
    """When the closure of today's hours was last decided; None where there is none."""
    rows = work.session.execute(
        select(ClosureRow.from_at, ClosureRow.made_at).where(
            ClosureRow.until_at > work.now, ClosureRow.withdrawn_at.is_(None)
        )
    )
    today = work.now.astimezone(TOKYO).date()
    made = [made_at for from_at, made_at in rows if from_at.astimezone(TOKYO).date() == today]
    return max(made, default=None)


def _asked_by(work: Work, decided_at: datetime) -> datetime:
    """Whoever asked in the evening itself has asked for the next one."""
    tonight = timetable.evening(work)
    planned = datetime.fromisoformat(tonight.id) if tonight is not None else decided_at
    return min(decided_at, planned)


def _is_news(visit: Visit, decided_at: datetime) -> bool:
    return visit.noticed_at is None or visit.noticed_at < decided_at


def _may_be_told(work: Work, visit: Visit, contact: Contact) -> bool:
    """Whether a call is wanted, and can be: not blocked, not here, not come since they asked.

    Nor is anybody called in a pause, or where violence at home was marked.
    """
    latest = visits.latest_of(work.session, contact.id)
    if contact.blocked_at is not None or latest is None or visit.conversation is not None:
        return False
    if unreached.of(work, [contact.id]):
        return False
    is_same = latest.id == visit.id
    return latest.state in _APART and (is_same or latest.arrived_at is None)


def _locked(work: Work, visit_id: UUID) -> tuple[Visit, Contact]:
    contact_id = visits.get(work.session, visit_id).contact_id
    contact_rows.lock(work.session, contact_id)
    return visits.get(work.session, visit_id), contact_rows.get(work.session, contact_id)
