"""Lowerings: a supervisor lowers a level with a reason; from R3 on another one has to agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from domain.alert_errors import (
    LoweringGoneError,
    LoweringStandsError,
    NotLowerError,
    ShortReasonError,
)
from domain.audit import Act, Subject, SubjectKind
from domain.conversation import VisitState
from domain.errors import TalkEndedError
from domain.lowering import STANDS_FOR, LoweringState, is_reason, needs_second, state
from domain.message import without_my_number
from domain.permission import Permission, may
from domain.secret import PrivateText
from services import audit, levels, making, reading, shown
from services.glass import SameHandsError, SamePersonError
from services.live import ALERTS, Topic
from services.work import Work
from storage.models.alert import Lowering
from storage.models.contact import Contact
from storage.models.member import Member
from storage.models.visit import Visit
from storage.queries import contacts, lowerings, messages, visits


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLowering:
    """An asking; what stands does so until ``expires_at``.

    ``is_own``: the viewer's, who cannot answer.
    """

    id: UUID
    visit_id: UUID
    alias: str
    level_from: int
    level_to: int
    asked_by: str
    asked_at: datetime
    expires_at: datetime
    reason: PrivateText | None
    is_own: bool
    state: LoweringState


def lower(work: Work, visit_id: UUID, *, to: int, member_id: UUID, reason: PrivateText) -> bool:
    """Lower a level at once, or from R3 on ask for it; gives whether it is lower now.

    Raises:
        NotFoundError: there is no such visit, or not for this member. TalkEndedError: it is over.
        NotLowerError, ShortReasonError: not like this. LoweringStandsError: it is asked already.
    """
    visit, contact = _visit(work, visit_id, member_id)
    if not 0 <= to < visit.risk:
        raise NotLowerError
    if not is_reason(reason.reveal()):
        raise ShortReasonError
    if _standing(work, visit.id):
        raise LoweringStandsError
    row = _ask(work, visit, to=to, member_id=member_id, reason=reason)
    if needs_second(visit.risk):
        _note(work, Act.LOWERING_ASKED, row, member_id)
        _tell(work, row)
        return False
    row.answered_at, row.is_granted = work.now, True
    levels.put_down(work, contact, visit, to=to, by=member_id, seconded_by=None)
    return True


def grant(work: Work, lowering_id: UUID, *, member_id: UUID) -> None:
    """Agree as the second supervisor: the level is lower from now on.

    Raises:
        NotFoundError: there is no such asking, or not for this member.
        LoweringGoneError, TalkEndedError: too late. SamePersonError, SameHandsError: not a second.
    """
    row, visit, contact = _asked(work, lowering_id, member_id)
    if row.asked_by == member_id:
        raise SamePersonError
    if not making.are_two(work, row.asked_by, member_id):
        raise SameHandsError
    row.answered_by, row.answered_at, row.is_granted = member_id, work.now, True
    levels.put_down(work, contact, visit, to=row.level_to, by=row.asked_by, seconded_by=member_id)
    _tell(work, row)


def refuse(work: Work, lowering_id: UUID, *, member_id: UUID) -> None:
    """Say no as the second supervisor: the level stays.

    Raises:
        NotFoundError, LoweringGoneError, TalkEndedError, SamePersonError: as ``grant``.
    """
    row, _, _ = _asked(work, lowering_id, member_id)
    if row.asked_by == member_id:
        raise SamePersonError
    row.answered_by, row.answered_at, row.is_granted = member_id, work.now, False
    _note(work, Act.LOWERING_REFUSED, row, member_id)
    _tell(work, row)


def visit_of(work: Work, lowering_id: UUID) -> UUID:
    """The visit an asking is about.

    Raises:
        NotFoundError: there is no such asking.
    """
    return lowerings.get_visit_id(work.session, lowering_id)


def find(work: Work, visit_id: UUID, *, member_id: UUID) -> ShownLowering | None:
    """What is asked of this visit; whoever calls has made sure that the member may read it."""
    return next(iter(_shown(work, _standing(work, visit_id), member_id)), None)


def find_gone(work: Work, visit_id: UUID, *, member_id: UUID) -> ShownLowering | None:
    """The latest asking where nobody has answered it in time; who may is looked at as in ``find``.

    Its ``state`` says why it stands no more.
    """
    row = lowerings.latest(work.session, visit_id)
    if row is None:
        return None
    (found,) = _shown(work, [row], member_id)
    is_gone = found.state not in {LoweringState.ASKED, LoweringState.ANSWERED}
    return found if is_gone else None


def list_standing(work: Work, *, member_id: UUID) -> tuple[ShownLowering, ...]:
    """What is asked of visits the member may read, the oldest first."""
    rows = [
        row for row in _standing(work) if reading.can_read(work, row.visit_id, member_id=member_id)
    ]
    return _shown(work, rows, member_id)


def _standing(work: Work, visit_id: UUID | None = None) -> list[Lowering]:
    rows = lowerings.unanswered(work.session, since=work.now - STANDS_FOR, visit_id=visit_id)
    if not rows:
        return []
    changed = lowerings.last_changed(work.session, [row.visit_id for row in rows])
    return [row for row in rows if _state(work, row, changed) is LoweringState.ASKED]


def _state(work: Work, row: Lowering, changed: dict[UUID, datetime]) -> LoweringState:
    return state(
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        changed_at=changed.get(row.visit_id),
        is_moot=_is_moot(work, row),
        now=work.now,
    )


def _is_moot(work: Work, row: Lowering) -> bool:
    asker = work.session.get_one(Member, row.asked_by)
    if not (asker.is_active and may(asker.roles, Permission.LOWER_RISK)):
        return True
    return visits.get(work.session, row.visit_id).state is VisitState.ENDED


def _shown(work: Work, rows: Sequence[Lowering], member_id: UUID) -> tuple[ShownLowering, ...]:
    if not rows:
        return ()
    changed = lowerings.last_changed(work.session, [row.visit_id for row in rows])
    own = reading.viewer(work, member_id).organisation
    return tuple(
        ShownLowering(
            id=row.id,
            visit_id=row.visit_id,
            alias=shown.alias(work, visits.get(work.session, row.visit_id).contact_id, own),
            level_from=row.level_from,
            level_to=row.level_to,
            asked_by=shown.member_alias(work, row.asked_by) or "",
            asked_at=row.asked_at,
            expires_at=row.asked_at + STANDS_FOR,
            reason=levels.reason_of(work, row),
            is_own=row.asked_by == member_id,
            state=_state(work, row, changed),
        )
        for row in rows
    )


def _visit(work: Work, visit_id: UUID, member_id: UUID) -> tuple[Visit, Contact]:
    """A visit that goes on, under its contact's lock."""
    contacts.lock(work.session, visits.get(work.session, visit_id).contact_id)
    visit = visits.get(work.session, visit_id)
    reading.require(work, visit, member_id=member_id)
    if visit.state is VisitState.ENDED:
        raise TalkEndedError
    return visit, contacts.get(work.session, visit.contact_id)


