"""Who wants news of programmes: asked once, said by a word or a button, and taken back at once."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from domain.destination import Offer
from domain.errors import ContactBlockedError, RefusedError
from domain.programme import TOLD_OF, read_kinds, written_kinds
from services import in_hand, outbox, saying, unreached
from services.work import Work
from storage.models.contact import Contact
from storage.models.programme import Interest
from storage.queries import programmes as rows
from texts.notices import NoticeName


class AskedBeforeError(RefusedError):
    """This person was asked, or has said themselves, whether they want news."""

    code = "news_asked"


class NotWrittenToError(RefusedError):
    """Nothing is sent unasked to this person: a message could be a danger to them."""

    code = "not_written_to"


def ask(work: Work, visit_id: UUID, *, member_id: UUID) -> None:
    """Ask the person of one's own talk whether news may be sent; once a person.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
        ContactBlockedError: it would not arrive. AskedBeforeError: they have been asked.
        NotWrittenToError: violence at home is marked, or they are in a pause.
    """
    visit, _, contact = in_hand.take(work, visit_id, member_id=member_id)
    if contact.blocked_at is not None:
        raise ContactBlockedError
    if unreached.of(work, [contact.id]):
        raise NotWrittenToError
    row = _row(work, contact)
    if row.asked_at is not None or row.since_at is not None or row.stopped_at is not None:
        raise AskedBeforeError
    row.asked_at = work.now
    notice = saying.fill(work, contact, NoticeName.ASK_NEWS)
    saying.say(work, contact, visit, notice, is_reply_only=False)


def want(work: Work, contact: Contact, kinds: Iterable[Offer]) -> frozenset[Offer]:
    """Keep that somebody wants news of these kinds too, from now on; gives all they want."""
    row = _row(work, contact)
    is_new = row.since_at is None or row.stopped_at is not None
    before = frozenset() if is_new else read_kinds(row.kinds)
    wanted = before | frozenset(kinds)
    row.kinds = written_kinds(wanted)
    if is_new:
        row.since_at, row.stopped_at = work.now, None
    work.session.flush()
    return wanted


def stop(work: Work, contact: Contact) -> None:
    """No more news, and none that is on its way."""
    row = _row(work, contact)
    if row.stopped_at is None:
        row.stopped_at = work.now
    outbox.withdraw_unasked(work, contact)
    work.session.flush()


def forget(work: Work, contact: Contact) -> None:
    """Whoever blocks us wants no news, also when they are back: it is theirs to ask again."""
    row = rows.interest_of(work.session, contact.id)
    if row is not None and row.stopped_at is None:
        row.stopped_at = work.now


def wanted_kinds(work: Work, contact: Contact) -> frozenset[Offer]:
    """What somebody wants news of; every kind where they have said nothing."""
    row = rows.interest_of(work.session, contact.id)
    if row is None or row.since_at is None or row.stopped_at is not None:
        return frozenset(TOLD_OF)
    return read_kinds(row.kinds)


def _row(work: Work, contact: Contact) -> Interest:
    row = rows.interest_of(work.session, contact.id)
    if row is None:
        row = Interest(id=uuid4(), contact_id=contact.id, kinds="")
        work.session.add(row)
        work.session.flush()
    return row
