"""How long the second step waits, what comes after, and who shares an address."""

import pytest

from domain.place import place_of
from tests.console.desk import Desk, Visitor
from tests.console.factor import asks_for_factors, beginner, enrolled, half_way


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The door is the same on every database."""
    return sqlite_url


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (30, 302)])
def test_whoever_has_no_factor_yet_has_half_an_hour_to_set_one_up(
    desk: Desk, minutes: int, status: int
) -> None:
    visitor = _later(asks_for_factors(desk), beginner(desk, "midori"), minutes)

    assert visitor.client.get("/factors").status_code == status


@pytest.mark.parametrize(("minutes", "status"), [(9, 200), (10, 303)])
def test_whoever_has_a_factor_has_ten_minutes_to_prove_it(
    desk: Desk, minutes: int, status: int
) -> None:
    enrolled(asks_for_factors(desk))
    visitor = _later(desk, half_way(desk), minutes)

    assert visitor.client.get("/sign-in/factor").status_code == status


def test_a_form_sent_too_late_is_answered_with_a_page(desk: Desk) -> None:
    late = _later(asks_for_factors(desk), beginner(desk, "midori"), 31)

    assert "もう一度サインインしてください" in late.post("/factors/app", 401)
    plain = late.client.post("/factors/app", data=late._token(), headers={"X-Fragment": "1"})
    assert (plain.status_code, plain.text) == (401, "")


def test_a_household_shares_what_an_address_may_fail(desk: Desk) -> None:
    codes = [_fails(desk, f"2001:db8::{number:x}") for number in range(41)]

    assert codes == [200] * 40 + [429]
    assert _fails(desk, "2001:db8:0:1::1") == 200


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("", ""),
    ],
)
def test_a_place_is_a_household(address: str, place: str) -> None:
    assert place_of(address) == place


def _fails(desk: Desk, address: str) -> int:
    visitor = desk.visitor()
    visitor.client.environ_base["REMOTE_ADDR"] = address
    return visitor.sign_in("nobody", "wrong").status_code


def _later(desk: Desk, visitor: Visitor, minutes: int) -> Visitor:
    """The same browser, so much later."""
    desk.evening.pass_time(60 * minutes)
    cookie, fields = visitor.cookie(), visitor.fields
    desk.reopen()
    later = desk.visitor().with_cookie(cookie)
    later.fields = fields
    return later
