"""Who has learned what: members and their certificates. Nothing is changed here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.certificate import CertificateState, ExpiryStep, expiry, read_number
from domain.clock import TOKYO
from domain.errors import NotFoundError
from routing.training import Course, Training
from services import timetable, training
from services.training import Gate
from services.work import Work
from storage.models.certificate import Certificate
from storage.models.member import Member
from storage.queries import certificates, shifts


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateEntry:
    """What stands on the paper. ``printed`` is its number as printed, "" where there is none."""

    course: str
    issuer: str
    printed: str
    minutes: int
    issued_on: date
    valid_until: date | None
    reflection_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCertificate:
    """A certificate. ``number`` is written with hyphens; ``expiry`` while it is near its end."""

    id: UUID
    course: Course
    number: str | None
    entry: CertificateEntry
    state: CertificateState
    expiry: ExpiryStep | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """A member, what they hold, the newest first, and whether they may take talks."""

    member_id: UUID
    alias: str
    certificates: tuple[ShownCertificate, ...]
    gate: Gate


def list_trained(work: Work, organisation: str) -> tuple[Trained, ...]:
    """Everybody of an organisation who answers, by alias."""
    return _trained(work, shifts.able(work.session, organisation))


def get_trained(work: Work, member_id: UUID, *, organisation: str) -> Trained:
    """One member of an organisation.

    Raises:
        NotFoundError: there is no such member in it.
    """
    return _trained(work, [member_of(work, member_id, organisation)])[0]


def get_own(work: Work, member_id: UUID) -> Trained:
    """What a member sees of their own."""
    return _trained(work, [work.session.get_one(Member, member_id)])[0]


def get(work: Work, certificate_id: UUID, *, organisation: str) -> tuple[Trained, ShownCertificate]:
    """One certificate of a member of an organisation.

    Raises:
        NotFoundError: there is none.
    """
    row = row_of(work, certificate_id, organisation)
    found = get_trained(work, row.member_id, organisation=organisation)
    return found, next(each for each in found.certificates if each.id == certificate_id)


def courses(work: Work) -> Training:
    """The courses there are, and which of them are asked for."""
    return timetable.current(work).training


def member_of(work: Work, member_id: UUID, organisation: str) -> Member:
    """The member's row.

    Raises:
        NotFoundError: there is no such member in the organisation.
    """
    member = work.session.get(Member, member_id, populate_existing=True)
    if member is None or member.organisation != organisation:
        raise NotFoundError("No such member")
    return member


def row_of(work: Work, certificate_id: UUID, organisation: str) -> Certificate:
    """The certificate's row.

    Raises:
        NotFoundError: no member of the organisation has such a one.
    """
    row = certificates.get(work.session, certificate_id)
    member_of(work, row.member_id, organisation)
    return row


def _trained(work: Work, found: Sequence[Member]) -> tuple[Trained, ...]:
    ids = [member.id for member in found]
    gates = training.gates(work, ids)
    rows = certificates.of_members(work.session, ids) if ids else ()
    today = work.now.astimezone(TOKYO).date()
    return tuple(
        Trained(
            member_id=member.id,
            alias=member.alias,
            certificates=tuple(
                _shown(work, row, today) for row in rows if row.member_id == member.id
            ),
            gate=gates[member.id],
        )
        for member in found
    )


def _shown(work: Work, row: Certificate, today: date) -> ShownCertificate:
    is_valid = row.state is CertificateState.VALID
    return ShownCertificate(
        id=row.id,
        course=training.course(work, row.course),
        number=read_number(row.number).hyphened if row.number is not None else None,
        entry=CertificateEntry(
            course=row.course,
            issuer=row.issuer,
            printed=row.printed or "",
            minutes=row.minutes,
            issued_on=row.issued_on,
            valid_until=row.valid_until,
            reflection_on=row.reflection_on,
        ),
        state=row.state,
        expiry=expiry(row.valid_until, today=today) if is_valid else None,
    )
