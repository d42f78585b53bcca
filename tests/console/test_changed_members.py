"""A member who is changed is out of every browser at once."""

from uuid import UUID

import pytest

from domain.permission import Role
from services import accounts
from services.work import Work
from storage.queries import sessions
from tests.console.crew import member_id
from tests.console.desk import PASSPHRASE, Desk


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A session is the same on every database."""
    return sqlite_url


@pytest.mark.parametrize("change", ["role", "passphrase", "let go"])
def test_whoever_is_changed_is_out_everywhere_at_once(desk: Desk, change: str) -> None:
    here, there = desk.signed_in(), desk.signed_in()
    midori = UUID(member_id(desk, "midori"))

    with desk.evening.program.open_work() as work:
        _change(work, midori, change)

    assert [visitor.client.get("/").status_code for visitor in (here, there)] == [302, 302]
    with desk.evening.program.open_look() as look:
        assert _sessions(look, midori) == 0


def test_a_sign_in_that_was_under_way_while_its_member_changed_opens_nothing(desk: Desk) -> None:
    visitor = desk.visitor()
    visitor.get("/sign-in")
    midori = UUID(member_id(desk, "midori"))
    admit = desk.web.app.extensions["madobe_door"].admit

    def slowly(login: str, passphrase: str) -> object:
        admitted = admit(login, passphrase)
        with desk.evening.program.open_work() as work:
            _change(work, midori, "passphrase")
        return admitted

    desk.web.app.extensions["madobe_door"].admit = slowly
    visitor.client.post(
        "/sign-in", data={**visitor._token(), "login": "midori", "password": PASSPHRASE}
    )

    assert visitor.client.get("/").status_code == 302


def _change(work: Work, midori: UUID, change: str) -> None:
    if change == "role":
        accounts.set_roles(work, midori, role=Role.COUNSELLOR, is_manager=True, actor_id=None)
    elif change == "passphrase":
        accounts.set_passphrase(work, midori, password_hash="-")
    else:
        accounts.deactivate(work, midori, actor_id=None)


def _sessions(look: Work, midori: UUID) -> int:
    return len(sessions.of_member(look.session, midori, now=look.now))