def _asked(work: Work, lowering_id: UUID, member_id: UUID) -> tuple[Lowering, Visit, Contact]:
    """The contact is locked before the row: as everybody does who acts for a person."""
    visit, contact = _visit(work, visit_of(work, lowering_id), member_id)
    row = lowerings.get(work.session, lowering_id)
    changed = lowerings.last_changed(work.session, [visit.id])
    if _state(work, row, changed) is not LoweringState.ASKED:
        raise LoweringGoneError
    return row, visit, contact


def _ask(work: Work, visit: Visit, *, to: int, member_id: UUID, reason: PrivateText) -> Lowering:
    row = Lowering(
        id=uuid4(),
        visit_id=visit.id,
        level_from=visit.risk,
        level_to=to,
        asked_by=member_id,
        asked_at=work.now,
    )
    words = without_my_number(PrivateText(reason.reveal().strip()))
    sealed = work.house.seals.seal_words(
        work.session, visit.id, messages.place_of_lowering(row.id), words
    )
    row.sealed, row.wrapped_key = sealed.sealed, sealed.wrapped_key
    row.key_generation = sealed.key_generation
    work.session.add(row)
    work.session.flush()
    return row


def _note(work: Work, act: Act, row: Lowering, member_id: UUID) -> None:
    subject = Subject(kind=SubjectKind.VISIT, id=row.visit_id)
    audit.note(work, act, actor_id=member_id, subject=subject, reason=f"r{row.level_to}")


def _tell(work: Work, row: Lowering) -> None:
    work.tell(ALERTS)
    work.tell(Topic.conversation(row.visit_id))
