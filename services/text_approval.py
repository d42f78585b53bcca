"""Approval: what is about a crisis, or names a number, is in force once a second person says so."""

from uuid import UUID

from domain.audit import Act, Subject, SubjectKind
from domain.errors import NotFoundError, RefusedError
from domain.permission import Permission
from services import audit, making, texts
from services.edition import read_bubbles
from services.glass import SameHandsError
from services.text_versions import TextChangedError, TextRefusedError
from services.work import Work
from storage.models.text import TextVersion
from texts.key import TextKey
from texts.rules import refusals


class OwnTextError(RefusedError):
    """Whoever wrote a version is not its second person."""

    code = "own_text"


def approve(work: Work, version_id: UUID, *, member_id: UUID) -> TextKey:
    """Put a version that waits in force; gives which text it is of.

    Raises:
        NotFoundError: there is no such version. OwnTextError: one's own.
        SameHandsError: one has lately made the other a member, or somebody made both.
        TextChangedError: it does not wait any more. TextRefusedError: it breaks a rule by now.
    """
    version, key = _find(work, version_id)
    if version.written_by == member_id:
        raise OwnTextError
    if version.approved_by == member_id:
        return key  # pressed twice
    if not version.is_waiting:
        raise TextChangedError
    if not making.are_two(work, version.written_by, member_id):
        raise SameHandsError
    bubbles = read_bubbles(version.bubbles) or ()
    faults = refusals(bubbles, texts.ground_of(work).frame(key))
    if faults:
        raise TextRefusedError(faults)
    version.approved_by, version.in_force_at = member_id, work.now
    work.session.flush()
    work.edition = None
    _note(work, version, member_id, "approved")
    return key


def has_second(work: Work, member_id: UUID) -> bool:
    """Whether anybody could approve of what this member has written."""
    return bool(making.second_people(work, member_id, Permission.APPROVE_TEXTS) - {member_id})


def take_back(work: Work, version_id: UUID, *, member_id: UUID) -> TextKey:
    """Let a version that waits go, its own or a colleague's; gives which text it is of.

    Raises:
        NotFoundError: there is no such version. TextChangedError: it is in force already.
    """
    version, key = _find(work, version_id)
    if version.taken_back_at is not None:
        return key
    if not version.is_waiting:
        raise TextChangedError
    version.taken_back_at, version.taken_back_by = work.now, member_id
    work.session.flush()
    _note(work, version, member_id, "taken_back")
    return key


def _find(work: Work, version_id: UUID) -> tuple[TextVersion, TextKey]:
    version = work.session.get(TextVersion, version_id, with_for_update=True)
    key = version.key if version is not None else None
    if version is None or key is None or texts.ground_of(work).shipped(key) is None:
        raise NotFoundError("No such version")
    return version, key


def _note(work: Work, version: TextVersion, member_id: UUID, reason: str) -> None:
    subject = Subject(kind=SubjectKind.TEXT, id=version.id)
    audit.note(work, Act.TEXT_APPROVED, actor_id=member_id, subject=subject, reason=reason)
