"""One's own account, and proving once more that it is oneself."""

import re
from uuid import UUID, uuid4

import pytest

from console.guard import FRESH, LOCK
from domain.permission import Permission, Role, may
from services import accounts
from tests.console.crew import member_id
from tests.console.desk import PASSPHRASE, Desk, Visitor
from tests.console.managers import belongs, manager

LONG_GONE = "ginga tetsudou no yoru"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """An account is the same on every database."""
    return sqlite_url


def test_the_account_page_names_every_sign_in_and_ends_the_others(desk: Desk) -> None:
    here, there = desk.signed_in(), desk.signed_in()
    page = here.get("/account")
    assert page.count('<span class="quiet">このブラウザ</span>') == 1
    assert page.count("最後に使ったのは") == 1

    here.post("/account/sign-ins/end")

    assert there.client.get("/").status_code == 302
    assert "最後に使ったのは" not in here.get("/account")


def test_a_new_passphrase_ends_every_other_sign_in_and_opens_the_next(desk: Desk) -> None:
    here, there = desk.signed_in(), desk.signed_in()
    here.get("/account/passphrase")
    before = here.cookie()

    here.post("/account/passphrase", password=LONG_GONE, again=LONG_GONE)

    assert here.client.get("/account").status_code == 200
    assert here.cookie() != before
    assert there.client.get("/").status_code == 302
    assert desk.visitor().sign_in("midori", PASSPHRASE).status_code == 200
    assert desk.visitor().sign_in("midori", LONG_GONE).status_code == 302


@pytest.mark.parametrize(
    ("typed", "again", "told"),
    [
        ("short", "short", "短すぎます"),
        ("x" * 257, "x" * 257, "長すぎます"),
        ("passwordpassword", "passwordpassword", "よく使われる言葉"),
        ("aaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaa", "よく使われる言葉"),
        ("midorimidorimidori1", "midorimidorimidori1", "ログイン名とほとんど同じ"),
        (LONG_GONE, LONG_GONE + "!", "二つの合言葉がちがいます"),
    ],
)
def test_a_weak_passphrase_is_refused_with_what_to_do(
    desk: Desk, typed: str, again: str, told: str
) -> None:
    visitor = desk.signed_in()
    visitor.get("/account/passphrase")

    assert told in visitor.post("/account/passphrase", 422, password=typed, again=again)
    assert desk.visitor().sign_in("midori", PASSPHRASE).status_code == 302


def test_after_ten_minutes_a_delicate_page_asks_for_a_proof_and_leads_back(desk: Desk) -> None:
    visitor = _later(desk, desk.signed_in(), minutes=10)

    answer = visitor.client.get("/account/passphrase")
    assert answer.location == "/prove?next=/account/passphrase"
    visitor.get(answer.location)
    visitor.post("/prove", 200, password="wrong", next="/account/passphrase")
    assert visitor.client.get("/account/passphrase").status_code == 303
    visitor.get(answer.location)
    assert visitor.post("/prove", password=PASSPHRASE, next="/account/passphrase") == (
        "/account/passphrase"
    )
    visitor.get("/account/passphrase")


def test_what_a_script_sends_without_a_fresh_proof_is_answered_with_the_way_there(
    desk: Desk,
) -> None:
    visitor = desk.signed_in()
    visitor.get("/account/passphrase")
    visitor = _later(desk, visitor, minutes=10)

    answer = visitor.client.post(
        "/account/passphrase",
        data={"csrf_token": visitor.fields["csrf_token"]},
        headers={"X-Fragment": "1"},
    )

    assert answer.status_code == 403
    assert answer.mimetype == "text/html"
    assert '<a href="/prove?next=/account/passphrase">' in answer.text


def test_what_is_sent_without_a_fresh_proof_is_not_done(desk: Desk) -> None:
    visitor = desk.signed_in()
    visitor.get("/account/passphrase")
    visitor = _later(desk, visitor, minutes=10)

    page = visitor.post("/account/passphrase", 403, password=LONG_GONE, again=LONG_GONE)

    assert "先に、本人の確認" in page
    assert 'href="/prove?next=/account/passphrase"' in page
    assert desk.visitor().sign_in("midori", PASSPHRASE).status_code == 302


def test_a_proof_leads_back_to_the_page_of_the_act_that_asked_for_it(desk: Desk) -> None:
    desk.evening.member("asagi", Role.SUPERVISOR)
    visitor = desk.signed_in("asagi")
    visitor.get("/glass")
    visitor = _later(desk, visitor, minutes=10)

    page = visitor.post(f"/glass/{uuid4()}/grant", 403)

    assert 'href="/prove?next=/glass"' in page


def test_a_proof_leads_back_to_the_member_it_was_about(desk: Desk) -> None:
    visitor = manager(desk)
    belongs(desk, "midori", "kazoku")
    midori = member_id(desk, "midori")
    visitor.get("/team")
    visitor = _later(desk, visitor, minutes=10)

    page = visitor.post(f"/team/{midori}/sign-ins/end", 403)

    assert f'href="/prove?next=/team/{midori}"' in page


def test_a_proof_leads_to_our_own_pages_only(desk: Desk) -> None:
    visitor = desk.signed_in()
    visitor.get("/prove?next=//evil.example")
    assert visitor.fields["next"] == "/"

    assert visitor.post("/prove", password=PASSPHRASE, next="https://evil.example/") == "/"


@pytest.mark.parametrize(
    ("role", "among"),
    [
        (Role.SUPERVISOR, {("/team/invite", "POST"), ("/glass/ask", "POST"), ("/factors", "GET")}),
        (Role.COORDINATOR, {("/exports", "POST"), ("/factors", "GET")}),
    ],
)
def test_every_delicate_act_asks_for_a_proof_of_a_moment_ago(
    desk: Desk, role: Role, among: set[tuple[str, str]]
) -> None:
    desk.evening.member("asagi", role)
    asagi = UUID(member_id(desk, "asagi"))
    roles = {role}
    if role is Role.SUPERVISOR:
        roles.add(Role.MANAGER)
        with desk.evening.program.open_work() as work:
            accounts.set_roles(work, asagi, role=role, is_manager=True, actor_id=None)
    visitor = desk.signed_in("asagi")
    visitor.get("/account")
    visitor = _later(desk, visitor, minutes=10)
    views = desk.web.app.view_functions
    ways = [
        (re.sub(r"<uuid:\w+>", str(asagi), rule.rule), method)
        for rule in desk.web.app.url_map.iter_rules()
        if getattr(views[rule.endpoint], FRESH, False)
        if may(roles, getattr(views[rule.endpoint], LOCK))
        for method in ("GET", "POST")
        if method in (rule.methods or ())
    ]

    answers = {
        way: visitor.client.open(way[0], method=way[1], data=visitor._token()) for way in ways
    }

    assert among <= set(ways)
    asked = {
        way: answer.status_code == 403 or (answer.location or "").startswith("/prove?next=/")
        for way, answer in answers.items()
    }
    assert [way for way, is_asked in asked.items() if not is_asked] == []


def test_whatever_changes_the_team_is_delicate(desk: Desk) -> None:
    assert [
        name
        for name, view in desk.web.app.view_functions.items()
        if getattr(view, LOCK, None) is Permission.CHANGE_TEAM and not getattr(view, FRESH, False)
    ] == []


def _later(desk: Desk, visitor: Visitor, *, minutes: int) -> Visitor:
    """The same browser, later."""
    desk.evening.pass_time(minutes * 60)
    desk.reopen()
    later = desk.visitor().with_cookie(visitor.cookie())
    later.fields.update(visitor.fields)
    return later
