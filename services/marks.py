"""Marks: what a counsellor notes with one tap, and whom it is told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.audit import Act, Subject, SubjectKind
from domain.mark import ABUSE, BY_HAND, Mark
from services import audit, contacts, in_hand, shown
from services.live import WAITING_LINE
from services.work import Work
from storage.models.mark import MarkRow
from storage.models.visit import Visit
from storage.queries import marks


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMark:
    """A mark of a talk, with who set it; None is nobody: words were judged."""

    kind: Mark
    by: str | None
    marked_at: datetime


def put(work: Work, visit_id: UUID, kind: Mark, *, member_id: UUID) -> bool:
    """Mark one's own talk, or one beside it; gives whether it is new.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
        ValueError: a mark that nobody sets by hand.
    """
    if kind not in BY_HAND:
        raise ValueError("not a mark to set by hand")
    visit, _, contact = in_hand.take(work, visit_id, member_id=member_id, or_beside=True)
    if kind in ABUSE:
        _drop(work, visit_id, Mark.MAYBE_ABUSE)
    if marks.find(work.session, visit_id, kind) is not None:
        return False
    _add(work, visit, kind, member_id)
    _note(work, Act.MARK_SET, visit_id, kind, member_id)
    contacts.changed(work, contact, visit.id)
    return True


def take_away(work: Work, visit_id: UUID, kind: Mark, *, member_id: UUID) -> None:
    """It was not so, or the offer to mark it is not wanted; nothing where it is not marked.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
    """
    visit, _, contact = in_hand.take(work, visit_id, member_id=member_id, or_beside=True)
    if _drop(work, visit_id, kind):
        _note(work, Act.MARK_REMOVED, visit_id, kind, member_id)
        contacts.changed(work, contact, visit.id)


def suspect(work: Work, visit: Visit) -> None:
    """Words were judged to be against whoever reads them: the counsellor is offered the mark.

    Nothing else follows. Whoever calls holds the contact's lock.
    """
    kinds = {row.kind for row in marks.of_visit(work.session, visit.id)}
    if not kinds & {Mark.MAYBE_ABUSE, *ABUSE}:
        _add(work, visit, Mark.MAYBE_ABUSE, None)


def list_of(work: Work, visit_id: UUID) -> tuple[ShownMark, ...]:
    """The marks of a visit, the oldest first; whoever calls may read it."""
    rows = marks.of_visit(work.session, visit_id)
    names = shown.member_aliases(work, [row.member_id for row in rows if row.member_id is not None])
    return tuple(
        ShownMark(
            kind=row.kind,
            by=names.get(row.member_id) if row.member_id is not None else None,
            marked_at=row.marked_at,
        )
        for row in rows
    )


def _add(work: Work, visit: Visit, kind: Mark, member_id: UUID | None) -> None:
    work.session.add(
        MarkRow(
            visit_id=visit.id,
            kind=kind,
            contact_id=visit.contact_id,
            member_id=member_id,
            marked_at=work.now,
        )
    )
    work.session.flush()
    work.tell(WAITING_LINE)


def _drop(work: Work, visit_id: UUID, kind: Mark) -> bool:
    row = marks.find(work.session, visit_id, kind)
    if row is None:
        return False
    work.session.delete(row)
    work.session.flush()
    return True


def _note(work: Work, act: Act, visit_id: UUID, kind: Mark, member_id: UUID) -> None:
    subject = Subject(kind=SubjectKind.VISIT, id=visit_id)
    audit.note(work, act, actor_id=member_id, subject=subject, reason=kind)
