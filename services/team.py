"""The team: the members of one organisation, and what its manager does about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique
from typing import Final
from uuid import UUID

from domain.clock import TOKYO
from domain.errors import NotFoundError, RefusedError
from domain.login import as_login
from domain.permission import Permission, Role, may
from services import accounts, invitations, making, off_boarding, sign_ins, standing_down
from services.invitations import Made
from services.passphrases import NONE_YET
from services.work import Work
from storage.models.member import Member
from storage.queries import team

GIVEN_ROLES: Final = (Role.COUNSELLOR, Role.SUPERVISOR, Role.MANAGER)
"""What a manager may make of a member."""

INVITED_ROLES: Final = (Role.COUNSELLOR, Role.MANAGER)
"""What somebody is invited as. A supervisor is made of a member, before everybody's eyes."""

LONGEST_ALIAS: Final = 20


class OwnAccountError(RefusedError):
    """A manager does this to others only: nobody makes themselves more, or shuts everybody out."""

    code = "own_account"


class AliasTakenError(RefusedError):
    """Somebody who answers, in whatever organisation, is called so already, or nearly so."""

    code = "alias_taken"


class OddAliasError(RefusedError):
    """Nothing is left of the alias, or it is too long."""

    code = "odd_alias"


class RoleNotGivenError(RefusedError):
    """This role is not a manager's to give or to take."""

    code = "role_not_given"


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

    ``needs_the_keeper``: no manager makes a link for them.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody about to be invited: ``alias`` is what people read; no family name is kept."""

    login: str
    alias: str
    role: Role
    is_manager: bool = False
    is_new: bool = False


def list_team(work: Work, *, by: UUID) -> tuple[TeamMember, ...]:
    """Everybody of one's own organisation, those who have left last."""
    own = work.session.get_one(Member, by).organisation
    return _shown(work, team.of_organisation(work.session, own), by)


def get(work: Work, member_id: UUID, *, by: UUID) -> TeamMember:
    """One of one's own organisation.

    Raises:
        NotFoundError: there is none there.
    """
    return _shown(work, [_own(work, member_id, by)], by)[0]


def invite(work: Work, newcomer: Newcomer, *, by: UUID) -> tuple[UUID, Made]:
    """Add a member to one's own organisation, with a link to choose a passphrase by.

    Raises:
        LoginTakenError, EmptyLoginError, AliasTakenError, OddAliasError: not under these names.
        RoleNotGivenError: not as this.
    """
    alias = require_alias(work, newcomer.alias)
    if newcomer.role not in INVITED_ROLES:
        raise RoleNotGivenError
    member_id = accounts.add_member(
        work,
        login=newcomer.login,
        alias=alias,
        role=newcomer.role,
        organisation=work.session.get_one(Member, by).organisation,
        is_new=newcomer.is_new,
        is_manager=newcomer.is_manager and newcomer.role is not Role.MANAGER,
        actor_id=by,
    )
    return member_id, invitations.make(work, member_id, actor_id=by)


def renew_link(work: Work, member_id: UUID, *, by: UUID) -> Made:
    """A new link, for whoever did not use the first, or has lost passphrase or factor.

    Raises:
        NotFoundError: nobody of one's own organisation, or they have left.
        OwnAccountError, RoleNotGivenError: oneself; somebody who is not a manager's to change.
        NeedsTheKeeperError: a supervisor, or a manager who has a passphrase.
    """
    member = _changeable(work, member_id, by)
    making.require_no_keeper(member)
    return invitations.make(work, member_id, actor_id=by)


def change_role(work: Work, member_id: UUID, *, role: Role, is_manager: bool, by: UUID) -> None:
    """Make a member something else; they sign in anew. Talks no longer theirs go to others.

    Raises:
        NotFoundError, OwnAccountError, RoleNotGivenError: as ``renew_link``, or not to be this.
    """
    _changeable(work, member_id, by)
    _require_given(role)
    accounts.set_roles(work, member_id, role=role, is_manager=is_manager, actor_id=by)
    standing_down.keep_to_role(work, member_id, by=by)


def end_sign_ins(work: Work, member_id: UUID, *, by: UUID) -> None:
    """Sign a member out everywhere.

    Raises:
        NotFoundError, OwnAccountError, RoleNotGivenError: as ``renew_link``.
    """
    _changeable(work, member_id, by)
    sign_ins.end_all(work, member_id, actor_id=by, reason="by_manager")


def let_go(work: Work, member_id: UUID, *, by: UUID) -> None:
    """Off-board a member of one's own organisation.

    Raises:
        NotFoundError, OwnAccountError, RoleNotGivenError: as ``renew_link``.
    """
    _changeable(work, member_id, by)
    off_boarding.off_board(work, member_id, actor_id=by)


def require_alias(work: Work, typed: str) -> str:
    """A name as people read it, which nobody has who answers.

    Raises:
        AliasTakenError, OddAliasError: it is not to be had, or is none.
    """
    alias = typed.strip()
    if not 0 < len(alias) <= LONGEST_ALIAS or not alias.isprintable():
        raise OddAliasError
    if as_login(alias) in {as_login(each) for each in team.active_aliases(work.session)}:
        raise AliasTakenError
    return alias


def _own(work: Work, member_id: UUID, by: UUID) -> Member:
    member = work.session.get(Member, member_id)
    if member is None or member.organisation != work.session.get_one(Member, by).organisation:
        raise NotFoundError("No such member")
    return member


def _changeable(work: Work, member_id: UUID, by: UUID) -> Member:
    own = work.session.get_one(Member, by).organisation
    team.lock_managers(work.session, own)
    manager = work.session.get_one(Member, by)
    member = _own(work, member_id, by)
    is_still_one = manager.is_active and may(manager.roles, Permission.CHANGE_TEAM)
    if not is_still_one or not member.is_active:
        raise NotFoundError("No such member")
    if member_id == by:
        raise OwnAccountError
    _require_given(member.role)
    return member


def _require_given(role: Role) -> None:
    if role not in GIVEN_ROLES:
        raise RoleNotGivenError


def _shown(work: Work, rows: Sequence[Member], by: UUID) -> tuple[TeamMember, ...]:
    ids = [row.id for row in rows]
    locked = team.locked(work.session, ids, now=work.now)
    own = work.session.get_one(Member, by).organisation
    last = team.last_signed_in(work.session, own)
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
        )
        for row in rows
    )


def _state(row: Member, *, is_locked: bool) -> TeamState:
    if not row.is_active:
        return TeamState.LEFT
    if row.password_hash == NONE_YET:
        return TeamState.INVITED
    return TeamState.LOCKED if is_locked else TeamState.ACTIVE
