"""Who else reads around an incident: with a reason, as a guest, as the second person."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from domain.permission import Role
from tests.console.crew import member_id
from tests.console.desk import Desk
from tests.console.incident_desk import boss, opened, proves, sends
from tests.console.managers import belongs, ended, manager, visit_of
from tests.factories.incidents import meets, reaches
from tests.factories.log import acts, told


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a page shows is the same on every database."""
    return sqlite_url


@pytest.fixture
def talk(desk: Desk) -> str:
    """The page of a talk of midori's, of kazoku, that has ended."""
    belongs(desk, "midori", "kazoku")
    return ended(desk)


def test_the_talk_is_read_with_a_reason_and_one_comes_back(desk: Desk, talk: str) -> None:
    kohaku = boss(desk)
    assert "こんばんは" in kohaku.get(talk)
    opened(kohaku, talk)
    asked = kohaku.client.get(talk)
    assert asked.status_code == 303
    page = kohaku.get(asked.location)
    assert "こんばんは" not in page
    kohaku.get(f"{talk}/changes?since=0", 409, headers={"X-Fragment": "1"})
    kohaku.post(f"{talk}/reason", 400, reason="curiosity")

    assert kohaku.post(f"{talk}/reason", reason="safety", next=talk) == talk

    assert "こんばんは" in kohaku.get(talk)
    assert "reading_explained" in acts(desk.evening)


def test_a_guest_finds_the_one_record_and_nothing_else(desk: Desk, talk: str) -> None:
    kohaku = boss(desk)
    path = opened(kohaku, talk)
    desk.evening.member("hato", Role.DESTINATION)
    hato = desk.signed_in("hato")
    hato.get(f"{path}/as-guest", 404)
    proves(kohaku)

    kohaku.post(f"{path}/guests", guest=member_id(desk, "hato"), hours="24")

    assert f"{path}/as-guest" in hato.get("/overview")
    page = hato.get(f"{path}/as-guest")
    assert "まで、この記録だけを読めます" in page
    assert "<form" not in page.partition("<main")[2]
    for other in (path, f"{path}/sheet", f"{path}/sheet.pdf", f"{path}/held", talk):
        hato.get(other, 404)
    desk.evening.pass_time(timedelta(hours=25).total_seconds())
    desk.reopen()
    desk.signed_in("hato").get(f"{path}/as-guest", 404)


def test_who_is_let_in_is_chosen_by_role_and_organisation_and_never_for_ever(
    desk: Desk, talk: str
) -> None:
    kohaku = boss(desk)
    path = opened(kohaku, talk)
    desk.evening.member("hato", Role.DESTINATION)
    proves(kohaku)

    options = kohaku.get(path).partition('name="guest"')[2].partition("</select>")[0]

    assert "（紹介先の職員）" in options
    assert "（相談員・" in options
    kohaku.post(f"{path}/guests", 409, guest=member_id(desk, "hato"), hours="99999999")


def test_a_guest_who_is_a_supervisor_stands_in_the_log_as_a_guest(desk: Desk, talk: str) -> None:
    kohaku = boss(desk)
    path = opened(kohaku, talk)
    desk.evening.member("kuro", Role.SUPERVISOR)
    belongs(desk, "kuro", "shien")
    proves(kohaku)
    kohaku.get(path)
    kohaku.post(f"{path}/guests", guest=member_id(desk, "kuro"), hours="24")

    desk.signed_in("kuro").get(path)

    kuro = UUID(member_id(desk, "kuro"))
    read = [each for each in told(desk.evening) if each.act == "incident_read"]
    assert [each.reason for each in read if each.actor_id == kuro] == ["guest"]


def test_the_end_is_agreed_to_by_another(desk: Desk, talk: str) -> None:
    kohaku, ruri = boss(desk), boss(desk, "ruri")
    path = opened(kohaku, talk)
    incident_id = UUID(path.rpartition("/")[2])
    fields = {"two-kind": "over", "two-words": "落ち着かれた"}
    refused = sends(kohaku, f"{path}/requests", fields, 409)
    assert "会議で方針を決めてから" in refused
    assert "落ち着かれた" in refused
    meets(desk.evening, incident_id, UUID(member_id(desk, "kohaku")))
    sends(kohaku, f"{path}/requests", fields)
    assert ">同意する<" not in kohaku.get(path)
    found = re.search(rf'action="({path}/requests/[0-9a-f-]{{36}}/agree)"', ruri.get(path))
    assert found is not None
    assert "もう一人の方に" in kohaku.post(found[1], 409)

    kohaku.get(f"{path}/conference")
    ruri.post(found[1])

    assert "に終わりました" in kohaku.get(path)
    assert "メモを足す" not in kohaku.get(path)
    late = {"memo-at": "2026-11-24T16:00", "memo-kind": "asked", "memo-words": "手もとの薬のこと"}
    page = sends(kohaku, f"{path}/entries", late, 409)
    assert "この緊急対応は終わっています" in page
    assert "手もとの薬のこと" in page


def test_what_danger_has_overtaken_shows_no_agreement_to_press(desk: Desk, talk: str) -> None:
    kohaku, ruri = boss(desk), boss(desk, "ruri")
    path = opened(kohaku, talk)
    meets(desk.evening, UUID(path.rpartition("/")[2]), UUID(member_id(desk, "kohaku")))
    sends(kohaku, f"{path}/requests", {"two-kind": "over", "two-words": "落ち着かれた"})
    found = re.search(rf'action="({path}/requests/[0-9a-f-]{{36}}/agree)"', ruri.get(path))
    assert found is not None
    desk.evening.pass_time(5)
    reaches(desk.evening, visit_of(talk), 4)

    page = ruri.post(found[1], 409)

    assert "もう一度求めてください" in page
    assert ">同意する<" not in page


def test_a_counsellor_a_manager_and_a_coordinator_have_no_such_pages(desk: Desk, talk: str) -> None:
    path = opened(boss(desk), talk)
    desk.evening.member("wakaba", Role.COORDINATOR)
    others = [desk.signed_in(), manager(desk, "sumire"), desk.signed_in("wakaba")]

    for visitor in others:
        visitor.get("/account")
        for page in ("/incidents", path, f"{path}/sheet", f"{path}/held", f"{path}/as-guest"):
            visitor.get(page, 404)
        visitor.post(f"{talk}/incident", 404)
        visitor.post(f"{path}/now", 404)
