"""A talk goes from one organisation to another, and the first loses it at once."""

import re
from uuid import UUID, uuid4

import pytest

from domain.audit import Act
from storage.models.audit import AuditEntry
from storage.models.member import Member
from tests.console.crew import asked, member_id, ready
from tests.console.desk import Desk, Visitor
from tests.factories.tables import rows


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are the same on every database."""
    return sqlite_url


@pytest.fixture
def crew(desk: Desk) -> tuple[str, Visitor, Visitor]:
    """Midori of kazoku in a talk, whose page is given, and asagi of shien, ready."""
    desk.evening.member("asagi")
    with desk.evening.program.open_work() as work:
        for login, code in (("midori", "kazoku"), ("asagi", "shien")):
            work.session.query(Member).filter_by(login=login).one().organisation = code
    desk.evening.says("こんばんは")
    midori = ready(desk)
    talk = midori.post(asked(midori))
    desk.evening.work()
    return talk, midori, ready(desk, "asagi")


def test_whoever_has_handed_a_talk_over_finds_nothing_of_it_any_more(
    desk: Desk, crew: tuple[str, Visitor, Visitor]
) -> None:
    talk, midori, asagi = crew
    hand_on(desk, talk, midori, asagi)

    hidden, nothing = (midori.get(path, 404) for path in (talk, f"/talks/{uuid4()}"))
    assert _page(hidden) == _page(nothing)
    midori.get(f"{talk}/changes?since=0", 404)
    midori.get(f"{talk}/hand-over", 404)
    midori.get(f"/live/stream?talk={id_of(talk)}", 404)
    for act in ("messages", "draft", "end", "keep", "risk", "hand-over", "told", "care"):
        midori.post(f"{talk}/{act}", 404, text="まだいます")
    assert id_of(talk) not in midori.get("/")
    asagi.get(talk)


def test_the_log_says_who_handed_it_on(desk: Desk, crew: tuple[str, Visitor, Visitor]) -> None:
    talk, midori, asagi = crew
    hand_on(desk, talk, midori, asagi)

    told = [row for row in rows(desk.evening, AuditEntry) if row.act == Act.TALK_PASSED_ON]

    assert [str(row.subject_id) for row in told] == [id_of(talk)]
    assert {row.actor_id for row in told} <= {
        UUID(member_id(desk, "midori")),
        UUID(member_id(desk, "asagi")),
    }


def test_an_open_page_hears_that_a_talk_is_lost_and_nothing_after(
    desk: Desk, crew: tuple[str, Visitor, Visitor]
) -> None:
    talk, midori, asagi = crew
    change = f"data: conversation {id_of(talk)}\n".encode()
    answer = midori.client.get(f"/live/stream?talk={id_of(talk)}")
    heard = answer.iter_encoded()
    next(heard)

    hand_on(desk, talk, midori, asagi)
    desk.evening.says("聞こえていますか")

    rest = b"".join(heard)  # the stream ends by itself
    assert rest.count(change) >= 1
    answer.close()
    midori.get(f"/live/stream?talk={id_of(talk)}", 404)


def _page(page: str) -> str:
    """Without what is new at each look."""
    return re.sub(r'name="csrf_token" value="[^"]*"|data-now="[^"]*"|datetime="[^"]*"', "", page)


def hand_on(desk: Desk, talk: str, midori: Visitor, asagi: Visitor) -> None:
    midori.get(f"{talk}/hand-over")
    midori.post(f"{talk}/hand-over", to=member_id(desk, "asagi"), note="")
    asagi.post(asked(asagi))
    desk.evening.work()


def id_of(talk: str) -> str:
    return talk.rpartition("/")[2]
