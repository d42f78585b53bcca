"""Nobody gets in by a passphrase alone."""

import base64
from uuid import uuid4

import pytest
from sqlalchemy import select

from bot.app import create_web
from storage.models.member import Member
from storage.models.sign_in import Passkey, TotpFactor
from tests.console.desk import Desk
from tests.console.factor import asks_for_factors, enrolled, half_way, sets_up_app


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What counts once is proved on every database (``tests/services/test_factors.py``)."""
    return sqlite_url


@pytest.fixture
def strict(desk: Desk) -> Desk:
    """The console as it is outside the demo."""
    return asks_for_factors(desk)


def test_a_member_without_a_factor_can_only_set_one_up(strict: Desk) -> None:
    visitor = strict.visitor()
    visitor.sign_in()

    assert visitor.client.get("/sign-in/factor").location == "/factors"
    for path in ("/", "/account", "/prove", "/talks/" + str(uuid4())):
        assert visitor.client.get(path).location.startswith("/sign-in")
    visitor.get("/factors")
    assert visitor.client.post("/line/next", data=visitor._token()).status_code == 401
    _, codes = sets_up_app(strict, visitor)
    assert len(set(codes)) == 10
    assert "みどり" in visitor.get("/")


def test_with_an_app_the_passphrase_leads_to_its_code_and_the_code_in(strict: Desk) -> None:
    app, _, _ = enrolled(strict)
    visitor = strict.visitor()
    visitor.get("/sign-in?next=/leaving")
    path = visitor.post(
        "/sign-in", 303, login="midori", password="a long passphrase", next="/leaving"
    )

    assert path == "/sign-in/factor"
    visitor.get(path)
    assert visitor.post(path, 303, code=app.code(steps=1)) == "/leaving"
    assert "みどり" in visitor.get("/")


def test_a_code_is_taken_once_for_good(strict: Desk) -> None:
    app, _, _ = enrolled(strict)
    strict.evening.pass_time(90)
    strict.reopen()
    first, second = app.code(), app.code(steps=1)

    assert _is_let_in(strict, first)
    assert not _is_let_in(strict, first)
    assert _is_let_in(strict, second)
    assert not _is_let_in(strict, first)
    strict.evening.restart()
    strict.reopen()
    assert not _is_let_in(strict, first)
    assert not _is_let_in(strict, second)


def test_two_processes_take_a_code_once_between_them(strict: Desk) -> None:
    app, _, _ = enrolled(strict)
    other = create_web(strict.evening.program)
    visitors = [half_way(strict), half_way(Desk(strict.evening, other))]
    code = app.code(steps=1)

    answers = [
        visitor.client.post("/sign-in/factor", data={**visitor._token(), "code": code})
        for visitor in visitors
    ]
    other.stop()

    assert sorted(answer.status_code for answer in answers) == [200, 303]


def test_a_recovery_code_opens_once_however_it_is_typed(strict: Desk) -> None:
    _, codes, _ = enrolled(strict)

    assert _is_let_in(strict, codes[0].upper().replace("-", " "))
    assert not _is_let_in(strict, codes[0])
    assert _is_let_in(strict, codes[1])


def test_wrong_codes_lock_the_second_step_too(strict: Desk) -> None:
    app, _, _ = enrolled(strict)
    visitor = half_way(strict)
    for _ in range(6):
        visitor.post("/sign-in/factor", 200, code="000000")

    page = visitor.post("/sign-in/factor", 200, code=app.code(steps=1))
    assert "確認できませんでした" in page
    assert not _is_let_in(strict, app.code(steps=1))
    strict.evening.pass_time(61)
    strict.reopen()
    assert _is_let_in(strict, app.code())


def test_half_way_lasts_ten_minutes(strict: Desk) -> None:
    app, _, _ = enrolled(strict)
    visitor = half_way(strict)
    cookie = visitor.cookie()
    strict.evening.pass_time(10 * 60)
    strict.reopen()
    late = strict.visitor().with_cookie(cookie)

    assert late.client.get("/sign-in/factor").location == "/sign-in"
    late.get("/sign-in")
    assert late.post("/sign-in/factor", 303, code=app.code()) == "/sign-in"


def test_the_id_changes_at_each_step(strict: Desk) -> None:
    app, _, _ = enrolled(strict)
    visitor = strict.visitor()
    visitor.get("/sign-in")
    ids = [visitor.cookie()]
    visitor.sign_in()
    ids.append(visitor.cookie())
    visitor.get("/sign-in/factor")
    visitor.post("/sign-in/factor", 303, code=app.code(steps=1))
    ids.append(visitor.cookie())

    assert len(set(ids)) == 3
    for old in ids[:2]:
        assert strict.visitor().with_cookie(old).client.get("/").status_code == 302


def test_whoever_has_a_factor_cannot_set_up_another_with_a_passphrase_alone(strict: Desk) -> None:
    enrolled(strict)
    thief = half_way(strict)
    before = _factors(strict)

    assert thief.client.get("/factors").location == "/sign-in/factor"
    for path in ("/factors/app", "/factors/app/code", "/factors/passkeys"):
        assert thief.post(path, 303, code="1", answer="{}") == "/sign-in/factor"
    for path in ("/factors/codes", "/factors/app/remove", f"/factors/passkeys/{uuid4()}/remove"):
        assert thief.client.post(path, data=thief._token()).status_code == 401
    assert _factors(strict) == before


def test_nobody_reaches_another_members_factors(strict: Desk) -> None:
    strict.evening.member("asagi")
    enrolled(strict, "asagi")
    with strict.evening.program.open_work() as work:
        asagi = work.session.scalars(select(Member).where(Member.login == "asagi")).one()
        theirs = Passkey(
            id=uuid4(),
            member_id=asagi.id,
            credential_id=b"theirs",
            public_key=b"-",
            sign_count=0,
            made_at=work.now,
            used_at=None,
        )
        work.session.add(theirs)
    _, _, visitor = enrolled(strict)
    before = _factors(strict)

    others = {"member_id": asagi.id, "user": "asagi", "id": asagi.id, "secret": "A" * 32}
    ways = {rule.rule for rule in strict.web.app.url_map.iter_rules() if "/factors" in rule.rule}
    assert ways == {
        "/factors", "/factors/app", "/factors/app/code", "/factors/app/remove", "/factors/codes",
        "/factors/passkeys", "/factors/passkeys/<uuid:passkey_id>/remove",
    }  # fmt: skip
    visitor.get("/account")
    assert (
        visitor.client.post(
            f"/factors/passkeys/{theirs.id}/remove", data=visitor._token()
        ).status_code
        == 404
    )
    visitor.post("/factors/app/code", 303, code="000000", **others)
    visitor.post("/factors/passkeys", 200, answer="{}", **others)
    visitor.post("/factors/app/remove", 409, **others)
    visitor.post("/factors/codes", 200, **others)
    visitor.post("/factors/app", 303, **others)
    after = _factors(strict)
    assert {row for row in after if row[0] == asagi.id} == {
        row for row in before if row[0] == asagi.id
    }


def test_the_last_factor_stays(strict: Desk) -> None:
    _, _, visitor = enrolled(strict)
    visitor.get("/account")

    assert "先に、もう一つ登録" in visitor.post("/factors/app/remove", 409)


def test_a_new_app_replaces_the_one_before_and_ends_other_sign_ins(strict: Desk) -> None:
    old, _, visitor = enrolled(strict)
    elsewhere = half_way(strict)
    elsewhere.post("/sign-in/factor", 303, code=old.code(steps=1))

    new, codes = sets_up_app(strict, visitor)

    assert codes == []
    assert elsewhere.client.get("/").status_code == 302
    assert visitor.client.get("/account").status_code == 200
    strict.evening.pass_time(60)
    strict.reopen()
    assert not _is_let_in(strict, old.code())
    assert _is_let_in(strict, new.code())


def test_a_dump_of_the_database_shows_no_secret(strict: Desk) -> None:
    app, codes, _ = enrolled(strict)
    with strict.evening.program.open_look() as look:
        sealed = look.session.scalars(select(TotpFactor)).one().sealed
        dump = "\n".join(look.session.connection().connection.driver_connection.iterdump())  # type: ignore[union-attr] # SQLite's own

    assert base64.b32decode(app.key).hex() not in sealed.hex()
    for secret in (app.key, base64.b32decode(app.key).hex().upper(), *codes):
        assert secret not in dump


def _factors(desk: Desk) -> set[tuple[object, ...]]:
    with desk.evening.program.open_look() as look:
        apps = look.session.scalars(select(TotpFactor)).all()
        keys = look.session.scalars(select(Passkey)).all()
        return {(row.member_id, row.sealed, row.confirmed_at) for row in apps} | {
            (row.member_id, row.credential_id, row.public_key) for row in keys
        }


def _is_let_in(desk: Desk, code: str) -> bool:
    visitor = half_way(desk)
    answer = visitor.client.post("/sign-in/factor", data={**visitor._token(), "code": code})
    return answer.status_code == 303
