"""Who gets in, and for how long."""

import re
from dataclasses import replace
from datetime import datetime

import pytest
import redis
from sqlalchemy import select, update

from domain.clock import TOKYO
from storage.models.member import Member
from storage.models.session import ConsoleSession
from storage.models.sign_in import FailedTries
from tests.console.desk import PASSPHRASE, Desk

MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=TOKYO)


def test_a_member_who_signs_in_lands_where_they_wanted_to_go(desk: Desk) -> None:
    visitor = desk.visitor()
    visitor.get("/sign-in?next=/talks/x")

    path = visitor.post(
        "/sign-in", 302, login="Midori ", password=PASSPHRASE, next=visitor.fields["next"]
    )

    assert path == "/talks/x"
    assert "みどり" in visitor.get("/")


def test_without_a_sign_in_a_page_leads_to_the_door_and_back(desk: Desk) -> None:
    answer = desk.visitor().client.get("/inbox/lists")

    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=/inbox/lists"


def test_unknown_wrong_disabled_and_locked_are_answered_alike(desk: Desk) -> None:
    desk.evening.member("asagi")
    with desk.evening.program.open_work() as work:
        work.session.execute(update(Member).where(Member.login == "asagi").values(is_active=False))

    pages = [
        desk.visitor().sign_in(login, passphrase)
        for login, passphrase in (
            ("nobody", PASSPHRASE),
            ("midori", "not the passphrase"),
            ("asagi", PASSPHRASE),
            ("midori", ""),
        )
    ]
    pages += [desk.visitor().sign_in("midori", "not the passphrase") for _ in range(6)]
    pages.append(desk.visitor().sign_in("midori"))

    assert {page.status_code for page in pages} == {200}
    assert len({_without_token(page.text) for page in pages}) == 1
    assert "サインインできませんでした" in pages[0].text


@pytest.mark.parametrize(
    "wish",
    [
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/%0d%0aLocation:x",
        "/..//evil.example",
        "///evil.example",
        "/%2f%2fevil.example",
        "/%5cevil.example",
        "http:///evil.example",
        "/\tevil.example",
        "/ok@evil.example:80/..",
        "evil.example",
        "?next=//evil.example",
    ],
)
def test_a_sign_in_never_leads_elsewhere(desk: Desk, wish: str) -> None:
    visitor = desk.visitor()
    visitor.get("/sign-in")

    path = visitor.post("/sign-in", 302, login="midori", password=PASSPHRASE, next=wish)

    assert path in {"/", "/evil.example"}  # the latter is a path of our own


def test_the_id_changes_at_sign_in_and_the_old_one_opens_nothing(desk: Desk) -> None:
    visitor = desk.visitor()
    visitor.get("/sign-in")
    before = visitor.cookie()
    visitor.sign_in()

    assert visitor.cookie() != before
    assert desk.visitor().with_cookie(before).client.get("/").status_code == 302


def test_a_cookie_used_after_sign_out_opens_nothing(desk: Desk) -> None:
    visitor = desk.signed_in()
    visitor.get("/")
    cookie = visitor.cookie()

    assert visitor.post("/sign-out", 302) == "/sign-in"
    assert desk.visitor().with_cookie(cookie).client.get("/").status_code == 302


def test_the_cookie_is_out_of_reach_of_script_and_other_sites(desk: Desk) -> None:
    answer = desk.visitor().sign_in()

    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie


def test_over_https_the_cookie_is_bound_to_the_host(desk: Desk) -> None:
    program = desk.evening.program
    settings = replace(program.settings, public_url="https://madobe.example.jp")
    desk.evening.program = replace(program, settings=settings)
    desk.reopen()

    answer = desk.visitor().client.get("/sign-in", base_url="https://madobe.example.jp")

    assert answer.headers["Set-Cookie"].startswith("__Host-madobe=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_a_sign_in_ends_after_fifteen_idle_minutes(desk: Desk) -> None:
    visitor = desk.signed_in()
    visitor.get("/")
    desk.evening.pass_time(14 * 60)
    desk.reopen()
    assert desk.visitor().with_cookie(visitor.cookie()).client.get("/").status_code == 200

    desk.evening.pass_time(15 * 60)
    desk.reopen()

    assert desk.visitor().with_cookie(visitor.cookie()).client.get("/").status_code == 302


def test_a_sign_in_ends_after_eight_hours_however_busy(desk: Desk) -> None:
    desk.evening.set_clock(MORNING)
    desk.reopen()
    visitor = desk.signed_in()
    statuses = []

    for hours in (7.9, 0.2):
        desk.evening.pass_time(hours * 3600)
        with desk.evening.program.open_work() as work:
            work.session.execute(update(ConsoleSession).values(seen_at=work.now))
        desk.reopen()
        answer = desk.visitor().with_cookie(visitor.cookie()).client.get("/")
        statuses.append(answer.status_code)

    assert statuses == [200, 302]


@pytest.mark.parametrize("change", [{"is_active": False}, {"fs_uniquifier": "another"}])
def test_a_member_who_is_changed_is_out_at_the_next_request(
    desk: Desk, change: dict[str, object]
) -> None:
    visitor = desk.signed_in()
    with desk.evening.program.open_work() as work:
        work.session.execute(update(Member).values(change))

    assert visitor.client.get("/").status_code == 302


def test_neither_database_nor_redis_keeps_the_cookie_the_address_or_the_passphrase(
    desk: Desk,
) -> None:
    visitor = desk.signed_in()
    desk.visitor().sign_in("midori", "a wrong passphrase")

    with desk.evening.program.open_look() as work:
        rows = work.session.scalars(select(ConsoleSession)).all()
        tries = work.session.execute(select(FailedTries.__table__)).all()
    kept = " ".join([row.data for row in rows] + [repr(row) for row in tries])
    url = desk.evening.program.settings.redis_url.reveal()
    with redis.Redis.from_url(url, decode_responses=True) as client:
        kept += " ".join(client.scan_iter())
    assert all(row.member_id is not None or "_user_id" not in row.data for row in rows)
    for secret in (visitor.cookie(), "127.0.0.1", "midori", "passphrase"):
        assert secret not in kept


def _without_token(page: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]*"|data-now="[^"]*"|datetime="[^"]*"', "", page)
