"""What a word costs: questions to the database, from the person's words to an open page.

Numbers that may go down. Whoever needs one more asks first what it takes from two hundred pages.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from bot import inbound
from tests.console.desk import Desk, Visitor

A_WORD = 22
A_QUIET_LOOK = 30
OWN_DESK = 14
AFTER_TWENTY_BUBBLES = 45
HERE = {"X-Fragment": "1"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is asked is the same on every database."""
    return sqlite_url


@contextmanager
def asked(desk: Desk) -> Iterator[list[str]]:
    """Every statement while the block runs, the beginnings of transactions too."""
    statements: list[str] = []

    def note(*given: object) -> None:
        statements.append(str(given[2]))

    engine = desk.evening.program.database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def opened(desk: Desk) -> tuple[Visitor, str, int]:
    """Midori with a talk open: its address, and how far she has seen it."""
    desk.evening.says("こんばんは")
    midori = desk.signed_in()
    midori.get("/")
    talk = midori.post("/line/next")
    page = midori.get(talk)
    return (
        midori,
        talk,
        int(page.split('<ol class="transcript')[1].split('data-revision="')[1].split('"')[0]),
    )


def test_a_word_is_one_request_of_few_questions(desk: Desk) -> None:
    midori, talk, since = opened(desk)
    desk.evening.says("つづきです")

    with asked(desk) as statements:
        answer = midori.client.get(f"{talk}/changes?since={since}&read=yes", headers=HERE).text

    assert "つづきです" in answer
    assert 'id="rail-' in answer
    assert 'id="side-live"' not in answer
    assert len(statements) <= A_WORD, "\n".join(statements)


def test_where_more_than_words_has_changed_the_panel_comes_along(desk: Desk) -> None:
    midori, talk, since = opened(desk)
    midori.post(f"{talk}/care", name="あおさん")
    desk.evening.says("つづきです")

    answer = midori.client.get(f"{talk}/changes?since={since}", headers=HERE).text

    assert "つづきです" in answer
    assert "あおさん" in answer


def test_a_look_that_finds_nothing_new_shows_everything_and_writes_nothing(desk: Desk) -> None:
    midori, talk, since = opened(desk)

    with asked(desk) as statements:
        answer = midori.client.get(f"{talk}/changes?since={since}&read=yes", headers=HERE).text

    assert 'id="side-live"' in answer
    assert not [each for each in statements if each.startswith(("BEGIN I", "INSERT", "UPDATE"))]
    assert len(statements) <= A_QUIET_LOOK, "\n".join(statements)


def test_one_s_own_desk_is_few_questions(desk: Desk) -> None:
    midori, talk, _ = opened(desk)

    with asked(desk) as statements:
        midori.client.get(f"/offers?on={talk}", headers=HERE)

    assert len(statements) <= OWN_DESK, "\n".join(statements)


def test_a_word_after_twenty_bubbles_asks_for_their_keys_once(desk: Desk) -> None:
    opened(desk)
    for number in range(20):
        desk.evening.says(f"あの、{number}")
    desk.evening.keep(desk.evening.text("つづきです"))
    _, batch_id = desk.evening.jobs.pop()

    with asked(desk) as statements:
        inbound.handle_batch(desk.evening.program, batch_id)

    assert len([each for each in statements if "FROM visit_keys" in each]) == 1
    assert len(statements) <= AFTER_TWENTY_BUBBLES, "\n".join(statements)
