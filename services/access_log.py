"""The access log: who opened which talk or record of an organisation, and by what right."""

import base64
import binascii
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from domain.audit import THE_LOG, Act, Outcome, SubjectKind
from domain.audit_chain import microseconds, moment
from domain.clock import TOKYO
from domain.errors import NotFoundError, SealError
from services import audit, shown
from services.work import Work
from storage.models.audit import AuditEntry
from storage.models.member import Member
from storage.models.visit import Visit
from storage.queries import audit as audit_rows

SHOWN_ACTS: Final = frozenset(
    {
        Act.TALK_READ,
        Act.RECORD_READ,
        Act.GLASS_ASKED,
        Act.GLASS_GRANTED,
        Act.GLASS_ENDED,
        Act.GLASS_NOTED,
        Act.INCIDENT_READ,
        Act.INCIDENT_SHEET,
        Act.INCIDENT_GUEST,
        Act.INCIDENT_GUEST_ENDED,
        Act.READING_EXPLAINED,
        Act.HELD_WORDS_READ,
        Act.REFERRAL_READ,
        Act.PAPER_RELEASED,
        Act.PAPER_READ,
        Act.AUDIT_READ,
        Act.PORTAL_LINK_MADE,
        Act.PORTAL_MEMBER_ADDED,
        Act.MEMBER_ADDED,
        Act.INVITED,
        Act.INVITATION_USED,
        Act.ROLE_ASKED,
        Act.ROLE_ASKING_ENDED,
        Act.ROLE_GRANTED,
        Act.ROLE_CHANGED,
        Act.OFF_BOARDED,
        Act.SESSIONS_ENDED,
        Act.FACTOR_ADDED,
        Act.FACTOR_REMOVED,
    }
)
"""What opens words, and what makes somebody one who may open them."""

_ON_A_PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One line. ``person`` and ``began_at`` are of the talk, None where it is about none.

    ``actor`` is None for the clock and the command line. ``member``: to whom it was done.
    ``reason`` is a closed word.
    """

    at: datetime
    actor: str | None
    act: Act
    outcome: Outcome
    person: str | None
    began_at: datetime | None
    member: str | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of the log is wanted; ``cursor`` is the ``older`` of the page before."""

    member_id: UUID | None = None
    on: date | None = None
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessPage:
    """A page of the log, the newest first; ``older`` leads on, None at the end.

    ``members`` are those of the organisation, by id and name.
    """

    entries: tuple[Access, ...]
    older: str | None
    members: tuple[tuple[UUID, str], ...]


def read(work: Work, *, member_id: UUID, wanted: Wanted) -> AccessPage:
    """What concerns the member's own organisation, and nothing else; looking is noted as well.

    Raises:
        NotFoundError: the cursor is not one of this organisation's.
    """
    own = work.session.get_one(Member, member_id).organisation
    found = audit_rows.about(
        work.session,
        own,
        SHOWN_ACTS,
        member_id=wanted.member_id,
        between=_day(wanted.on) if wanted.on is not None else None,
        before=_opened(work, own, wanted.cursor) if wanted.cursor is not None else None,
        most=_ON_A_PAGE + 1,
    )
    page = found[:_ON_A_PAGE]
    audit.note(work, Act.AUDIT_READ, actor_id=member_id, subject=THE_LOG)
    return AccessPage(
        entries=_lines(work, page, own),
        older=_cursor(work, own, page[-1].seq) if len(found) > _ON_A_PAGE else None,
        members=_members(work, own),
    )


def _lines(work: Work, rows: Sequence[AuditEntry], own: str | None) -> tuple[Access, ...]:
    visits = _visits(work, rows)
    members = {row.subject_id for row in rows if row.subject_kind == SubjectKind.MEMBER}
    ids = members | {row.actor_id for row in rows}
    names = shown.member_aliases(work, [each for each in ids if each is not None])
    lines = []
    for row in rows:
        visit = visits.get(row.subject_id) if row.subject_id is not None else None
        lines.append(
            Access(
                at=moment(row.at_us),
                actor=names.get(row.actor_id) if row.actor_id is not None else None,
                act=Act(row.act),
                outcome=Outcome(row.outcome),
                person=shown.alias(work, visit.contact_id, own) if visit is not None else None,
                began_at=visit.started_at if visit is not None else None,
                member=names.get(row.subject_id) if row.subject_id is not None else None,
                reason=row.reason,
            )
        )
    return tuple(lines)


def _visits(work: Work, rows: Iterable[AuditEntry]) -> dict[UUID, Visit]:
    ids = {row.subject_id for row in rows if row.subject_kind == SubjectKind.VISIT}
    found = work.session.scalars(select(Visit).where(Visit.id.in_(ids)))
    return {visit.id: visit for visit in found}


def _members(work: Work, own: str | None) -> tuple[tuple[UUID, str], ...]:
    rows = work.session.execute(
        select(Member.id, Member.alias)
        .where(Member.organisation.is_not_distinct_from(own))
        .order_by(Member.alias, Member.id)
    )
    return tuple((member_id, alias) for member_id, alias in rows)


def _day(on: date) -> tuple[int, int]:
    begins = datetime.combine(on, time(), TOKYO)
    return microseconds(begins), microseconds(begins + timedelta(days=1))


def _cursor(work: Work, own: str | None, seq: int) -> str:
    """A place in the log that only this organisation can go on from, and that tells no number."""
    sealed = work.house.seals.seal_passing(str(seq).encode(), _place(own))
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def _opened(work: Work, own: str | None, cursor: str) -> int:
    try:
        sealed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        return int(work.house.seals.open_passing(sealed, _place(own)))
    except (SealError, binascii.Error, ValueError):
        raise NotFoundError("No such page") from None


def _place(own: str | None) -> str:
    return f"access-log|{own or ''}"
