"""Breaking the glass: one ended talk opened to one member in need, with others knowing."""

from uuid import UUID, uuid4

from domain.audit import Act, Outcome, Subject, SubjectKind
from domain.conversation import VisitState
from domain.errors import NotFoundError, RefusedError
from domain.glass import OPEN_FOR, GlassReason, GlassState, may_be_announced, state
from domain.permission import Permission, may
from services import audit, making
from services.live import WAITING_LINE
from services.work import Work
from storage.models.glass import Glass
from storage.models.member import Member
from storage.queries import glasses, visits


class SamePersonError(RefusedError):
    """The second person is the one who asks."""

    code = "same_person"


class SameHandsError(RefusedError):
    """Asker and second person were made what they are by one another, or by one third."""

    code = "same_hands"


class TooSoonError(RefusedError):
    """A second person still has time to answer."""

    code = "glass_too_soon"


class GlassGoneError(RefusedError):
    """It is open already, or over."""

    code = "glass_gone"


def is_open(work: Work, member_id: UUID, visit_id: UUID) -> bool:
    """Whether this talk is open to this member now, by a broken glass they may still ask for."""
    roles = work.session.get_one(Member, member_id).roles
    return may(roles, Permission.BREAK_GLASS) and any(
        _state(work, each) is GlassState.OPEN
        for each in glasses.unended_of(work.session, member_id, visit_id)
    )


def ask(work: Work, visit_id: UUID, *, member_id: UUID, reason: GlassReason) -> UUID:
    """Ask to read one ended talk of one's own organisation; asked again, it is the same asking.

    Raises:
        NotFoundError: there is no such ended talk of this organisation.
    """
    visit = visits.get(work.session, visit_id)
    talk = visit.conversation
    own = work.session.get_one(Member, member_id).organisation
    if talk is None or visit.state is not VisitState.ENDED or talk.organisation != own:
        raise NotFoundError("No such talk")
    for each in glasses.unended_of(work.session, member_id, visit_id):
        if _state(work, each) is not GlassState.OVER:
            return each.id
    row = Glass(
        id=uuid4(),
        visit_id=visit_id,
        asked_by=member_id,
        organisation=own,
        reason=reason,
        asked_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    _note(work, Act.GLASS_ASKED, row, actor_id=member_id)
    return row.id


def grant(work: Work, glass_id: UUID, *, member_id: UUID) -> None:
    """Agree as the second person: open for an hour.

    Raises:
        NotFoundError: there is no such asking. GlassGoneError: it is open already, or over.
        SamePersonError: the second person is the first.
        SameHandsError: one has lately made the other a member, or somebody made both.
    """
    row = _asked(work, glass_id)
    _require_second(work, row, member_id)
    row.granted_by = member_id
    row.opened_at = work.now
    _note(work, Act.GLASS_GRANTED, row, actor_id=member_id)


def refuse(work: Work, glass_id: UUID, *, member_id: UUID) -> None:
    """Say no as the second person.

    Raises:
        NotFoundError, GlassGoneError, SamePersonError: as ``grant``.
    """
    row = _asked(work, glass_id)
    if row.asked_by == member_id:
        raise SamePersonError
    row.ended_at = work.now
    _note(work, Act.GLASS_GRANTED, row, actor_id=member_id, outcome=Outcome.REFUSED)


def announce(work: Work, glass_id: UUID, *, member_id: UUID) -> None:
    """Open what one has asked for without a second person, before everybody's eyes.

    Raises:
        NotFoundError: this member has asked for no such thing. GlassGoneError: as ``grant``.
        TooSoonError: somebody may still answer.
    """
    row = _asked(work, glass_id)
    if row.asked_by != member_id:
        raise NotFoundError("No such glass")
    if not may_be_announced(asked_at=row.asked_at, now=work.now):
        raise TooSoonError
    row.opened_at = work.now
    _note(work, Act.GLASS_GRANTED, row, actor_id=member_id)


def end(work: Work, glass_id: UUID, *, member_id: UUID) -> None:
    """Need it no more: closed, or no longer asked for; already over, nothing changes.

    Raises:
        NotFoundError: this member has asked for no such thing.
    """
    row = glasses.get(work.session, glass_id)
    if row.asked_by != member_id:
        raise NotFoundError("No such glass")
    if _state(work, row) is not GlassState.OVER:
        row.ended_at = work.now
        _note(work, Act.GLASS_ENDED, row, actor_id=member_id)


def end_all(work: Work, member_id: UUID) -> None:
    """End whatever a member has open or asks for: they are not what they were."""
    for row in glasses.unended_by(work.session, member_id):
        row.ended_at = work.now
        _note(work, Act.GLASS_ENDED, row, actor_id=None)


def note(work: Work, glass_id: UUID, *, member_id: UUID) -> None:
    """Have seen that it was opened without a second person; seen once, it is no news any more.

    Raises:
        NotFoundError: there is nothing to note. SamePersonError, SameHandsError: as ``grant``.
    """
    row = glasses.get(work.session, glass_id)
    if row.opened_at is None or row.granted_by is not None:
        raise NotFoundError("No such glass")
    _require_second(work, row, member_id)
    if row.noted_by is None:
        row.noted_by = member_id
        _note(work, Act.GLASS_NOTED, row, actor_id=member_id)


def has_overdue(look: Work) -> bool:
    """Whether the end of any is still to be written down."""
    return any(_state(look, row) is GlassState.OVER for row in glasses.unended(look.session))


def end_overdue(work: Work) -> None:
    """Write down the end of what is over by its time. It was closed already: time does that."""
    for found in glasses.unended(work.session):
        row = glasses.get(work.session, found.id)
        if row.ended_at is None and _state(work, row) is GlassState.OVER:
            row.ended_at = row.opened_at + OPEN_FOR if row.opened_at is not None else work.now
            _note(work, Act.GLASS_ENDED, row, actor_id=None)


def _require_second(work: Work, row: Glass, member_id: UUID) -> None:
    if row.asked_by == member_id:
        raise SamePersonError
    if not making.are_two(work, row.asked_by, member_id):
        raise SameHandsError


def _asked(work: Work, glass_id: UUID) -> Glass:
    row = glasses.get(work.session, glass_id)
    if _state(work, row) is not GlassState.ASKED:
        raise GlassGoneError
    return row


def _state(work: Work, row: Glass) -> GlassState:
    return state(
        asked_at=row.asked_at, opened_at=row.opened_at, ended_at=row.ended_at, now=work.now
    )


def _note(
    work: Work, act: Act, row: Glass, *, actor_id: UUID | None, outcome: Outcome = Outcome.DONE
) -> None:
    """Into the log, by the talk it is about, and onto the pages of those who look on."""
    subject = Subject(kind=SubjectKind.VISIT, id=row.visit_id)
    audit.note(work, act, actor_id=actor_id, subject=subject, reason=row.reason, outcome=outcome)
    work.tell(WAITING_LINE)
