"""Accounts: members are added, changed and let go here."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.errors import NotFoundError, RefusedError
from domain.login import as_login
from domain.permission import Permission, Role, may
from services import audit, factors, glass, lockout, sign_ins
from services.passphrases import NONE_YET
from services.work import Work
from storage.models.member import Member
from storage.queries import known_places, members, role_askings, sign_in


class LoginTakenError(RefusedError):
    """There is a member with this login name already."""

    code = "login_taken"


class EmptyLoginError(RefusedError):
    """Nothing is left of the login name, or it is too long."""

    code = "empty_login"


class UnknownOrganisationError(RefusedError):
    """The schedule file names no such organisation."""

    code = "unknown_organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A member's account, without anything that opens it."""

    id: UUID
    login: str
    alias: str
    role: Role
    is_manager: bool
    organisation: str | None
    is_active: bool
    has_passphrase: bool


_LONGEST_LOGIN: Final = 64


def add_member(  # noqa: PLR0913 - a member is made of this much
    work: Work,
    *,
    login: str,
    alias: str,
    role: Role,
    password_hash: str = NONE_YET,
    organisation: str | None = None,
    is_new: bool = False,
    is_manager: bool = False,
    actor_id: UUID | None = None,
) -> UUID:
    """Add a member; without a passphrase they need an invitation (``services.invitations``).

    ``is_new``: with fewer talks at once. ``is_manager``: beside another role.

    Raises:
        LoginTakenError: the login name, or one that is written alike, is in use.
        EmptyLoginError: it is no name.
        UnknownOrganisationError: the schedule has no organisation with this code.
    """
    known = {each.code for each in work.house.schedule.organisations}
    if organisation is not None and organisation not in known:
        raise UnknownOrganisationError("The schedule names no such organisation.")
    name = as_login(login)
    if not 0 < len(name) <= _LONGEST_LOGIN:
        raise EmptyLoginError(f"A login name has 1 to {_LONGEST_LOGIN} characters.")
    if members.find_by_login(work.session, name) is not None:
        raise LoginTakenError("There is a member with this login name.")
    member = Member(
        id=uuid4(),
        login=name,
        password_hash=password_hash,
        alias=alias,
        role=role,
        is_active=True,
        fs_uniquifier=uuid4().hex,
        created_at=work.now,
        organisation=organisation,
        is_new=is_new,
        is_manager=is_manager,
    )
    work.session.add(member)
    work.session.flush()
    _note(work, Act.MEMBER_ADDED, member.id, actor_id=actor_id, reason=_word(member))
    return member.id


def get(work: Work, member_id: UUID) -> Account:
    """The account of a member, active or not.

    Raises:
        NotFoundError: there is none.
    """
    member = work.session.get(Member, member_id)
    if member is None:
        raise NotFoundError("No such member")
    return _account(member)


def get_by_login(work: Work, login: str) -> Account:
    """The account with this login name, active or not.

    Raises:
        NotFoundError: there is none.
    """
    member = members.find_by_login(work.session, as_login(login))
    if member is None:
        raise NotFoundError("No such member")
    return _account(member)


def find_who_may(work: Work, login: str, permission: Permission) -> UUID | None:
    """The member with this login name, if they answer and may do this; None if they may not.

    It reads no more of them than the exporter's database role may.

    Raises:
        NotFoundError: there is no such member.
    """
    member = members.standing_of_login(work.session, as_login(login))
    if member is None:
        raise NotFoundError("No such member")
    return member.id if member.is_active and may(member.roles, permission) else None


def list_all(work: Work) -> tuple[Account, ...]:
    """Everybody's, by login name."""
    return tuple(_account(member) for member in members.everybody(work.session))


def set_passphrase(work: Work, member_id: UUID, *, password_hash: str) -> None:
    """Put a passphrase in the old one's place; every sign-in ends, and locks open."""
    member = work.session.get_one(Member, member_id)
    member.password_hash = password_hash
    lockout.unlock(work, member_id)
    _note(work, Act.PASSPHRASE_CHANGED, member_id, actor_id=member_id)
    sign_ins.end_all(work, member_id, actor_id=member_id, reason="passphrase")


def set_roles(
    work: Work, member_id: UUID, *, role: Role, is_manager: bool, actor_id: UUID | None
) -> None:
    """Give a member another role; what hung on the old one ends: sign-ins, links, glass, askings.

    Whoever made a link for a counsellor would otherwise walk in with it as a supervisor.
    """
    member = work.session.get_one(Member, member_id)
    sign_in.drop_invitations(work.session, member_id)
    role_askings.end_all(work.session, member_id, now=work.now)
    member.role, member.is_manager = role, is_manager and role is not Role.MANAGER
    _note(work, Act.ROLE_CHANGED, member_id, actor_id=actor_id, reason=_word(member))
    glass.end_all(work, member_id)
    sign_ins.end_all(work, member_id, actor_id=actor_id, reason="role")


def admit(work: Work, member_id: UUID) -> None:
    """From now on people's words are open to the member, as far as their role goes.

    Whoever calls has made sure that somebody besides their manager has agreed.
    """
    work.session.get_one(Member, member_id).is_admitted = True


def deactivate(work: Work, member_id: UUID, *, actor_id: UUID | None) -> None:
    """Let a member in no more: all that opens anything to them ends; the name stays."""
    member = work.session.get_one(Member, member_id)
    member.is_active, member.password_hash = False, NONE_YET
    sign_in.drop_invitations(work.session, member_id)
    factors.drop_all(work, member_id)
    known_places.drop_of(work.session, member_id)
    role_askings.end_all(work.session, member_id, now=work.now)
    glass.end_all(work, member_id)
    _note(work, Act.OFF_BOARDED, member_id, actor_id=actor_id)
    sign_ins.end_all(work, member_id, actor_id=actor_id, reason="off_boarded")


def _account(member: Member) -> Account:
    return Account(
        id=member.id,
        login=member.login,
        alias=member.alias,
        role=member.role,
        is_manager=Role.MANAGER in member.roles,
        organisation=member.organisation,
        is_active=member.is_active,
        has_passphrase=member.password_hash != NONE_YET,
    )


def _word(member: Member) -> str:
    """Everything the member is now, as a closed word."""
    return ".".join(sorted(member.roles))


def _note(
    work: Work, act: Act, member_id: UUID, *, actor_id: UUID | None, reason: str | None = None
) -> None:
    subject = Subject(kind=SubjectKind.MEMBER, id=member_id)
    audit.note(work, act, actor_id=actor_id, subject=subject, reason=reason)
