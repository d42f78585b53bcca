"""Who stands for a destination: its staff who have an account with us."""

from dataclasses import dataclass
from uuid import UUID

from domain.audit import Act, Subject, SubjectKind
from domain.errors import NotFoundError
from domain.permission import Role
from domain.portal import Key, UsedBy
from services import accounts, audit, invitations, off_boarding, team
from services.invitations import Made
from services.passphrases import NONE_YET
from services.work import Work
from storage.models.destination import Destination
from storage.models.member import Member
from storage.models.referral_code import PortalMember
from storage.queries import referral_codes as rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Somebody who stands for a destination; ``is_invited``: has not come in yet."""

    member_id: UUID
    alias: str
    is_invited: bool


def of_member(work: Work, member_id: UUID) -> Key:
    """What a member of destinations stands at the portal with.

    Raises:
        NotFoundError: they stand for none that is in use.
    """
    ids = in_use(work, member_id)
    if not ids:
        raise NotFoundError("No destination of theirs")
    return Key(
        destination_ids=ids, used_by=UsedBy.MEMBER, whose=member_id.bytes, member_id=member_id
    )


def in_use(work: Work, member_id: UUID) -> frozenset[UUID]:
    """The destinations in use a member stands for."""
    return frozenset(
        each for each in rows.destinations_of(work.session, member_id) if is_in_use(work, each)
    )


def require(work: Work, destination_id: UUID, *, member_id: UUID) -> None:
    """A destination a member stands for.

    Raises:
        NotFoundError: they do not.
    """
    if destination_id not in of_member(work, member_id).destination_ids:
        raise NotFoundError("No such destination")


def invite(work: Work, destination_id: UUID, *, login: str, alias: str, by: UUID) -> Made:
    """Add somebody who stands for a destination, with a link to choose a passphrase by.

    Raises:
        NotFoundError: there is no such destination in use.
        LoginTakenError, EmptyLoginError, AliasTakenError, OddAliasError: not under these names.
    """
    require_in_use(work, destination_id)
    member_id = accounts.add_member(
        work,
        login=login,
        alias=team.require_alias(work, alias),
        role=Role.DESTINATION,
        actor_id=by,
    )
    stand_for(work, destination_id, member_id=member_id, by=by)
    return invitations.make(work, member_id, actor_id=by)


def stand_for(work: Work, destination_id: UUID, *, member_id: UUID, by: UUID | None) -> None:
    """Let a member stand for one destination more; ``by`` is None for the command line.

    Raises:
        NotFoundError: there is no such destination in use, or they are no staff of destinations.
    """
    require_in_use(work, destination_id)
    member = work.session.get(Member, member_id)
    if member is None or not member.is_active or member.role is not Role.DESTINATION:
        raise NotFoundError("No such member")
    if member_id not in rows.members_of(work.session, destination_id):
        work.session.add(PortalMember(member_id=member_id, destination_id=destination_id))
        work.session.flush()
        _note(work, Act.PORTAL_MEMBER_ADDED, destination_id, actor_id=by)


def staff_of(work: Work, destination_id: UUID) -> tuple[Staff, ...]:
    """Who stands for a destination, by name."""
    found = [
        work.session.get_one(Member, each) for each in rows.members_of(work.session, destination_id)
    ]
    return tuple(
        Staff(
            member_id=member.id,
            alias=member.alias,
            is_invited=member.password_hash == NONE_YET,
        )
        for member in sorted(found, key=lambda member: member.alias)
        if member.is_active
    )


def renew_link(work: Work, destination_id: UUID, staff_id: UUID, *, by: UUID) -> Made:
    """A new link for whoever did not use the first, or has lost passphrase or factor.

    Raises:
        NotFoundError: they do not stand for this destination.
    """
    _require_staff(work, destination_id, staff_id)
    return invitations.make(work, staff_id, actor_id=by)


def let_go(work: Work, destination_id: UUID, staff_id: UUID, *, by: UUID) -> None:
    """Somebody stands for no destination any more, and is let in nowhere.

    Raises:
        NotFoundError: they do not stand for this destination.
    """
    _require_staff(work, destination_id, staff_id)
    off_boarding.off_board(work, staff_id, actor_id=by)


def require_in_use(work: Work, destination_id: UUID | None) -> Destination:
    """The destination, unless it was taken out of use.

    Raises:
        NotFoundError: there is none.
    """
    row = work.session.get(Destination, destination_id) if destination_id is not None else None
    if row is None or row.withdrawn_at is not None:
        raise NotFoundError("No such destination")
    return row


def is_in_use(work: Work, destination_id: UUID) -> bool:
    """Whether it was not taken out of use."""
    row = work.session.get(Destination, destination_id)
    return row is not None and row.withdrawn_at is None


def _require_staff(work: Work, destination_id: UUID, staff_id: UUID) -> None:
    member = work.session.get(Member, staff_id)
    stands = staff_id in rows.members_of(work.session, destination_id)
    if member is None or not stands or not member.is_active or member.role is not Role.DESTINATION:
        raise NotFoundError("Nobody of this destination")


def _note(work: Work, act: Act, destination_id: UUID, *, actor_id: UUID | None) -> None:
    subject = Subject(kind=SubjectKind.DESTINATION, id=destination_id)
    audit.note(work, act, actor_id=actor_id, subject=subject)
