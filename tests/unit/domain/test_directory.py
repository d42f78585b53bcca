"""Support lines: what is rung of them, and which numbers are known to be wrong."""

from dataclasses import replace
from datetime import date

import pytest

from domain.checking import voids_checks
from domain.directory import (
    BACKGROUND,
    ContactProblem,
    LineFacts,
    Means,
    Purpose,
    contact_problem,
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
    assert voids_checks(
        FACTS,
        replace(FACTS, **changed),  # type: ignore[arg-type]  # any field
        background=BACKGROUND,
    )


def test_a_remark_or_a_source_voids_nothing() -> None:
    assert not voids_checks(
        FACTS,
        replace(FACTS, remark="電話がつながりにくい", source="県"),
        background=BACKGROUND,
    )


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
