"""Whoever talks with people is signed out with the evening, and not before their work is done."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import update

from domain.clock import TOKYO
from domain.permission import Role
from storage.models.presence import PresenceRow
from storage.models.session import ConsoleSession
from tests.console.crew import member_id, supervisor, talking
from tests.console.desk import Desk, Visitor
from tests.factories.counsellor import Counsellor

END_OF_EXTENSION = datetime(2026, 11, 24, 21, 30, tzinfo=TOKYO)
REPORT = datetime(2026, 11, 24, 22, 0, tzinfo=TOKYO)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """An evening ends alike on every database."""
    return sqlite_url


def test_a_sign_in_ends_with_the_evening(desk: Desk) -> None:
    visitor = desk.signed_in()

    assert _is_in(desk, visitor, END_OF_EXTENSION - timedelta(seconds=30))
    assert not _is_in(desk, visitor, END_OF_EXTENSION + timedelta(seconds=1))


def test_whoever_comes_after_the_evening_stays(desk: Desk) -> None:
    desk.evening.set_clock(END_OF_EXTENSION - timedelta(minutes=5))
    desk.reopen()
    visitor = desk.signed_in()

    assert _is_in(desk, visitor, REPORT + timedelta(minutes=5))


def test_who_runs_no_talks_is_not_sent_home_with_the_evening(desk: Desk) -> None:
    desk.evening.member("asagi", Role.MANAGER)
    visitor = desk.signed_in("asagi")

    assert _is_in(desk, visitor, REPORT + timedelta(minutes=5), path="/account")


def test_a_sign_in_outlasts_the_evening_while_a_talk_is_open_or_a_record_missing(
    desk: Desk,
) -> None:
    talk, visitor = talking(desk)
    assert _is_in(desk, visitor, REPORT + timedelta(minutes=5), path=talk)
    midori = Counsellor(desk.evening, UUID(member_id(desk, "midori")))
    desk.evening.set_clock(END_OF_EXTENSION + timedelta(minutes=5))

    midori.ends(UUID(talk.rpartition("/")[2]), with_goodbye=False)

    assert _is_in(desk, visitor, END_OF_EXTENSION + timedelta(minutes=6))
    assert not _is_in(desk, visitor, REPORT + timedelta(seconds=1))


def test_a_supervisor_stays_while_anybodys_talk_goes_on(desk: Desk) -> None:
    talk, _ = talking(desk)
    leader = supervisor(desk)
    late = END_OF_EXTENSION + timedelta(minutes=1)
    assert _is_in(desk, leader, late, path=talk)

    Counsellor(desk.evening, UUID(member_id(desk, "midori"))).ends(
        UUID(talk.rpartition("/")[2]), with_goodbye=False
    )

    assert not _is_in(desk, leader, late + timedelta(seconds=1))


def _is_in(desk: Desk, visitor: Visitor, at: datetime, path: str = "/") -> bool:
    """Whether a browser that was there all the time is still signed in."""
    desk.evening.set_clock(at)
    with desk.evening.program.open_work() as work:
        work.session.execute(update(ConsoleSession).values(seen_at=work.now))
        work.session.execute(update(PresenceRow).values(seen_at=work.now))
    desk.reopen()
    answer = desk.visitor().with_cookie(visitor.cookie()).client.get(path)
    return not (answer.location or "").startswith("/sign-in")
