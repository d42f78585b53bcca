"""The link of an invitation, as whoever is invited meets it."""

import re
from uuid import UUID

import pytest

from domain.permission import Role
from services import accounts, invitations
from tests.console.crew import member_id
from tests.console.desk import Desk
from tests.console.factor import asks_for_factors, sets_up_app

CHOSEN = "ginga tetsudou no yoru"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """That a link counts once is proved on every database (``tests/services/test_factors.py``)."""
    return sqlite_url


def test_whoever_is_invited_chooses_a_passphrase_and_a_factor_and_is_in(desk: Desk) -> None:
    asks_for_factors(desk)
    with desk.evening.program.open_work() as work:
        hana = accounts.add_member(work, login="hana", alias="はな", role=Role.MANAGER)
    link = _invite(desk, hana)
    visitor = desk.visitor()

    page = visitor.get(link)
    assert "はなさん、ようこそ" in page
    assert "hana" not in link
    path = visitor.post(link, password=CHOSEN, again=CHOSEN)
    assert path == "/sign-in/factor"
    assert visitor.client.get(path).location == "/factors"
    _, codes = sets_up_app(desk, visitor)
    assert len(codes) == 10
    visitor.get("/account")


def test_a_link_unknown_used_or_too_old_is_answered_alike(desk: Desk) -> None:
    midori = UUID(member_id(desk, "midori"))
    used = _invite(desk, midori)
    visitor = desk.visitor()
    visitor.get(used)
    visitor.post(used, password=CHOSEN, again=CHOSEN)
    old = _invite(desk, midori)
    desk.evening.pass_time(30 * 60)
    desk.reopen()

    pages = [desk.visitor().get(link, 404) for link in ("/welcome/unknown", used, old)]

    assert "この招待は使えません" in pages[0]
    assert len({re.sub(r'data-now="[^"]*"|datetime="[^"]*"', "", page) for page in pages}) == 1


def test_looking_at_a_link_or_choosing_badly_does_not_use_it_up(desk: Desk) -> None:
    link = _invite(desk, UUID(member_id(desk, "midori")))
    visitor = desk.visitor()
    for _ in range(3):
        visitor.get(link)
    assert "短すぎます" in visitor.post(link, 422, password="short", again="short")

    visitor.post(link, password=CHOSEN, again=CHOSEN)

    assert desk.visitor().sign_in("midori", CHOSEN).status_code == 302


def test_a_link_used_in_a_browser_where_somebody_else_is_signed_in_is_still_its_own(
    desk: Desk,
) -> None:
    asks_for_factors(desk)
    with desk.evening.program.open_work() as work:
        hana = accounts.add_member(work, login="hana", alias="はな", role=Role.COUNSELLOR)
    link = _invite(desk, hana)
    visitor = desk.visitor()
    visitor.sign_in()
    sets_up_app(desk, visitor)

    visitor.get(link)
    visitor.post(link, password=CHOSEN, again=CHOSEN)

    assert visitor.client.get("/account").status_code == 302
    sets_up_app(desk, visitor)
    assert "はな" in visitor.get("/account")


def _invite(desk: Desk, member_id: UUID) -> str:
    with desk.evening.program.open_work() as work:
        return invitations.make(work, member_id, actor_id=None).path.reveal()
