"""The team's pages: one organisation's people, and what its manager does about them."""

import re
from pathlib import Path

import pytest

from domain.permission import Role
from storage.models.member import Member
from tests.console.crew import member_id
from tests.console.desk import PASSPHRASE, Desk, Visitor
from tests.machinery.html_checker import mistakes_in


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are the same on every database."""
    return sqlite_url


@pytest.fixture
def sumire(desk: Desk) -> Visitor:
    """The manager of kazoku, to which midori belongs; asagi is of shien."""
    desk.evening.member("sumire", Role.MANAGER)
    desk.evening.member("asagi")
    with desk.evening.program.open_work() as work:
        for login, alias, code in (
            ("midori", "みどり", "kazoku"),
            ("sumire", "すみれ", "kazoku"),
            ("asagi", "あさぎ", "shien"),
        ):
            row = work.session.query(Member).filter_by(login=login).one()
            row.alias, row.organisation = alias, code
    return desk.signed_in("sumire")


def _invite(sumire: Visitor, status: int = 200, **fields: str) -> str:
    sumire.get("/team/invite")
    filled = {"login": "fuji", "alias": "ふじ", "role": "counsellor"} | fields
    return sumire.post("/team/invite", status, **filled)


def _link(page: str) -> str:
    found = re.search(r'value="http://[^/"]+(/welcome/[^"]+)"', page)
    assert found is not None
    return found[1]


def is_out(visitor: Visitor) -> bool:
    """Whether the next request leads to the door."""
    return str(visitor.client.get("/inbox/lists").location).startswith("/sign-in")


def test_a_manager_sees_the_own_people_and_nobody_else(sumire: Visitor) -> None:
    page = sumire.get("/team")

    assert "みどり" in page
    assert "すみれ" in page
    assert "あさぎ" not in page
    assert re.search(r"<th scope=\"row\">すみれ", page)  # nothing to do about oneself


def test_the_day_of_the_last_sign_in_is_shown(desk: Desk, sumire: Visitor) -> None:
    assert sumire.get("/team").count("まだありません") == 1
    desk.signed_in("midori")

    assert "まだありません" not in sumire.get("/team")
    assert "11月24日" in sumire.get("/team")


def test_whoever_is_invited_signs_in_by_the_link_and_sees_who_waits_once_a_second_has_agreed(
    desk: Desk, sumire: Visitor
) -> None:
    desk.evening.says("だれにも言えないこと")
    desk.evening.member("kohaku", Role.SUPERVISOR)
    link = _link(_invite(sumire))
    assert "まだサインインしていません" in sumire.get("/team")

    fuji = desk.visitor()
    fuji.get(link)
    fuji.post(
        link, password="しずかな窓辺のあかりを数える夜", again="しずかな窓辺のあかりを数える夜"
    )
    desk.visitor().get(link, 404)
    fuji = desk.visitor()

    assert fuji.sign_in("fuji", "しずかな窓辺のあかりを数える夜").status_code == 302
    first = fuji.client.get("/", follow_redirects=True).text
    assert "責任者がもう一人、あなたのことを確かめると" in first
    assert "だれにも言えないこと" not in first
    for path in ("/inbox/lists", "/briefing", "/offers", "/live/stream"):
        fuji.get(path, 404)
    assert "確かめられるのを待っています" in sumire.get("/team")
    kohaku = desk.signed_in("kohaku")
    assert "さんを相談員として迎えたい" in kohaku.get("/")
    [grant] = re.findall(r'action="(/roles/[^"]+/grant)"', kohaku.get("/roles"))
    kohaku.post(grant)
    assert "だれにも言えないこと" in fuji.get("/")


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"login": "MIDORI"}, 409, "ログイン名"),
        ({"alias": "あさぎ"}, 409, "ほかの相談員が使っています"),
        ({"alias": ""}, 422, "書いてください"),
    ],
)
def test_what_cannot_be_is_said_beside_the_form(
    desk: Desk, sumire: Visitor, fields: dict[str, str], status: int, told: str
) -> None:
    assert told in _invite(sumire, status, **fields)

    with desk.evening.program.open_look() as work:
        assert work.session.query(Member).filter_by(login="fuji").count() == 0


def test_another_role_is_confirmed_by_a_second_person_and_holds_from_the_next_request_on(
    desk: Desk, sumire: Visitor
) -> None:
    midori = desk.signed_in("midori")
    midori.get("/board", 404)
    path = f"/team/{member_id(desk, 'midori')}"
    sumire.get(path)
    sumire.post(path, role="supervisor")
    assert "サーバーの担当者に、この役割にしてもらってください。" in sumire.get(path)
    assert "責任者になるのを待っています" in sumire.get("/team")
    desk.evening.member("kohaku", Role.SUPERVISOR)
    assert "別の責任者か運営者が確かめると、替わります。" in sumire.get("/roles")
    kohaku = desk.signed_in("kohaku")
    assert "すみれさんが、みどりさんを責任者にしたいと求めています。" in kohaku.get("/texts")
    assert not is_out(midori)
    found = re.search(r'action="(/roles/[0-9a-f-]{36}/grant)"', kohaku.get("/roles"))
    assert found is not None

    assert kohaku.post(found[1]) == "/roles"

    assert is_out(midori)
    desk.signed_in("midori").get("/board")
    assert "確かめることは、今はありません。" in kohaku.get("/roles")
    assert "役割を替えることを確かめた" in sumire.get("/access-log")


def test_what_was_asked_is_taken_back_on_the_members_page(desk: Desk, sumire: Visitor) -> None:
    path = f"/team/{member_id(desk, 'midori')}"
    sumire.get(path)
    sumire.post(path, role="counsellor", is_manager="y")
    assert "相談員・運営者になるのを待っています" in sumire.get(path)

    assert sumire.post(f"{path}/asking/end") == path

    assert "待っています" not in sumire.get(path)


def test_signed_out_everywhere_is_signed_out_at_once(desk: Desk, sumire: Visitor) -> None:
    midori = desk.signed_in("midori")
    midori.get("/")
    path = f"/team/{member_id(desk, 'midori')}"
    sumire.get(path)

    sumire.post(f"{path}/sign-ins/end")

    assert is_out(midori)
    desk.signed_in("midori").get("/")


def test_whoever_is_let_go_is_out_with_the_next_request_and_stays_out(
    desk: Desk, sumire: Visitor
) -> None:
    midori = desk.signed_in("midori")
    midori.get("/")
    path = f"/team/{member_id(desk, 'midori')}"
    sumire.get(path)

    assert sumire.post(f"{path}/let-go") == "/team"

    assert is_out(midori)
    assert desk.visitor().sign_in("midori", PASSPHRASE).status_code == 200
    assert "離れました" in sumire.get("/team")
    sumire.post(f"{path}/link", 404)


def test_a_new_link_ends_what_there_was_only_when_it_is_used(desk: Desk, sumire: Visitor) -> None:
    path = f"/team/{member_id(desk, 'midori')}"
    sumire.get(path)
    link = _link(sumire.post(f"{path}/link", 200))
    midori = desk.signed_in("midori")

    visitor = desk.visitor()
    visitor.get(link)
    visitor.post(
        link, password="あたらしい朝のしずかな合言葉", again="あたらしい朝のしずかな合言葉"
    )

    assert is_out(midori)
    assert desk.visitor().sign_in("midori").status_code == 200


def test_what_is_shown_after_a_form_is_valid_html_too(
    desk: Desk, sumire: Visitor, tmp_path: Path
) -> None:
    path = f"/team/{member_id(desk, 'midori')}"
    pages = {
        "not understood": _invite(sumire, 422, alias="", login=""),
        "not now": _invite(sumire, 409, alias="あさぎ"),
        "the link": _invite(sumire),
        "a member": sumire.get(path),
        "waiting": sumire.get(sumire.post(path, role="supervisor")),
        "askings": sumire.get("/roles"),
        "no such role": sumire.post(path, 422, role="coordinator"),
        "oneself": sumire.get(f"/team/{member_id(desk, 'sumire')}"),
    }

    assert mistakes_in(pages, tmp_path) == []


def test_a_coordinator_finds_a_calm_page(desk: Desk) -> None:
    desk.evening.member("wakaba", Role.COORDINATOR)
    wakaba = desk.signed_in("wakaba")

    assert wakaba.client.get("/").location == "/overview"
    page = wakaba.get("/overview")
    assert "相談の数のまとめ" in page
    assert "/team" not in page
