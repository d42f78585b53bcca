"""The number of a certificate in both printed forms, and how long a certificate holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.certificate import (
    CertificateNumber,
    CertificateState,
    ExpiryStep,
    Held,
    RevokedFor,
    WrongNumberError,
    expiry,
    read_number,
    revoked_courses,
)

DASHES = "-‐‑‒–—―−ー－ｰ﹘﹣"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
TODAY = date(2026, 11, 24)

numbers = st.builds(
    CertificateNumber,
    prefecture=st.integers(1, 47).map("{:02d}".format),
    year=st.integers(0, 99).map("{:02d}".format),
    institution=st.integers(1, 99).map("{:02d}".format),
    kind=st.integers(1, 9).map(str),
    serial=st.integers(1, 99999).map("{:05d}".format),
)


@given(number=numbers)
def test_both_printed_forms_are_the_same_number(number: CertificateNumber) -> None:
    assert read_number(number.digits) == number
    assert read_number(number.hyphened) == number


@given(number=numbers, dash=st.sampled_from(DASHES), is_wide=st.booleans())
def test_any_width_and_any_dash_is_read(
    number: CertificateNumber, dash: str, *, is_wide: bool
) -> None:
    printed = number.hyphened.replace("-", dash)

    assert read_number(f" {printed.translate(WIDE) if is_wide else printed}　") == number


@given(printed=st.text(alphabet="0123456789-－ー０１ ", max_size=20))
def test_what_is_read_says_the_same_again_and_the_rest_is_refused(printed: str) -> None:
    try:
        number = read_number(printed)
    except WrongNumberError:
        return
    assert read_number(number.digits) == number
    assert len(number.digits) == 12
    assert 1 <= int(number.prefecture) <= 47


def test_the_example_of_the_rule_is_read_in_its_parts() -> None:
    number = read_number("011701100001")

    assert number == CertificateNumber(
        prefecture="01", year="17", institution="01", kind="1", serial="00001"
    )
    assert number.hyphened == "01-17-011-00001"


@pytest.mark.parametrize(
    "printed",
    [
        "", "01170110000", "0117011000011", "01-17-01100001", "01-17011-00001", "0-117-011-00001",
        "00-17-011-00001", "48-17-011-00001", "01-17-001-00001", "01-17-010-00001",
        "01-17-011-00000", "01-17-011-0000x", "01--17-011-00001", "01 17 011 00001",
        "٠١١٧٠١١٠٠٠٠١", "01-17-011-00001\n01-17-011-00002",
    ],
)  # fmt: skip
def test_what_the_rule_does_not_know_is_refused(printed: str) -> None:
    with pytest.raises(WrongNumberError):
        read_number(printed)


def test_the_paper_may_come_in_the_year_after_the_number_and_no_other() -> None:
    number = read_number("01-17-011-00001")

    fitting = [year for year in range(2014, 2022) if number.fits(date(year, 3, 31))]

    assert fitting == [2017, 2018]


def _held(state: CertificateState = CertificateState.VALID, **fields: object) -> Held:
    held: dict[str, object] = {"course": "crisis", "minutes": 60, "valid_until": None}
    return Held(**(held | {"state": state} | fields))  # type: ignore[arg-type] # as they are named


def test_a_certificate_holds_through_its_last_day() -> None:
    held = _held(valid_until=TODAY)

    assert held.holds_on(TODAY)
    assert not held.holds_on(TODAY + timedelta(days=1))
    assert not _held(CertificateState.REISSUED).holds_on(TODAY)


def test_a_revoked_course_counts_until_another_certificate_is_good() -> None:
    revoked = _held(CertificateState.REVOKED, revoked_for=RevokedFor.MISUSE)

    assert revoked_courses([revoked], on=TODAY) == ("crisis",)
    assert revoked_courses([revoked, _held(course="line")], on=TODAY) == ("crisis",)
    assert revoked_courses([revoked, _held()], on=TODAY) == ()
    past = _held(valid_until=TODAY - timedelta(days=1))
    assert revoked_courses([revoked, past], on=TODAY) == ("crisis",)


def test_what_was_only_written_down_wrongly_is_held_against_nobody() -> None:
    mistaken = _held(CertificateState.REVOKED, revoked_for=RevokedFor.MISTAKE)

    assert revoked_courses([mistaken], on=TODAY) == ()


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (-1, ExpiryStep.PAST), (0, ExpiryStep.WEEK), (7, ExpiryStep.WEEK), (8, ExpiryStep.MONTH),
        (30, ExpiryStep.MONTH), (31, ExpiryStep.TWO_MONTHS), (60, ExpiryStep.TWO_MONTHS),
        (61, None),
    ],
)  # fmt: skip
def test_the_end_of_a_certificate_is_told_60_30_and_7_days_ahead(
    days: int, step: ExpiryStep | None
) -> None:
    assert expiry(TODAY + timedelta(days=days), today=TODAY) is step


def test_a_certificate_without_end_never_nears_it() -> None:
    assert expiry(None, today=TODAY) is None
