"""The console speaks the language a member has chosen, on every page and after every sign-in."""

import pytest

from storage.models.member import Member
from tests.console.desk import Desk


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A choice of language is the same on every database."""
    return sqlite_url


def test_a_member_chooses_the_language_and_keeps_it(desk: Desk) -> None:
    visitor = desk.signed_in()
    assert 'lang="ja"' in visitor.get("/")

    visitor.post("/language", language="en", next="/")

    assert 'lang="en"' in desk.signed_in().get("/")


def test_a_language_that_is_not_spoken_is_refused(desk: Desk) -> None:
    visitor = desk.signed_in()
    visitor.get("/")

    visitor.post("/language", 400, language="tlh")

    with desk.evening.program.open_look() as work:
        assert work.session.query(Member).one().language == "ja"


def test_the_door_speaks_as_the_browser_asks(desk: Desk) -> None:
    visitor = desk.visitor()

    assert 'lang="en"' in visitor.get("/sign-in", headers={"Accept-Language": "en-GB,en"})
    assert 'lang="ja"' in visitor.get("/sign-in", headers={"Accept-Language": "fr"})
