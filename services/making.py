"""Who has made whom what they are: nobody is to be two people, and a new power is seen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from domain.audit import Act
from domain.audit_chain import microseconds, moment
from domain.errors import RefusedError
from domain.permission import Permission, Role, may
from services import organisations, shown
from services.passphrases import NONE_YET
from services.work import Work
from storage.models.member import Member
from storage.queries import audit, members

HOLDS: Final = timedelta(days=30)
"""How long whoever was made by somebody does not count as another person than they."""

SHOWN_FOR: Final = timedelta(days=1)
"""How long a new power stands before the eyes of those who look on."""

_MAKING: Final = frozenset({Act.MEMBER_ADDED, Act.INVITED, Act.ROLE_CHANGED})
_POWERS: Final = frozenset({"supervisor", "manager", "counsellor.manager", "manager.supervisor"})


class NeedsTheKeeperError(RefusedError):
    """Whoever has this link reads what others say: the server's keeper makes it, no manager."""

    code = "needs_the_keeper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Somebody was made one who may read what others say, or open it; ``by`` by whom."""

    member: str
    by: str
    organisation: str | None
    word: str
    at: datetime


def are_two(work: Work, one: UUID, other: UUID) -> bool:
    """Whether they count as two people: neither made the other, and nobody made both.

    Made is who was added, given a link or another role within ``HOLDS``, by whomever in turn was
    made by somebody. Who only agreed to a role has made nobody. The server's keeper, at the
    command line, may make as many as they like.
    """
    return _makers(work, one).isdisjoint(_makers(work, other))


def second_people(work: Work, member_id: UUID, permission: Permission) -> frozenset[UUID]:
    """Who may do this, can sign in, and counts as another person than this member."""
    makers = _makers(work, member_id)
    return frozenset(
        each.id
        for each in members.everybody(work.session)
        if each.is_active and each.password_hash != NONE_YET and may(each.roles, permission)
        if organisations.takes_part(work, each)
        if makers.isdisjoint(_makers(work, each.id))
    )


def needs_the_keeper(member: Member) -> bool:
    """Whether a link for this member would let a manager in as somebody who may do more."""
    if member.role is Role.SUPERVISOR:
        return True
    return may(member.roles, Permission.GRANT_GLASS) and member.password_hash != NONE_YET


def require_no_keeper(member: Member) -> None:
    """A manager may make a link for this member.

    Raises:
        NeedsTheKeeperError: none may.
    """
    if needs_the_keeper(member):
        raise NeedsTheKeeperError


def list_news(work: Work, *, member_id: UUID) -> tuple[Made, ...]:
    """The powers that others have given in the last day, the newest first."""
    found = audit.with_reason(
        work.session,
        {Act.MEMBER_ADDED, Act.ROLE_CHANGED},
        _POWERS,
        since_us=microseconds(work.now - SHOWN_FOR),
    )
    rows = [row for row in found if member_id not in (row.actor_id, row.subject_id)]
    names = shown.member_aliases(
        work, [each for row in rows for each in (row.actor_id, row.subject_id) if each is not None]
    )
    organisations = {each.code: each.name for each in work.house.schedule.organisations}
    return tuple(
        Made(
            member=names[row.subject_id],
            by=names[row.actor_id],
            organisation=organisations.get(row.concerns or "", row.concerns),
            word=row.reason or "",
            at=moment(row.at_us),
        )
        for row in rows
        if row.actor_id is not None and row.subject_id is not None
    )


def _makers(work: Work, member_id: UUID) -> set[UUID]:
    """The member, who made them, who made those, and so on."""
    since = microseconds(work.now - HOLDS)
    known, asked = {member_id}, [member_id]
    while asked:
        made = audit.acted_on(work.session, _MAKING, subject_id=asked.pop(), since_us=since)
        fresh = set(made) - known
        known |= fresh
        asked.extend(fresh)
    return known
