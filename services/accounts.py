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


def add_member(work: Work, *, login: str, alias: str, role: Role, password_hash: str) -> UUID:
    """Add a member who can sign in at once.

    Raises:
        LoginTakenError: the login name is in use.
    """
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
    )
    work.session.add(member)
    work.session.flush()
    return member.id
