"""Invitations: a link with which a member chooses a passphrase, once, within half an hour.

The first sign-in begins with one, and so does the way back for whoever has lost passphrase or
factor: what there was until then ends when the link is used. Whoever made it could use it as well:
by the link of a manager a counsellor comes in, and reads nobody's words before a second person has
agreed (``services.role_askings``).
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from domain.audit import Act, Subject, SubjectKind
from domain.errors import NotFoundError
from domain.secret import PrivateText
from services import accounts, audit, factors, role_askings
from services.work import Work
from storage.models.member import Member
from storage.models.sign_in import Invitation
from storage.queries import sign_in

HOLDS: Final = timedelta(minutes=30)
PATH: Final = "/welcome/"
_TOKEN_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A link's path, which whoever made it hands on in person; it is readable only now."""

    path: PrivateText
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Whose link it is."""

    member_id: UUID
    login: str
    alias: str


def make(work: Work, member_id: UUID, *, actor_id: UUID | None) -> Made:
    """Make a link for a member; those made before lead nowhere from now on.

    Raises:
        NotFoundError: there is no such member, or they answer no more.
    """
    member = work.session.get(Member, member_id)
    if member is None or not member.is_active:
        raise NotFoundError("No such member")
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    sign_in.drop_invitations(work.session, member_id)
    expires_at = work.now + HOLDS
    work.session.add(
        Invitation(
            token_hash=_hash(token),
            member_id=member_id,
            made_by=actor_id,
            made_at=work.now,
            expires_at=expires_at,
            used_at=None,
        )
    )
    work.session.flush()
    _note(work, Act.INVITED, member_id, actor_id=actor_id)
    return Made(path=PrivateText(PATH + token), expires_at=expires_at)


def get(work: Work, token: str) -> Invited:
    """Whose link this is; looking does not use it up.

    Raises:
        NotFoundError: it is unknown, used, too old, or of somebody who answers no more.
    """
    found = sign_in.find_invitation(work.session, _hash(token), now=work.now)
    return _invited(work, found.member_id if found is not None else None)


def accept(work: Work, token: str, *, password_hash: str) -> Invited:
    """Use the link up: this is the passphrase now, and nothing from before opens the door.

    Raises:
        NotFoundError: as ``get``; of two at once, one.
    """
    digest = _hash(token)
    found = sign_in.find_invitation(work.session, digest, now=work.now)
    if found is not None and found.made_by is not None:
        role_askings.ask_to_admit(work, found.member_id, by=found.made_by)
    invited = _invited(work, sign_in.take_invitation(work.session, digest, now=work.now))
    factors.drop_all(work, invited.member_id)
    accounts.set_passphrase(work, invited.member_id, password_hash=password_hash)
    _note(work, Act.INVITATION_USED, invited.member_id, actor_id=invited.member_id)
    return invited


def _invited(work: Work, member_id: UUID | None) -> Invited:
    member = work.session.get(Member, member_id) if member_id is not None else None
    if member is None or not member.is_active:
        raise NotFoundError("No such invitation")
    return Invited(member_id=member.id, login=member.login, alias=member.alias)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _note(work: Work, act: Act, member_id: UUID, *, actor_id: UUID | None) -> None:
    subject = Subject(kind=SubjectKind.MEMBER, id=member_id)
    audit.note(work, act, actor_id=actor_id, subject=subject)
