"""Passkeys (WebAuthn): the browser signs our question with a key that never leaves the device.

Questions and answers are JSON as the browser's own functions take and give it.
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from domain.errors import NotFoundError
from domain.secret import PrivateText
from services.work import Work
from storage.models.sign_in import Passkey
from storage.queries import sign_in

NAME: Final = "窓辺"
MOST: Final = 10
"""Passkeys of one member."""

_ODD: Final = (WebAuthnException, ValueError, RecursionError)
"""What an answer may be: forged, not base64, nested without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The console as browsers know it: its origin, like ``https://madobe.example.jp``."""

    origin: str

    @property
    def id(self) -> str:
        """The host, to which passkeys are bound."""
        return urlsplit(self.origin).hostname or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the browser is asked, and the challenge in it, to be kept until it answers."""

    options: str
    challenge: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a browser answered to a challenge of ours."""

    site: Site
    challenge: bytes
    answer: PrivateText


def ask_for_new(work: Work, member_id: UUID, *, site: Site, alias: str) -> Question:
    """Ask the browser for a passkey that the member does not have yet."""
    options = generate_registration_options(
        rp_id=site.id,
        rp_name=NAME,
        user_id=member_id.bytes,
        user_name=alias,
        user_display_name=alias,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=_known(work, member_id),
    )
    return Question(options=options_to_json(options), challenge=options.challenge)


def add(work: Work, member_id: UUID, reply: Reply) -> bool:
    """Keep the passkey the browser made; False when the answer does not hold."""
    try:
        made = verify_registration_response(
            credential=reply.answer.reveal(),
            expected_challenge=reply.challenge,
            expected_rp_id=reply.site.id,
            expected_origin=reply.site.origin,
        )
    except _ODD:
        return False
    known = sign_in.find_passkey(work.session, made.credential_id)
    if known is not None or len(sign_in.passkeys_of(work.session, member_id)) >= MOST:
        return False
    work.session.add(
        Passkey(
            id=uuid4(),
            member_id=member_id,
            credential_id=made.credential_id,
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
            made_at=work.now,
            used_at=None,
        )
    )
    work.session.flush()
    return True


def ask(work: Work, member_id: UUID, *, site: Site) -> Question | None:
    """Ask the browser to sign with one of the member's passkeys; None without any."""
    known = _known(work, member_id)
    if not known:
        return None
    options = generate_authentication_options(rp_id=site.id, allow_credentials=known)
    return Question(options=options_to_json(options), challenge=options.challenge)


def is_right(work: Work, member_id: UUID, reply: Reply) -> bool:
    """Whether one of the member's own passkeys has signed; its count must have gone up."""
    try:
        signed = parse_authentication_credential_json(reply.answer.reveal())
        passkey = sign_in.find_passkey(work.session, signed.raw_id)
        if passkey is None or passkey.member_id != member_id:
            return False
        proof = verify_authentication_response(
            credential=signed,
            expected_challenge=reply.challenge,
            expected_rp_id=reply.site.id,
            expected_origin=reply.site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
        )
    except _ODD:
        return False
    return sign_in.take_count(work.session, passkey.id, proof.new_sign_count, now=work.now)


def remove(work: Work, member_id: UUID, passkey_id: UUID) -> None:
    """Remove one of the member's own.

    Raises:
        NotFoundError: the member has none with this id.
    """
    passkey = work.session.get(Passkey, passkey_id)
    if passkey is None or passkey.member_id != member_id:
        raise NotFoundError("No such passkey")
    work.session.delete(passkey)
    work.session.flush()


def _known(work: Work, member_id: UUID) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(id=passkey.credential_id)
        for passkey in sign_in.passkeys_of(work.session, member_id)
    ]
