"""Who guesses waits, longer each time; nobody else does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.permission import Role
from services import accounts, lockout
from services.lockout import Door, Try
from storage.models.sign_in import FailedTries, KnownPlace
from tests.machinery.evening import Evening

HOME = "192.0.2.7"


def test_each_failure_after_the_sixth_waits_longer_up_to_an_hour(evening: Evening) -> None:
    attempt = Try(door=Door.FACTOR, member_id=evening.member(), address=HOME)
    for _ in range(6):
        assert _tries(evening, attempt)

    waited = []
    for _ in range(5):
        before = evening.now
        while not _tries(evening, attempt):
            evening.pass_time(30)
        waited.append(round((evening.now - before) / timedelta(minutes=1)))

    assert waited == [1, 5, 15, 60, 60]


def test_a_right_try_begins_anew_here_and_leaves_guesses_from_elsewhere_counted(
    evening: Evening,
) -> None:
    member_id = evening.member()
    here = Try(door=Door.PASSPHRASE, member_id=member_id, address=HOME)
    for number in range(30):
        there = replace(here, address=f"203.0.113.{number}")
        assert _tries(evening, there)
        with evening.program.open_work() as work:
            if number < 29:
                assert lockout.count(work, here).is_open
                lockout.forgive(work, here)

    assert not _tries(evening, replace(here, address="198.51.100.1"))


def test_strangers_keep_nobody_out_of_where_they_were_let_in_lately(evening: Evening) -> None:
    member_id = evening.member()
    here = Try(door=Door.PASSPHRASE, member_id=member_id, address="2001:db8:1:2::1")
    with evening.program.open_work() as work:
        lockout.count(work, here)
        lockout.forgive(work, here)
    _is_guessed_at_from_everywhere(evening, here)

    assert _tries(evening, replace(here, address="2001:db8:1:2::99"))
    assert not _tries(evening, replace(here, address="198.51.100.1"))


def test_a_place_known_at_one_door_is_unknown_at_the_other_and_forgotten_after_a_month(
    evening: Evening,
) -> None:
    member_id = evening.member()
    here = Try(door=Door.PASSPHRASE, member_id=member_id, address=HOME)
    with evening.program.open_work() as work:
        lockout.forgive(work, here)
    at_the_factor = replace(here, door=Door.FACTOR)
    _is_guessed_at_from_everywhere(evening, at_the_factor)
    assert not _tries(evening, at_the_factor)

    evening.pass_time(30 * 24 * 3600 + 1)
    _is_guessed_at_from_everywhere(evening, here)
    assert not _tries(evening, here)
    with evening.program.open_work() as work:
        lockout.purge(work)
    with evening.program.open_look() as look:
        assert look.session.query(KnownPlace).count() == 0


def test_where_a_member_is_known_failures_still_lock(evening: Evening) -> None:
    here = Try(door=Door.PASSPHRASE, member_id=evening.member(), address=HOME)
    with evening.program.open_work() as work:
        lockout.forgive(work, here)
    for _ in range(6):
        assert _tries(evening, here)

    assert not _tries(evening, here)


def test_what_was_counted_is_forgotten_after_a_day_and_by_an_unlock(evening: Evening) -> None:
    member_id = evening.member()
    attempt = Try(door=Door.PASSPHRASE, member_id=member_id, address=HOME)
    for _ in range(6):
        _tries(evening, attempt)
    assert not _tries(evening, attempt)

    with evening.program.open_work() as work:
        lockout.unlock(work, member_id)
    assert _tries(evening, attempt)
    for _ in range(4):
        _tries(evening, attempt)
    evening.pass_time(25 * 3600)
    for _ in range(6):
        assert _tries(evening, attempt)


@pytest.mark.parametrize("other", ["2001:db8:1:2::99", "2001:db8:1:2:aaaa::1"])
def test_a_household_is_one_place_in_ipv6(evening: Evening, other: str) -> None:
    attempt = Try(door=Door.FACTOR, member_id=evening.member(), address="2001:db8:1:2::1")
    for _ in range(6):
        _tries(evening, attempt)

    assert not _tries(evening, replace(attempt, address=other))
    assert _tries(evening, replace(attempt, address="2001:db8:1:3::1"))


def test_login_names_that_are_written_alike_are_one(evening: Evening) -> None:
    evening.member("midori")

    for alike in ("ＭＩＤＯＲＩ", "Midori", " midori ", "mｉdori"):
        with evening.program.open_work() as work, pytest.raises(accounts.LoginTakenError):
            accounts.add_member(work, login=alike, alias="べつ", role=Role.COUNSELLOR)


def test_what_is_forgotten_is_removed(evening: Evening) -> None:
    _tries(evening, Try(door=Door.FACTOR, member_id=None, address=HOME))
    evening.pass_time(25 * 3600)
    _tries(evening, Try(door=Door.FACTOR, member_id=evening.member(), address=HOME))

    with evening.program.open_work() as work:
        lockout.purge(work)

    with evening.program.open_look() as look:
        assert [row.member_id is None for row in look.session.query(FailedTries)] == [False, False]


def _is_guessed_at_from_everywhere(evening: Evening, attempt: Try) -> None:
    for number in range(30):
        assert _tries(evening, replace(attempt, address=f"203.0.113.{number}"))


def _tries(evening: Evening, attempt: Try) -> bool:
    with evening.program.open_work() as work:
        return lockout.count(work, attempt).is_open
