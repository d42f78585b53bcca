"""Certificates: kept, issued anew, revoked. They belong to the member and travel with them."""

from dataclasses import replace
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.certificate import CertificateNumber, CertificateState, KeptAs, RevokedFor, read_number
from domain.errors import NotFoundError, RefusedError
from services import audit, offers, timetable, trained, training
from services.live import WAITING_LINE
from services.trained import CertificateEntry
from services.work import Work
from storage.models.certificate import Certificate
from storage.queries import certificates, line


class NumberSpentError(RefusedError):
    """The number stands on another certificate, or on one that was withdrawn."""

    code = "certificate_number_spent"


class WrongYearError(RefusedError):
    """The number says another year than the day of issue."""

    code = "certificate_year"


class CertificateEndedError(RefusedError):
    """The certificate was issued anew, or revoked, already."""

    code = "certificate_ended"


def keep(
    work: Work, member_id: UUID, *, organisation: str, entry: CertificateEntry, by: UUID
) -> UUID:
    """Keep a certificate of a member.

    Raises:
        NotFoundError: there is no such member in the organisation, or no such course.
        WrongNumberError: the number is none of the rule.
        WrongYearError: its year is not that of the issue, nor the one before.
        NumberSpentError: the number stands elsewhere.
    """
    line.lock(work.session)
    trained.member_of(work, member_id, organisation)
    if entry.course not in {each.code for each in timetable.current(work).training.courses}:
        raise NotFoundError("No such course")
    number = _number(entry)
    if number is not None and not number.fits(entry.issued_on):
        raise WrongYearError
    row = _add(work, member_id, entry, by=by, replaces=None)
    _note(work, Act.CERTIFICATE_KEPT, row.id, by=by, reason=KeptAs.KEPT)
    _changed(work, member_id)
    return row.id


def reissue(
    work: Work, certificate_id: UUID, *, organisation: str, entry: CertificateEntry, by: UUID
) -> UUID:
    """Keep the certificate that was issued in another's place, of its course; gives the new one.

    Raises:
        NotFoundError: there is no such certificate in the organisation.
        CertificateEndedError: it was issued anew, or revoked, already.
        WrongNumberError, NumberSpentError: as ``keep``; the number may be the old one.
    """
    line.lock(work.session)
    certificates.hold(work.session, certificate_id)
    before = trained.row_of(work, certificate_id, organisation)
    if before.state is not CertificateState.VALID:
        raise CertificateEndedError
    before.state, before.ended_at = CertificateState.REISSUED, work.now
    work.session.flush()
    same = replace(entry, course=before.course)
    row = _add(work, before.member_id, same, by=by, replaces=before.id)
    _note(work, Act.CERTIFICATE_KEPT, row.id, by=by, reason=KeptAs.REISSUED)
    _changed(work, row.member_id)
    return row.id


def revoke(
    work: Work, certificate_id: UUID, *, organisation: str, reason: RevokedFor, by: UUID
) -> None:
    """Revoke a certificate: from now on its member is asked nothing, unless they hold another.

    What they are being asked goes to others; their running talks go on, and the board says so.

    Raises:
        NotFoundError: there is no such certificate in the organisation.
        CertificateEndedError: it was issued anew, or revoked, already.
    """
    line.lock(work.session)
    certificates.hold(work.session, certificate_id)
    row = trained.row_of(work, certificate_id, organisation)
    if row.state is not CertificateState.VALID:
        raise CertificateEndedError
    row.state, row.ended_at = CertificateState.REVOKED, work.now
    row.revoked_by, row.revoked_for = by, reason
    work.session.flush()
    _note(work, Act.CERTIFICATE_REVOKED, row.id, by=by, reason=reason)
    _changed(work, row.member_id)


def _add(
    work: Work, member_id: UUID, entry: CertificateEntry, *, by: UUID, replaces: UUID | None
) -> Certificate:
    number = _number(entry)
    if number is not None and certificates.is_number_spent(work.session, number.digits):
        raise NumberSpentError
    row = Certificate(
        id=uuid4(),
        member_id=member_id,
        course=entry.course,
        issuer=entry.issuer,
        number=number.digits if number is not None else None,
        printed=entry.printed.strip() if number is not None else None,
        minutes=entry.minutes,
        issued_on=entry.issued_on,
        valid_until=entry.valid_until,
        reflection_on=entry.reflection_on,
        state=CertificateState.VALID,
        kept_by=by,
        kept_at=work.now,
        replaces=replaces,
    )
    work.session.add(row)
    work.session.flush()
    return row


def _number(entry: CertificateEntry) -> CertificateNumber | None:
    return read_number(entry.printed) if entry.printed.strip() else None


def _note(
    work: Work, act: Act, certificate_id: UUID, *, by: UUID, reason: KeptAs | RevokedFor
) -> None:
    subject = Subject(kind=SubjectKind.CERTIFICATE, id=certificate_id)
    audit.note(work, act, actor_id=by, subject=subject, reason=reason)


def _changed(work: Work, member_id: UUID) -> None:
    """Whether they may take talks may have changed; under the lock of the line."""
    if training.barred(work, [member_id]):
        offers.withdraw_from(work, member_id)
    work.serve_line()
    work.tell(WAITING_LINE)
