"""The rule of the directory: two people, three months, and nothing that was changed since."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.directory import (
    Check,
    ContactProblem,
    LineFacts,
    Means,
    Purpose,
    contact_problem,
    good_until,
    three_months_after,
    voids_checks,
)
from domain.phone_number import NumberProblem

FACTS = LineFacts(
    name="よりそい",
    purpose=Purpose.CRISIS,
    means=Means.VOICE,
    contact="0120-279-338",
    printed="０１２０－２７９－３３８",
    hours="毎日 24時間",
)


def check(member: int, day: date) -> Check:
    return Check(member_id=UUID(int=member), on=day)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 11, 24), date(2027, 2, 24)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2026, 2, 1), date(2026, 5, 1)),
        (date(2026, 12, 31), date(2027, 3, 31)),
    ],
)
def test_three_months_end_on_the_same_day_of_the_month(day: date, later: date) -> None:
    assert three_months_after(day) == later


def test_of_each_person_the_latest_and_of_two_the_earlier_counts() -> None:
    checks = [
        check(1, date(2026, 8, 1)),
        check(2, date(2026, 9, 1)),
        check(1, date(2026, 10, 1)),
        check(3, date(2026, 7, 1)),
    ]

    assert good_until(checks, on=date(2026, 11, 1)) == date(2026, 12, 1)
    assert good_until(checks[:1], on=date(2026, 11, 1)) is None
    assert good_until(checks[:2], on=date(2026, 8, 31)) is None


@given(
    days=st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=6),
    on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)
def test_one_person_alone_is_never_enough(days: list[date], on: date) -> None:
    assert good_until([check(1, day) for day in days], on=on) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"contact": "0120-279-339"},
        {"hours": "毎日 09:00-17:00"},
        {"name": "よりそいホットライン"},
        {"means": Means.TEXT},
        {"purpose": Purpose.LISTENING},
        {"valid_until": date(2026, 12, 1)},
        {"serves_here": False},
    ],
)
def test_a_change_of_what_was_rung_voids_the_checks(changed: dict[str, object]) -> None:
    assert voids_checks(FACTS, replace(FACTS, **changed))  # type: ignore[arg-type]  # any field


def test_a_remark_or_a_source_voids_nothing() -> None:
    assert not voids_checks(FACTS, replace(FACTS, remark="電話がつながりにくい", source="県"))


@pytest.mark.parametrize(
    ("name", "contact", "problem"),
    [
        ("統一ダイヤル", "0570-046-556", ContactProblem.KNOWN_WRONG),
        ("24時間子供SOSダイヤル", "0570-0-78310", ContactProblem.KNOWN_WRONG),
        ("DV相談ナビ", "0570-0-55210", ContactProblem.KNOWN_WRONG),
        ("自殺予防ライン", "0120-783-556", ContactProblem.NUMBER_OF_ANOTHER),
        ("いのちの電話 フリーダイヤル", "0120-783-556", None),
        ("24時間子供SOSダイヤル", "0120-0-78310", None),
        ("統一ダイヤル", "0570-064-556", None),
        ("統一ダイヤル", "0570-064-55", NumberProblem.TOO_FEW_DIGITS),
        ("チャット", "https://chat.example.jp", None),
        ("チャット", "https://", ContactProblem.NO_ADDRESS),
        ("チャット", "https://あ.example", ContactProblem.NO_ADDRESS),
        ("まだ", "", None),
    ],
)
def test_wrong_numbers_of_public_pages_are_known(name: str, contact: str, problem: object) -> None:
    assert contact_problem(name, contact) is problem
