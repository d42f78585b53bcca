"""Certificates: what members hold."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.certificate import CertificateState, RevokedFor
from domain.errors import NotFoundError
from storage.models.certificate import Certificate


def get(session: Session, certificate_id: UUID) -> Certificate:
    """The certificate.

    Raises:
        NotFoundError: there is none.
    """
    row = session.get(Certificate, certificate_id)
    if row is None:
        raise NotFoundError("No such certificate")
    return row


def hold(session: Session, certificate_id: UUID) -> None:
    """Wait until nobody else changes it, and read it anew; held to the end of the transaction."""
    session.get(
        Certificate, certificate_id, populate_existing=True, with_for_update={"key_share": True}
    )


def of_members(session: Session, member_ids: Sequence[UUID]) -> Sequence[Certificate]:
    """Everything these members have been given, the newest first."""
    return session.scalars(
        select(Certificate)
        .where(Certificate.member_id.in_(member_ids))
        .order_by(Certificate.issued_on.desc(), Certificate.kept_at.desc(), Certificate.id)
    ).all()


def is_number_spent(session: Session, number: str) -> bool:
    """Whether a number stands on a good certificate, or on one that was withdrawn for good."""
    rows = session.execute(
        select(Certificate.state, Certificate.revoked_for).where(Certificate.number == number)
    )
    return any(
        state is CertificateState.VALID
        or (state is CertificateState.REVOKED and revoked_for is not RevokedFor.MISTAKE)
        for state, revoked_for in rows
    )
