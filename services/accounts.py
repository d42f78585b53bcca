"""Accounts: members are added here."""

from uuid import UUID, uuid4

from domain.errors import RefusedError
from domain.permission import Role
from services.work import Work
from storage.models.member import Member
from storage.queries import members


class LoginTakenError(RefusedError):
    """There is a member with this login name already."""

    code = "login_taken"


class UnknownOrganisationError(RefusedError):
    """The schedule file names no such organisation."""

    code = "unknown_organisation"


def add_member(  # noqa: PLR0913 - a member is made of this much
    work: Work,
    *,
    login: str,
    alias: str,
    role: Role,
    password_hash: str,
    organisation: str | None = None,
    is_new: bool = False,
) -> UUID:
    """Add a member who can sign in at once; ``is_new``: with fewer talks at once.

    Raises:
        LoginTakenError: the login name is in use.
        UnknownOrganisationError: the schedule has no organisation with this code.
    """
    known = {each.code for each in work.house.schedule.organisations}
    if organisation is not None and organisation not in known:
        raise UnknownOrganisationError
    name = login.strip().casefold()
    if members.find_by_login(work.session, name) is not None:
        raise LoginTakenError
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
    )
    work.session.add(member)
    work.session.flush()
    return member.id
