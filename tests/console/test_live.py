"""Live updates: who may hear them, and until when."""

import re
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from bot.app import create_app
from bot.hub import Hub
from bot.sessions import Shelf
from storage.models.member import Member
from tests.console.desk import Desk, Visitor


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is heard is the same on every database."""
    return sqlite_url


def test_a_stream_needs_a_sign_in_and_is_not_led_to_the_door(desk: Desk) -> None:
    answer = desk.visitor().client.get("/live/stream", headers={"Accept": "text/event-stream"})

    assert answer.status_code == 401


def test_nobody_hears_of_a_talk_that_is_not_theirs_to_read(desk: Desk) -> None:
    desk.evening.says("こんばんは")
    desk.evening.member("asagi")
    visitor = desk.signed_in()
    visitor.get("/")
    talk = visitor.post("/line/next").rpartition("/")[2]
    other = desk.signed_in("asagi")

    other.get(f"/live/stream?talk={talk}", 404)
    other.get(f"/live/stream?talk={uuid4()}", 404)
    other.get("/live/stream?talk=x", 404)


def test_a_page_too_many_is_told_when_to_come_back(desk: Desk) -> None:
    full = Hub(desk.evening.program.redis, most_pages=0)
    visitor = Visitor(client=create_app(desk.evening.program, full).test_client())
    visitor.sign_in()

    answer = visitor.client.get("/live/stream")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"


def test_a_stream_tells_names_and_nothing_else(desk: Desk) -> None:
    visitor = desk.signed_in()
    answer = visitor.client.get("/live/stream")
    chunks = answer.iter_encoded()
    assert next(chunks) == b": begun\n\n"
    missed = next(chunks)  # between the page's making and now
    assert re.fullmatch(
        rb"event: change\ndata: line\n\nevent: change\ndata: member [0-9a-f-]{36}\n\n", missed
    )

    desk.evening.says("こんばんは")

    heard = b""
    while b"data: line\n" not in heard:
        heard += next(chunks)
    names = re.fullmatch(rb"(?:event: (?:change\ndata: [a-z]+[ 0-9a-f-]*|tick\ndata:)\n\n)+", heard)
    assert names is not None
    answer.close()


def test_a_sign_in_no_longer_holds_for_a_stream_once_it_has_ended(desk: Desk) -> None:
    shelf = desk.web.app.session_interface
    assert isinstance(shelf, Shelf)
    first, second = desk.signed_in(), desk.signed_in()
    with desk.evening.program.open_look() as work:
        mark = work.session.scalars(select(Member.fs_uniquifier)).one()
    cookies = [visitor.cookie() for visitor in (first, second)]
    assert [shelf.still_holds(cookie, mark) for cookie in cookies] == [True, True]
    first.get("/")
    first.post("/sign-out", 302)
    assert [shelf.still_holds(cookie, mark) for cookie in cookies] == [False, True]

    with desk.evening.program.open_work() as work:
        work.session.execute(update(Member).values(is_active=False))

    assert [shelf.still_holds(cookie, mark) for cookie in cookies] == [False, False]


def test_an_open_page_keeps_its_sign_in_awake(desk: Desk) -> None:
    visitor = desk.signed_in()
    for _ in range(4):
        desk.evening.pass_time(10 * 60)
        desk.reopen()
        shelf = desk.web.app.session_interface
        assert isinstance(shelf, Shelf)
        with desk.evening.program.open_look() as work:
            mark = work.session.scalars(select(Member.fs_uniquifier)).one()
        assert shelf.still_holds(visitor.cookie(), mark)
