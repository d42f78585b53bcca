"""What every door of the console promises."""

import re

import pytest
from flask import Flask

from console.guard import LOCK, OPEN
from domain.permission import Permission
from tests.console.desk import Desk

SOME_ID = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The doors are the same on every database."""
    return sqlite_url


def test_no_act_is_done_without_the_page_s_own_token(desk: Desk) -> None:
    visitor, stranger = desk.signed_in(), desk.visitor()
    visitor.get("/")
    stranger.get("/sign-in")
    foreign = stranger.fields["csrf_token"]
    paths = _paths(desk.web.app, "POST")
    plain = {"data": f'{{"csrf_token": "{visitor.fields["csrf_token"]}"}}'}

    answers = {
        path: [
            visitor.client.post(path).status_code,
            visitor.client.post(path, data={"csrf_token": "forged"}).status_code,
            visitor.client.post(path, data={"csrf_token": foreign}).status_code,
            visitor.client.post(path, headers={"X-CSRFToken": foreign}).status_code,
            visitor.client.post(path, **plain, content_type="text/plain").status_code,
            visitor.client.post(path, **plain, content_type="application/json").status_code,
        ]
        for path in paths
    }

    assert {"/sign-out", "/sign-in/factor", "/prove", "/factors/codes"} < set(paths)
    assert {status for statuses in answers.values() for status in statuses} == {400}
    assert visitor.client.get("/").status_code == 200


def test_no_act_is_done_by_looking(desk: Desk) -> None:
    visitor = desk.signed_in()
    only_post = set(_paths(desk.web.app, "POST")) - set(_paths(desk.web.app, "GET"))

    assert {visitor.client.get(path).status_code for path in only_post} <= {404, 405}


def test_what_does_not_exist_is_said_kindly_and_without_detail(desk: Desk) -> None:
    visitor = desk.signed_in()

    for path in ("/nothing", f"/talks/{SOME_ID}", f"/talks/{SOME_ID}/record"):
        page = visitor.get(path, 404)
        assert "見つかりませんでした" in page
        assert SOME_ID not in page


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sign-in", 200),
        ("/", 302),
        ("/nothing", 404),
        ("/static/page.css", 200),
        ("/line/next", 405),
    ],
)
def test_every_answer_carries_the_headers(desk: Desk, path: str, status: int) -> None:
    answer = desk.visitor().client.get(path, buffered=True)

    assert answer.status_code == status
    policy = answer.headers["Content-Security-Policy"]
    assert {rule.strip() for rule in policy.split(";")} >= {
        "default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri 'none'",
        "form-action 'self'", "frame-ancestors 'none'",
    }  # fmt: skip
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_moved_clock_stands_on_every_page(desk: Desk) -> None:
    visitor = desk.signed_in()

    for page in (
        desk.visitor().get("/sign-in"),
        visitor.get("/"),
        visitor.get("/nothing", 404),
    ):
        assert "デモの時計: " in page
        assert "2026-11-24 16:05" in page


def test_every_room_names_its_permission_on_the_view(desk: Desk) -> None:
    app = desk.web.app
    rooms = [view for name, view in app.view_functions.items() if name.startswith("console.")]

    locks = [getattr(view, LOCK, None) for view in rooms]

    assert None not in locks
    assert all(isinstance(lock, Permission) or lock == OPEN for lock in locks)
    assert {view.__name__ for view in rooms if getattr(view, LOCK, None) == OPEN} == {
        "static",
        "second_step",  # lets in only who is half-way
        "welcome",  # lets in only who holds a link
        "portal_once",  # the same
        "code_page",  # shows a code to whoever holds its address
        "enter",  # leads whoever holds a paper to LINE's own page
    }


def _paths(app: Flask, method: str) -> list[str]:
    return [
        re.sub(r"<uuid:\w+>", SOME_ID, rule.rule).replace("<mode>", "frozen")
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ()) and "<path:" not in rule.rule
        if rule.endpoint.startswith(("console.", "security."))
    ]
