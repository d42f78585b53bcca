"""The team: what the manager of an organisation does about its members."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from domain.errors import NotFoundError, RefusedError
from domain.login import as_login
from domain.permission import Permission, Role, may
from domain.power import is_gained
from services import (
    accounts,
    invitations,
    making,
    off_boarding,
    role_askings,
    sign_ins,
    standing_down,
)
from services.invitations import Made
from services.work import Work
from storage.models.member import Member
from storage.queries import team

GIVEN_ROLES: Final = (Role.COUNSELLOR, Role.SUPERVISOR, Role.MANAGER)
"""What a manager may make of a member."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody about to be invited: ``alias`` is what people read; no family name is kept."""

    login: str
    alias: str
    is_new: bool = False


def invite(work: Work, newcomer: Newcomer, *, by: UUID) -> tuple[UUID, Made]:
    """Add a counsellor to one's own organisation, with a link to choose a passphrase by.

    Supervisors and managers are made of members, by two people (``change_role``).

    Raises:
        LoginTakenError, EmptyLoginError, AliasTakenError, OddAliasError: not under these names.
    """
    alias = require_alias(work, newcomer.alias)
    member_id = accounts.add_member(
        work,
        login=newcomer.login,
        alias=alias,
        role=Role.COUNSELLOR,
        organisation=work.session.get_one(Member, by).organisation,
        is_new=newcomer.is_new,
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

    Whoever would be a supervisor or a manager, and was not, stays what they are until a second
    person has agreed (``services.role_askings``); who is not yet admitted, until one has to that.

    Raises:
        NotFoundError, OwnAccountError, RoleNotGivenError: as ``renew_link``, or not to be this.
    """
    member = _changeable(work, member_id, by)
    _require_given(role)
    is_more = is_gained(member.roles, {role, Role.MANAGER} if is_manager else {role})
    if is_more or not member.is_admitted:
        role_askings.ask(work, member_id, role=role, is_manager=is_manager, by=by)
        return
    role_askings.withdraw(work, member_id, by=by)
    accounts.set_roles(work, member_id, role=role, is_manager=is_manager, actor_id=by)
    standing_down.keep_to_role(work, member_id, by=by)


def withdraw_asking(work: Work, member_id: UUID, *, by: UUID) -> None:
    """Take back what is asked about a member of one's own organisation.

    Raises:
        NotFoundError, OwnAccountError, RoleNotGivenError: as ``renew_link``.
    """
    _changeable(work, member_id, by)
    role_askings.withdraw(work, member_id, by=by)


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


def get_own(work: Work, member_id: UUID, *, by: UUID) -> Member:
    """The row of a member of one's own organisation.

    Raises:
        NotFoundError: there is none there.
    """
    member = work.session.get(Member, member_id)
    if member is None or member.organisation != work.session.get_one(Member, by).organisation:
        raise NotFoundError("No such member")
    return member


def _changeable(work: Work, member_id: UUID, by: UUID) -> Member:
    own = work.session.get_one(Member, by).organisation
    team.lock_managers(work.session, own)
    manager = work.session.get_one(Member, by)
    member = get_own(work, member_id, by=by)
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
