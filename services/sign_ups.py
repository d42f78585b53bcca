"""Sign-ups: somebody means to come to a date of a programme, by a tap, and may always not."""

from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from domain.clock import TOKYO
from domain.programme import KEPT_AFTER, Room, is_too_late, local_day, room_of
from domain.referral_code import CodePurpose
from domain.statistics.fact import FactCode, FactKind
from services import programmes, referral_codes, stat_facts
from services.work import Work
from storage.models.contact import Contact
from storage.models.programme import Programme, ProgrammeDate, SignUp
from storage.queries import programmes as rows
from storage.queries import sign_ups as sign_up_rows

Standing = tuple[SignUp, ProgrammeDate, Programme]


def sign_up(work: Work, contact: Contact, date_id: UUID) -> Room:
    """Sign somebody up, with a code of their own; gives ``Room.OPEN``, or why it cannot be.

    Twice is once. The contact is locked; the date is locked here, so that a last place is one's.

    Raises:
        NotFoundError: there is no such date.
    """
    row, programme = rows.lock_date(work.session, date_id)
    known = sign_up_rows.find(work.session, date_id, contact.id)
    if known is not None:
        know(work, known, row)
        return Room.OPEN
    room = room_of(
        programmes.date_facts_of(row),
        may_show=programmes.shown(work, programme).may_be_told and not programmes.waits(row),
        is_cancelled=row.cancelled_at is not None,
        signed_up=sign_up_rows.count(work.session, date_id),
        now=work.now,
    )
    if room is not Room.OPEN:
        return room
    made = SignUp(
        id=uuid4(),
        date_id=date_id,
        contact_id=contact.id,
        signed_up_at=work.now,
        wants_reminder=False,
    )
    work.session.add(made)
    work.session.flush()
    _give_code(work, made, row, programme)
    stat_facts.note(
        work,
        FactKind.PROGRAMME_SIGNED_UP,
        contact_id=contact.id,
        codes={FactCode.PROGRAMME: programme.kind},
    )
    return room


def take_back(work: Work, sign_up: SignUp) -> None:
    """Somebody does not come after all: nobody knows their code any more."""
    if sign_up.withdrawn_at is None:
        sign_up.withdrawn_at = work.now
        referral_codes.withdraw(work, purpose=CodePurpose.SIGN_UP, subject_id=sign_up.id)
        work.session.flush()


def move(
    work: Work, date: ProgrammeDate, programme: Programme, *, was_at: datetime, was_place: str
) -> None:
    """A date has another time or place: whoever signed up does not know it yet.

    Their codes hold until the end of its new day. The date is locked. Moved back before they were
    told, there is nothing to know.
    """
    for row in sign_up_rows.of_date(work.session, date.id):
        if row.was_at is None:
            row.was_at, row.was_place = was_at, was_place
        if (row.was_at, row.was_place) == (date.begins_at, programmes.place_of(date, programme)):
            row.was_at = row.was_place = None
        _give_code(work, row, date, programme)
    work.session.flush()


def know(work: Work, sign_up: SignUp, date: ProgrammeDate) -> None:
    """Somebody knows when and where it is now; a reminder they wished for comes before that day."""
    if sign_up.was_at is None:
        return
    sign_up.was_at = sign_up.was_place = None
    if sign_up.wants_reminder:
        sign_up.reminded_at = work.now if is_too_late(date.begins_at, now=work.now) else None
    work.session.flush()


def standing(work: Work, contact: Contact) -> tuple[Standing, ...]:
    """What somebody means to come to, the next date first."""
    return tuple(sign_up_rows.standing(work.session, contact.id, now=work.now))


def forget(work: Work) -> None:
    """Forget who signed up for what is long over, and whom of it was told in months before.

    What was counted stays, without them.
    """
    rows.forget_news(work.session, told_before=work.now - 2 * KEPT_AFTER)
    for row in sign_up_rows.over_before(work.session, work.now - KEPT_AFTER):
        referral_codes.withdraw(work, purpose=CodePurpose.SIGN_UP, subject_id=row.id)
        work.session.delete(row)


def _give_code(work: Work, sign_up: SignUp, date: ProgrammeDate, programme: Programme) -> None:
    referral_codes.issue(
        work,
        purpose=CodePurpose.SIGN_UP,
        subject_id=sign_up.id,
        destination_id=programme.destination_id,
        good_for=_end_of_day(date.ends_at) - work.now,
    )


def _end_of_day(moment: datetime) -> datetime:
    """Midnight after it, in Tokyo: whoever came is confirmed on the day they came."""
    return datetime.combine(local_day(moment) + timedelta(days=1), time(), TOKYO)
