"""Every way into the program says who may take it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from bot.app import create_web
from bot.wiring import Program
from console.guard import LOCK, OPEN
from domain.permission import Permission

# Without a sign-in, and why: LINE signs what it sends; machines ask for health and figures;
# pictures and styles hold nothing; whoever signs in, also by a link, is not signed in yet.
OPEN_PATHS = {"/line/webhook", "/live", "/ready", "/metrics", "/static/<path:filename>"}
OPEN_ENDPOINTS_OF_SIGN_IN = {
    "security.login",
    "security.logout",
    "console.second_step",
    "console.welcome",
}
OPEN_PATHS |= {"/code/<handle>", "/in/<name>", "/portal/once/<token>"}  # addresses nobody guesses


@pytest.fixture
def app(sqlite_program: Program) -> Iterator[Flask]:
    web = create_web(sqlite_program)
    yield web.app
    web.stop()


def test_every_page_names_its_permission(app: Flask) -> None:
    unlocked = [rule.rule for rule in app.url_map.iter_rules() if not _is_locked(app, rule)]

    assert unlocked == []


def test_only_the_listed_ways_are_open_to_all(app: Flask) -> None:
    opened = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if not isinstance(getattr(app.view_functions[rule.endpoint], LOCK, OPEN), Permission)
        if rule.endpoint not in OPEN_ENDPOINTS_OF_SIGN_IN
    }

    assert {path for path in opened if not path.endswith("/<path:filename>")} <= OPEN_PATHS


def test_a_stranger_gets_nothing_from_any_locked_page(app: Flask) -> None:
    client = app.test_client()

    answers = {
        rule.rule: client.get(_filled(rule)).status_code
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        if isinstance(getattr(app.view_functions[rule.endpoint], LOCK, None), Permission)
    }

    assert answers
    assert {path: status for path, status in answers.items() if status not in {302, 401}} == {}


def _is_locked(app: Flask, rule: Rule) -> bool:
    view = app.view_functions[rule.endpoint]
    is_listed = rule.rule in OPEN_PATHS or rule.rule.endswith("/<path:filename>")
    return hasattr(view, LOCK) or is_listed or rule.endpoint in OPEN_ENDPOINTS_OF_SIGN_IN


def _filled(rule: Rule) -> str:
    some_id = "00000000-0000-4000-8000-000000000000"
    path = rule.rule
    for argument in rule.arguments:
        kind = rule._converters[argument]  # the map offers no public way to ask
        value = some_id if type(kind).__name__ == "UUIDConverter" else "1"
        path = path.replace(f"<{argument}>", value)
        path = path.replace(f"<uuid:{argument}>", value).replace(f"<int:{argument}>", value)
    return path
