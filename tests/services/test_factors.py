"""What a member proves with counts once, on every database."""

import threading
from uuid import UUID, uuid4

import pytest
from passlib.totp import TOTP

from domain.errors import NotFoundError
from domain.secret import PrivateText
from services import factors, invitations, passphrases, recovery_codes, totp
from services.factors import Kind, LastFactorError, Proof
from services.invitations import Invited
from storage.models.sign_in import Passkey
from tests.machinery.evening import Evening

HERE = "192.0.2.7"
CHOSEN = "ginga tetsudou no yoru"


def test_a_code_counts_once_and_none_before_it_ever_again(evening: Evening) -> None:
    member_id, app = _with_app(evening)
    evening.pass_time(90)
    first, second = _code(evening, app), _code(evening, app, steps=1)

    assert _proves(evening, member_id, first) is Kind.APP
    assert _proves(evening, member_id, first) is None
    assert _proves(evening, member_id, second) is Kind.APP
    assert _proves(evening, member_id, first) is None
    evening.restart()
    assert _proves(evening, member_id, first) is None
    assert _proves(evening, member_id, second) is None


def test_of_two_at_once_with_one_code_one_gets_in(evening: Evening) -> None:
    member_id, app = _with_app(evening)
    code = _code(evening, app, steps=1)
    barrier, got = threading.Barrier(4), []

    def tries() -> None:
        barrier.wait()
        got.append(_proves(evening, member_id, code))

    threads = [threading.Thread(target=tries) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(got, key=str) == [None, None, None, Kind.APP]


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_code_of_more_than_half_a_minute_ago_or_ahead_does_not_count(
    evening: Evening, steps: int
) -> None:
    member_id, app = _with_app(evening)
    evening.pass_time(300)

    assert _proves(evening, member_id, _code(evening, app, steps=steps)) is None
    assert _proves(evening, member_id, _code(evening, app)) is Kind.APP


def test_a_code_may_be_typed_in_full_width_and_with_a_gap(evening: Evening) -> None:
    member_id, app = _with_app(evening)
    code = _code(evening, app, steps=1)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)

    assert _proves(evening, member_id, f"{wide[:3]} {wide[3:]}") is Kind.APP


@pytest.mark.parametrize("odd", ["", "12345", "1234567", "abcdef", "０", "\0", "1" * 64, "-"])
def test_what_is_no_code_is_refused_without_trouble(evening: Evening, odd: str) -> None:
    member_id, _ = _with_app(evening)

    assert _proves(evening, member_id, odd) is None


def test_a_recovery_code_is_of_one_member_and_counts_once(evening: Evening) -> None:
    member_id, other_id = evening.member(), evening.member("asagi")
    with evening.program.open_work() as work:
        codes = recovery_codes.renew(work, member_id)

    assert _proves(evening, other_id, codes[0].reveal()) is None
    assert _proves(evening, member_id, codes[0].reveal()) is Kind.RECOVERY_CODE
    assert _proves(evening, member_id, codes[0].reveal()) is None
    with evening.program.open_work() as work:
        assert factors.look(work, member_id).codes_left == 9
        recovery_codes.renew(work, member_id)
    assert _proves(evening, member_id, codes[1].reveal()) is None


def test_the_last_factor_is_not_removed(evening: Evening) -> None:
    member_id, _ = _with_app(evening)

    with pytest.raises(LastFactorError), evening.program.open_work() as work:
        factors.remove_app(work, member_id)


def test_of_two_factors_taken_away_at_once_one_stays(evening: Evening) -> None:
    member_id, _ = _with_app(evening)
    with evening.program.open_work() as work:
        key = Passkey(
            id=uuid4(),
            member_id=member_id,
            credential_id=b"a key",
            public_key=b"-",
            sign_count=0,
            made_at=work.now,
        )
        work.session.add(key)
    refused = threading.Event()

    def removes_the_app() -> None:
        try:
            with evening.program.open_work() as work:
                factors.remove_app(work, member_id)
        except LastFactorError:
            refused.set()

    other = threading.Thread(target=removes_the_app)
    with evening.program.open_work() as work:
        factors.remove_passkey(work, member_id, key.id)
        other.start()
        other.join(timeout=0.5)  # as far as it gets before this is committed
    other.join()

    assert refused.is_set()
    with evening.program.open_look() as look:
        assert factors.look(look, member_id).count == 1


def test_a_link_counts_once_within_half_an_hour_and_ends_what_was(evening: Evening) -> None:
    member_id, app = _with_app(evening)
    token = _invite(evening, member_id)
    evening.pass_time(29 * 60)

    assert _accepts(evening, token).alias == "みどり"

    assert _proves(evening, member_id, _code(evening, app)) is None
    with evening.program.open_look() as look:
        assert factors.look(look, member_id).count == 0
    with pytest.raises(NotFoundError):
        _accepts(evening, token)


def test_a_link_too_old_or_followed_by_another_leads_nowhere(evening: Evening) -> None:
    member_id = evening.member()
    first = _invite(evening, member_id)
    second = _invite(evening, member_id)
    with pytest.raises(NotFoundError):
        _accepts(evening, first)

    evening.pass_time(30 * 60)
    with pytest.raises(NotFoundError):
        _accepts(evening, second)


def test_of_two_at_once_with_one_link_one_chooses(evening: Evening) -> None:
    token = _invite(evening, evening.member())
    barrier, got = threading.Barrier(3), []

    def accepts() -> None:
        barrier.wait()
        try:
            got.append(_accepts(evening, token).alias)
        except NotFoundError:
            got.append("")

    threads = [threading.Thread(target=accepts) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(got) == ["", "", "みどり"]


def _with_app(evening: Evening) -> tuple[UUID, str]:
    """Midori, with an authenticator app of this key."""
    member_id = evening.member()
    with evening.program.open_work() as work:
        totp.begin(work, member_id)
    with evening.program.open_work() as work:
        app = totp.find_new(work, member_id, label="みどり")
        assert app is not None
        key = app.key.reveal().replace(" ", "")
        assert totp.confirm(work, member_id, PrivateText(_code(evening, key)))
    return member_id, key


def _code(evening: Evening, key: str, *, steps: int = 0) -> str:
    return str(TOTP(key=key).generate(time=int(evening.now.timestamp()) + 30 * steps).token)


def _proves(evening: Evening, member_id: UUID, code: str) -> Kind | None:
    with evening.program.open_work() as work:
        return factors.prove(work, member_id, Proof(code=PrivateText(code)), address=HERE)


def _invite(evening: Evening, member_id: UUID) -> str:
    with evening.program.open_work() as work:
        made = invitations.make(work, member_id, actor_id=None)
    return made.path.reveal().removeprefix(invitations.PATH)


def _accepts(evening: Evening, token: str) -> Invited:
    password_hash = passphrases.hashed(PrivateText(CHOSEN), login="midori")
    with evening.program.open_work() as work:
        return invitations.accept(work, token, password_hash=password_hash)
