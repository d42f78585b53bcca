"""A door that is guessed at is locked for whoever guesses, and says nothing about it."""

import socket
import statistics
import time
from dataclasses import replace

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlalchemy import select, update

from domain.audit import Act
from domain.secret import PrivateText
from services import passphrases
from storage.models.audit import AuditEntry
from storage.models.member import Member
from tests.console.desk import PASSPHRASE, Desk

ELSEWHERE = "198.51.100.8"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The counting itself is proved on every database (``tests/services/test_lockout.py``)."""
    return sqlite_url


def test_after_six_failures_even_the_right_passphrase_waits_a_minute_and_others_do_not(
    desk: Desk,
) -> None:
    desk.evening.member("asagi")
    for _ in range(6):
        desk.visitor().sign_in("midori", "wrong")

    assert desk.visitor().sign_in("MIDORI").status_code == 200
    assert desk.visitor().sign_in("asagi").status_code == 302
    from_elsewhere = desk.visitor()
    from_elsewhere.client.environ_base["REMOTE_ADDR"] = ELSEWHERE
    assert from_elsewhere.sign_in("midori").status_code == 302
    desk.evening.restart()
    desk.reopen()
    assert desk.visitor().sign_in("midori").status_code == 200
    desk.evening.pass_time(61)
    desk.reopen()
    assert desk.visitor().sign_in("midori").status_code == 302


def test_without_redis_members_still_get_in_and_guessers_do_not(desk: Desk) -> None:
    program = desk.evening.program
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nowhere = PrivateText(f"redis://127.0.0.1:{free.getsockname()[1]}/0")
    desk.evening.program = replace(program, settings=replace(program.settings, redis_url=nowhere))
    desk.reopen()

    assert desk.visitor().sign_in().status_code == 302
    for _ in range(6):
        desk.visitor().sign_in("midori", "wrong")
    assert desk.visitor().sign_in().status_code == 200


def test_refusals_stand_in_the_log_by_closed_words(desk: Desk) -> None:
    desk.visitor().sign_in("nobody")
    for _ in range(7):
        desk.visitor().sign_in("midori", "wrong")
    desk.visitor().sign_in("midori")

    with desk.evening.program.open_look() as look:
        rows = look.session.scalars(select(AuditEntry).order_by(AuditEntry.seq)).all()
    told = [
        (row.act, row.reason) for row in rows if row.act in {Act.SIGN_IN_REFUSED, Act.LOCKED_OUT}
    ]
    assert told == [
        ("sign_in_refused", "unknown"),
        *[("sign_in_refused", "wrong")] * 6,
        ("locked_out", "passphrase"),
        *[("sign_in_refused", "locked")] * 2,
    ]


@pytest.mark.thorough
def test_unknown_wrong_disabled_and_locked_take_the_same_time(desk: Desk) -> None:
    for login in ("asagi", "fuji"):
        desk.evening.member(login)
    whole = passphrases.hashed(PrivateText("another long passphrase"), login="midori")
    with desk.evening.program.open_work() as work:
        work.session.execute(update(Member).values(password_hash=whole))
        work.session.execute(update(Member).where(Member.login == "fuji").values(is_active=False))
    for _ in range(6):
        desk.visitor().sign_in("asagi", "wrong")
    took: dict[str, list[float]] = {"nobody": [], "midori": [], "fuji": [], "asagi": []}

    for number in range(30):
        for login, found in took.items():
            visitor = desk.visitor()
            visitor.client.environ_base["REMOTE_ADDR"] = f"203.0.113.{number}"
            visitor.get("/sign-in")
            begun = time.perf_counter()
            visitor.sign_in(login, "wrong " + PASSPHRASE)
            found.append(time.perf_counter() - begun)

    medians = [statistics.median(found) for found in took.values()]
    assert max(medians) <= 1.15 * min(medians)


def test_unknown_wrong_disabled_and_locked_cost_one_whole_check_each(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for login in ("asagi", "fuji"):
        desk.evening.member(login)
    whole = passphrases.hashed(PrivateText("another long passphrase"), login="midori")
    with desk.evening.program.open_work() as work:
        work.session.execute(update(Member).values(password_hash=whole))
        work.session.execute(update(Member).where(Member.login == "fuji").values(is_active=False))
    for _ in range(6):
        desk.visitor().sign_in("asagi", "wrong")
    checked: list[str] = []
    verify = PasswordHasher.verify

    def counted(hasher: PasswordHasher, known: str, typed: str) -> bool:
        checked.append(known)
        return verify(hasher, known, typed)

    monkeypatch.setattr(PasswordHasher, "verify", counted)

    for login in ("nobody", "midori", "fuji", "asagi"):
        desk.visitor().sign_in(login, "wrong " + PASSPHRASE)

    costs = [str(extract_parameters(known)) for known in checked]
    assert len(costs) == 4
    assert set(costs) == {str(extract_parameters(whole))}
