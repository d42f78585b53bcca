"""Sign-ins: the browsers in which a member is signed in, and their end."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.permission import Permission, may
from services import audit, timetable
from services.live import Topic
from services.work import Work
from storage.models.member import Member
from storage.queries import line, sessions, visits
from storage.queries.sessions import KeptSession


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """One browser; ``is_this``: the one that asks."""

    began_at: datetime
    seen_at: datetime
    is_this: bool


def of_member(work: Work, member_id: UUID, *, this: bytes | None) -> tuple[SignIn, ...]:
    """The member's living sign-ins, the newest first; ``this`` is the asking one's digest."""
    return tuple(
        SignIn(began_at=kept.created_at, seen_at=kept.seen_at, is_this=kept.token_hash == this)
        for kept in sessions.of_member(work.session, member_id, now=work.now)
    )


def end_others(work: Work, member_id: UUID, *, this: bytes | None) -> None:
    """End all of the member's sign-ins but one."""
    sessions.end_all(work.session, member_id, but=this)
    _note_end(work, member_id, actor_id=member_id, reason="by_member")


def end_all(work: Work, member_id: UUID, *, actor_id: UUID | None, reason: str) -> None:
    """End all of the member's sign-ins, those just beginning too; open pages close.

    For whatever changes what a member is or how they prove it: role, passphrase, factor,
    membership. ``reason`` is a closed word for the audit log.
    """
    member = work.session.get_one(Member, member_id)
    member.fs_uniquifier = uuid4().hex
    work.session.flush()
    sessions.end_all(work.session, member_id)
    _note_end(work, member_id, actor_id=actor_id, reason=reason)


def is_shift_over(work: Work, kept: KeptSession) -> bool:
    """Whether a sign-in ends because its evening has: one that began before that closed.

    Of whoever talks with people. It ends when talks may no longer be extended; while a record is
    missing, at the report; and never while a talk of theirs is open, nor, for whoever supervises,
    while anybody's goes on.
    """
    if kept.member_id is None:
        return False
    evening = timetable.evening(work, at=kept.created_at)
    if evening is None or evening.goes_on or not kept.created_at < evening.closes_at:
        return False
    if work.now < evening.extension_until or not _talks_with_people(work, kept.member_id):
        return False
    if _is_needed(work, kept.member_id):
        return False
    return work.now >= evening.report_at or not visits.without_record(work.session, kept.member_id)


def _talks_with_people(work: Work, member_id: UUID) -> bool:
    member = work.session.get_one(Member, member_id)
    return may(member.roles, Permission.TAKE_CONTACT)


def _is_needed(work: Work, member_id: UUID) -> bool:
    """Whether a talk goes on that is theirs, or stands under their eyes."""
    if line.count_talks(work.session, member_id):
        return True
    member = work.session.get_one(Member, member_id)
    supervises = may(member.roles, Permission.SUPERVISE_TALK)
    return supervises and visits.is_any_talking(work.session)


def _note_end(work: Work, member_id: UUID, *, actor_id: UUID | None, reason: str) -> None:
    audit.note(
        work,
        Act.SESSIONS_ENDED,
        actor_id=actor_id,
        subject=Subject(kind=SubjectKind.MEMBER, id=member_id),
        reason=reason,
    )
    work.tell(Topic.sign_in(member_id))
