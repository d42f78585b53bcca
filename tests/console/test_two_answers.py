"""An answer from a page that has not shown the last one, or that names a number, is asked about."""

from typing import Any
from uuid import uuid4

import pytest

from tests.console.crew import talking
from tests.console.desk import Desk, Visitor


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What the pages show is the same on every database."""
    return sqlite_url


def sends(visitor: Visitor, talk: str, words: str, status: int = 303, **fields: object) -> str:
    """Send from the page fetched last, with all that it says of itself."""
    shown: dict[str, Any] = {"since": visitor.fields["since"], **fields}
    return visitor.post(f"{talk}/messages", status, text=words, send_key=uuid4().hex, **shown)


def fetched(visitor: Visitor, talk: str) -> str:
    visitor.fields.pop("since", None)
    return visitor.get(talk)


def test_two_clients_never_cross_unseen(desk: Desk) -> None:
    talk, first = talking(desk)
    second = desk.signed_in()
    fetched(first, talk)
    fetched(second, talk)
    assert sends(second, talk, "ようこそ") == talk

    page = sends(first, talk, "はじめまして", 409)

    assert "その間に、みどりさんが送っています" in page
    assert "はじめまして</textarea>" in page
    assert ">ようこそ<" in page
    first.fields.pop("since", None)
    first.get(talk)
    assert sends(first, talk, "はじめまして") == talk
    desk.evening.work()
    assert desk.evening.line.said.count("はじめまして") == 1


def test_the_page_of_a_refusal_has_seen_what_crossed(desk: Desk) -> None:
    talk, first = talking(desk)
    second = desk.signed_in()
    fetched(first, talk)
    before = first.fields.pop("since")
    fetched(second, talk)
    sends(second, talk, "ようこそ")

    first.post(f"{talk}/messages", 409, text="はい", send_key=uuid4().hex, since=before)

    assert sends(first, talk, "はい") == talk


def test_a_number_is_asked_for_twice_and_then_goes_out(desk: Desk) -> None:
    talk, midori = talking(desk)
    fetched(midori, talk)

    page = sends(midori, talk, "0120-279-338 もあります", 409)

    assert "番号やアドレスが入っています" in page
    assert "確かめて送る" in page
    mark = midori.fields["confirm"]
    sends(midori, talk, "0120-279-339 もあります", 409, confirm=mark)
    assert sends(midori, talk, "0120-279-338 もあります", confirm=mark) == talk
