"""Certificates: kept, issued anew, revoked; and whoever lacks one takes no talks."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import pytest

from domain.certificate import CertificateState, ExpiryStep, RevokedFor, WrongNumberError
from domain.errors import NotFoundError
from services import certificates, trained
from services.certificates import CertificateEndedError, NumberSpentError, WrongYearError
from services.trained import CertificateEntry, ShownCertificate
from storage.models.audit import AuditEntry
from storage.models.member import Member
from tests.factories.plans import entry, joins, loses
from tests.factories.tables import rows
from tests.machinery.evening import Evening

TODAY = date(2026, 11, 24)
PRINTED = "１９－２６－０１１－００００１"


@pytest.fixture
def manager(evening: Evening) -> UUID:
    """Momo runs kazoku."""
    return joins(evening, "momo", is_manager=True)


def _keep(evening: Evening, member_id: UUID, told: CertificateEntry, *, by: UUID) -> UUID:
    with evening.program.open_work() as work:
        return certificates.keep(work, member_id, organisation="kazoku", entry=told, by=by)


def _held(evening: Evening, member_id: UUID) -> Sequence[ShownCertificate]:
    with evening.program.open_look() as work:
        return trained.get_own(work, member_id).certificates


def test_a_number_is_kept_as_printed_and_in_its_plain_form(evening: Evening, manager: UUID) -> None:
    _keep(evening, manager, entry(printed=f" {PRINTED} "), by=manager)

    (kept,) = _held(evening, manager)
    assert (kept.entry.printed, kept.number) == (PRINTED, "19-26-011-00001")


def test_a_number_stands_on_one_certificate_in_whatever_form(
    evening: Evening, manager: UUID
) -> None:
    midori = joins(evening, "midori")
    _keep(evening, manager, entry(printed=PRINTED), by=manager)

    with pytest.raises(NumberSpentError):
        _keep(evening, midori, entry(printed="192601100001"), by=manager)


def test_a_number_of_no_rule_or_another_year_is_refused(evening: Evening, manager: UUID) -> None:
    with pytest.raises(WrongNumberError):
        _keep(evening, manager, entry(printed="19-26-011-1"), by=manager)
    with pytest.raises(WrongYearError):
        _keep(evening, manager, entry(printed="19-17-011-00001"), by=manager)
    assert _held(evening, manager) == ()


def test_a_course_the_schedule_does_not_know_is_none(evening: Evening, manager: UUID) -> None:
    with pytest.raises(NotFoundError):
        _keep(evening, manager, entry("cooking"), by=manager)


def test_issued_anew_the_old_one_stays_as_what_it_was(evening: Evening, manager: UUID) -> None:
    old = _keep(evening, manager, entry(printed=PRINTED), by=manager)

    with evening.program.open_work() as work:
        new = certificates.reissue(
            work, old, organisation="kazoku", entry=entry(printed=PRINTED), by=manager
        )

    assert {each.id: each.state for each in _held(evening, manager)} == {
        old: CertificateState.REISSUED,
        new: CertificateState.VALID,
    }
    with pytest.raises(CertificateEndedError), evening.program.open_work() as work:
        certificates.reissue(work, old, organisation="kazoku", entry=entry(), by=manager)


def test_a_number_that_was_withdrawn_comes_back_on_no_certificate(
    evening: Evening, manager: UUID
) -> None:
    loses(evening, _keep(evening, manager, entry(printed=PRINTED), by=manager), by=manager)

    with pytest.raises(NumberSpentError):
        _keep(evening, manager, entry(printed=PRINTED), by=manager)


def test_a_number_written_down_wrongly_may_be_written_again(
    evening: Evening, manager: UUID
) -> None:
    kept = _keep(evening, manager, entry(printed=PRINTED), by=manager)
    loses(evening, kept, by=manager, reason=RevokedFor.MISTAKE)

    _keep(evening, joins(evening, "midori"), entry(printed=PRINTED), by=manager)

    assert [each.state for each in _held(evening, manager)] == [CertificateState.REVOKED]


def test_another_organisation_sees_and_changes_no_certificate(
    evening: Evening, manager: UUID
) -> None:
    kept = _keep(evening, manager, entry(), by=manager)

    with evening.program.open_work() as work:
        with pytest.raises(NotFoundError):
            trained.get_trained(work, manager, organisation="shien")
        with pytest.raises(NotFoundError):
            trained.get(work, kept, organisation="shien")
        with pytest.raises(NotFoundError):
            certificates.keep(work, manager, organisation="shien", entry=entry(), by=manager)
        with pytest.raises(NotFoundError):
            certificates.revoke(
                work, kept, organisation="shien", reason=RevokedFor.MISUSE, by=manager
            )
        assert trained.list_trained(work, "shien") == ()


def test_a_certificate_travels_with_its_member(evening: Evening, manager: UUID) -> None:
    _keep(evening, manager, entry(), by=manager)

    with evening.program.open_work() as work:
        work.session.get_one(Member, manager).organisation = "shien"

    with evening.program.open_look() as work:
        assert len(trained.get_trained(work, manager, organisation="shien").certificates) == 1


def test_a_certificate_near_its_end_says_so(evening: Evening, manager: UUID) -> None:
    _keep(evening, manager, entry(valid_until=TODAY + timedelta(days=30)), by=manager)

    assert [each.expiry for each in _held(evening, manager)] == [ExpiryStep.MONTH]


def test_what_is_done_with_certificates_is_in_the_log(evening: Evening, manager: UUID) -> None:
    kept = _keep(evening, manager, entry(), by=manager)
    loses(evening, kept, by=manager, reason=RevokedFor.MISUSE)

    found = [(each.act, each.reason) for each in rows(evening, AuditEntry) if "cert" in each.act]

    assert found == [("certificate_kept", "kept"), ("certificate_revoked", "misuse")]
