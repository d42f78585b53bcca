"""The team as its page shows it: the members of one organisation, and what waits about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique
from uuid import UUID

from domain.clock import TOKYO
from domain.permission import Role
from services import making, role_askings
from services.passphrases import NONE_YET
from services.role_askings import ShownAsking
from services.team import GIVEN_ROLES, get_own
from services.work import Work
from storage.models.member import Member
from storage.queries import team


@unique
class TeamState(StrEnum):
    """How a member stands to the house."""

    INVITED = "invited"  # has not chosen a passphrase yet
    ACTIVE = "active"
    LOCKED = "locked"  # after failures, for a while
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMember:
    """One member; ``last_on`` is the local day of the last sign-in.

    ``needs_the_keeper``: no manager makes a link for them. ``asking``: what somebody would make
    of them, and waits for a second person. ``waits``: nobody's words are open to them before one
    has agreed.
    """

    id: UUID
    login: str
    alias: str
    role: Role
    is_manager: bool
    is_new: bool
    state: TeamState
    last_on: date | None
    may_be_changed: bool
    needs_the_keeper: bool
    asking: ShownAsking | None
    waits: bool


def list_team(work: Work, *, by: UUID) -> tuple[TeamMember, ...]:
    """Everybody of one's own organisation, those who have left last."""
    own = work.session.get_one(Member, by).organisation
    return _shown(work, team.of_organisation(work.session, own), by)


def get(work: Work, member_id: UUID, *, by: UUID) -> TeamMember:
    """One of one's own organisation.

    Raises:
        NotFoundError: there is none there.
    """
    return _shown(work, [get_own(work, member_id, by=by)], by)[0]


def _shown(work: Work, rows: Sequence[Member], by: UUID) -> tuple[TeamMember, ...]:
    ids = [row.id for row in rows]
    locked = team.locked(work.session, ids, now=work.now)
    own = work.session.get_one(Member, by).organisation
    last = team.last_signed_in(work.session, own)
    asked = role_askings.of_organisation(work, member_id=by)
    return tuple(
        TeamMember(
            id=row.id,
            login=row.login,
            alias=row.alias,
            role=row.role,
            is_manager=row.is_manager,
            is_new=row.is_new,
            state=_state(row, is_locked=row.id in locked),
            last_on=last[row.id].astimezone(TOKYO).date() if row.id in last else None,
            may_be_changed=row.is_active and row.id != by and row.role in GIVEN_ROLES,
            needs_the_keeper=making.needs_the_keeper(row),
            asking=asked.get(row.id),
            waits=row.is_active and not row.is_admitted,
        )
        for row in rows
    )


def _state(row: Member, *, is_locked: bool) -> TeamState:
    if not row.is_active:
        return TeamState.LEFT
    if row.password_hash == NONE_YET:
        return TeamState.INVITED
    return TeamState.LOCKED if is_locked else TeamState.ACTIVE
