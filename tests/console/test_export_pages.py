"""Coordinators prepare figures, look at what would be released, release it, and fetch it again."""

import re
from datetime import datetime, timedelta

import pytest

from console import export_words
from domain.clock import TOKYO
from domain.disclosure.catalogue import CATALOGUE
from domain.disclosure.release import FileKind, ReleaseState, Step, Trouble
from domain.permission import Role
from tests.console.desk import Desk, Visitor
from tests.factories import figures
from tests.factories.log import entries
from tests.factories.releases import MONTHS

NOVEMBER = datetime(2026, 11, 10, 10, 0, tzinfo=TOKYO)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


@pytest.fixture
def wakaba(desk: Desk) -> Visitor:
    desk.evening.set_clock(NOVEMBER)
    desk.reopen()
    figures.note(desk.evening, figures.people(90, seed=5, months=MONTHS[:8]))
    desk.evening.member("wakaba", Role.COORDINATOR)
    return desk.signed_in("wakaba")


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        ([each.key for each in CATALOGUE], export_words.TABLES),
        (ReleaseState, export_words.STATES),
        (Step, export_words.STEPS),
        (Trouble, export_words.TROUBLES),
        (FileKind, export_words.FILES),
    ],
)
def test_every_code_has_its_words(codes: object, table: object) -> None:
    assert set(codes) == set(table)  # type: ignore[call-overload]  # enums and tables of them


def test_a_month_is_prepared_looked_at_released_and_fetched(desk: Desk, wakaba: Visitor) -> None:
    assert "2026-10" in wakaba.get("/exports")
    at = wakaba.post("/exports", period="2026-10")
    assert "数えています" in wakaba.get(at)

    desk.evening.work()
    page = wakaba.get(at)
    assert "＊" in page
    assert re.search(r"あわせて\d+か所を伏せました", page)
    assert "→" not in page  # not which mark hides a small count
    wakaba.post(f"{at}/release")
    file = wakaba.client.get(f"{at}/files/csv")

    assert "公開しました" in wakaba.get(at)
    assert file.headers["Content-Disposition"] == 'attachment; filename="madobe-2026-10-r1.csv"'
    assert file.data.startswith("\ufeff".encode())
    assert [each.act for each in entries(desk.evening)][-3:] == [
        "figures_prepared",
        "figures_released",
        "figures_fetched",
    ]


def test_who_signed_in_long_ago_is_asked_to_prove_it_before_anything_is_released(
    desk: Desk, wakaba: Visitor
) -> None:
    desk.evening.pass_time(timedelta(minutes=11).total_seconds())
    desk.reopen()
    later = desk.visitor().with_cookie(wakaba.cookie())
    later.get("/exports")

    later.post("/exports", 403, period="2026-10")

    assert desk.evening.jobs == []


def test_preparing_again_leads_to_what_stands_where_nothing_has_changed(
    desk: Desk, wakaba: Visitor
) -> None:
    wakaba.get("/exports")
    at = wakaba.post("/exports", period="2026-10")
    desk.evening.work()

    again = wakaba.post("/exports", period="2026-10")
    desk.evening.work()
    answer = wakaba.client.get(again)

    assert (answer.status_code, answer.location) == (303, f"{at}?same=yes")
    page = wakaba.get(f"{at}?same=yes")
    assert "変わったところがありません" in page
    assert "公開する</button>" in page
    assert "公開できません" not in wakaba.get("/exports")
