"""Links to the portal for once: for staff of a destination who have no account."""

import hashlib
import secrets
from typing import Final
from uuid import UUID

from domain.audit import Act, Subject, SubjectKind
from domain.portal import LINK_HOLDS, TRIES_OF_A_LINK, Key, UsedBy
from domain.referral_code import CodeStep
from domain.secret import PrivateText
from services import audit, portal, portal_members
from services.invitations import Made
from services.portal import Answer, Answered
from services.work import Work
from storage.models.referral_code import PortalLink
from storage.queries import referral_codes as rows

PATH: Final = "/portal/once/"
_TOKEN_BYTES: Final = 32


def make(work: Work, destination_id: UUID, *, member_id: UUID) -> Made:
    """A link with which staff of a destination confirm once, within half an hour.

    Raises:
        NotFoundError: there is no such destination in use.
    """
    portal_members.require_in_use(work, destination_id)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    expires_at = work.now + LINK_HOLDS
    work.session.add(
        PortalLink(
            token_hash=_hash(token),
            destination_id=destination_id,
            made_by=member_id,
            made_at=work.now,
            expires_at=expires_at,
            tries=0,
            used_at=None,
        )
    )
    work.session.flush()
    subject = Subject(kind=SubjectKind.DESTINATION, id=destination_id)
    audit.note(work, Act.PORTAL_LINK_MADE, actor_id=member_id, subject=subject)
    return Made(path=PrivateText(PATH + token), expires_at=expires_at)


def name_behind(work: Work, token: str) -> str:
    """The name of the destination a link is for; looking does not use it up.

    Raises:
        NotFoundError: it is unknown, used, tried too often, or too old.
    """
    found = rows.find_link(work.session, _hash(token), now=work.now, most=TRIES_OF_A_LINK)
    return portal_members.require_in_use(work, found).name


def redeem(work: Work, token: str, code: str, step: CodeStep) -> Answer:
    """Confirm a step by a link; a right code uses it up, and so does the third that is not.

    Raises:
        NotFoundError: as ``name_behind``.
    """
    digest = _hash(token)
    destination_id = rows.take_try(work.session, digest, now=work.now, most=TRIES_OF_A_LINK)
    destination = portal_members.require_in_use(work, destination_id)
    key = Key(
        destination_ids=frozenset({destination.id}),
        used_by=UsedBy.LINK,
        whose=digest,
    )
    answer = portal.redeem(work, key, code, step)
    if answer.answered is Answered.CONFIRMED:
        rows.use_link(work.session, digest, now=work.now)
    return answer


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
