"""The audit log: who did what, when, to which thing. Acts only, never words, never LINE's ids."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from domain.audit import Act, Noted, Outcome, Subject, SubjectKind
from domain.audit_chain import Entry, Place, microseconds, written_out
from services.work import Work
from storage.models.audit import AuditEntry
from storage.queries import audit, members

READ_ONCE_IN: Final = timedelta(minutes=10)
"""A page that is open reads again with every change: one entry for so long says it."""

_CLOSED_WORD: Final = re.compile(r"[a-z0-9_.-]{1,32}")

_ORGANISATION_OF: Final[Mapping[SubjectKind, Callable[[Session, UUID], str | None]]] = {
    SubjectKind.VISIT: audit.organisation_of_talk,
    SubjectKind.MEMBER: audit.organisation_of_member,
    SubjectKind.GLASS: audit.organisation_of_glass,
    SubjectKind.REFERRAL: audit.organisation_of_referral,
    SubjectKind.PAPER: audit.organisation_of_paper,
}
"""Whom a thing concerns; where nothing is said, whoever acts."""


def note(
    work: Work,
    act: Act,
    *,
    actor_id: UUID | None,
    subject: Subject | None = None,
    reason: str | None = None,
    outcome: Outcome = Outcome.DONE,
) -> None:
    """Add an entry to the chain, within the act it tells of.

    ``actor_id`` is the member who acted, None for the command line and the clock. ``reason`` is
    a word of a closed list, never typed text.

    Raises:
        ValueError: the reason is no such word. It is not repeated.
    """
    if reason is not None and not _CLOSED_WORD.fullmatch(reason):
        raise ValueError("A reason in the audit log is a word of a closed list")
    work.noted.append(
        Noted(act=act, actor_id=actor_id, subject=subject, reason=reason, outcome=outcome)
    )


def is_read_noted(work: Work, act: Act, *, actor_id: UUID, visit_id: UUID) -> bool:
    """Whether a member's reading of a talk or record stands in the log, from a moment ago."""
    return audit.was_noted(
        work.session,
        actor_id=actor_id,
        subject_id=visit_id,
        act=act,
        since_us=microseconds(work.now - READ_ONCE_IN),
    )


def write(work: Work) -> None:
    """Write what was noted to the end of the chain: the last thing an act does before its commit.

    The lock of the log is taken after every other, so that it never stands in anybody's way.
    """
    if not work.noted:
        return
    work.session.flush()
    told = [_told(work, noted) for noted in work.noted]
    audit.lock(work.session)
    place = audit.end_of(work.session)
    for row in told:
        place = _chain(work, row, place)
        work.session.add(row)
    work.session.flush()
    work.noted.clear()


def _told(work: Work, noted: Noted) -> AuditEntry:
    """The entry, without its place in the chain."""
    actor_id = noted.actor_id
    actor = members.standing_of(work.session, actor_id) if actor_id is not None else None
    organisation = actor.organisation if actor is not None else None
    return AuditEntry(
        at_us=microseconds(work.now),
        actor_id=noted.actor_id,
        actor_roles=",".join(sorted(actor.roles)) if actor is not None else "",
        organisation=organisation,
        concerns=_concerned(work, noted.subject, organisation),
        act=noted.act.value,
        subject_kind=noted.subject.kind.value if noted.subject is not None else None,
        subject_id=noted.subject.id if noted.subject is not None else None,
        outcome=noted.outcome.value,
        reason=str(noted.reason) if noted.reason is not None else None,
    )


def _concerned(work: Work, subject: Subject | None, own: str | None) -> str | None:
    find = _ORGANISATION_OF.get(subject.kind) if subject is not None else None
    if find is None or subject is None:
        return own
    return find(work.session, subject.id) or own


def _chain(work: Work, row: AuditEntry, place: Place) -> Place:
    """Number the entry and bind it to the one before; gives its place."""
    seals = work.house.seals
    row.seq = place.seq + 1
    row.key_version = seals.audit_version()
    row.previous = place.mac
    row.mac = seals.audit_mac(row.key_version, row.previous, written_out(_entry(row)))
    return Place(seq=row.seq, mac=row.mac, at_us=row.at_us)


def _entry(row: AuditEntry) -> Entry:
    return Entry(
        seq=row.seq,
        at_us=row.at_us,
        actor_id=row.actor_id.hex if row.actor_id is not None else None,
        actor_roles=row.actor_roles,
        organisation=row.organisation,
        concerns=row.concerns,
        act=row.act,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id.hex if row.subject_id is not None else None,
        outcome=row.outcome,
        reason=row.reason,
        key_version=row.key_version,
    )
