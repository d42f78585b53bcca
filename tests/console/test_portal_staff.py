"""What staff of a destination see of the portal: their own entry, dates and papers, and no more."""

import re
from datetime import timedelta
from typing import Any

import pytest

from domain.audit import Act
from domain.permission import Role
from services import destination_confirming, destination_keeping
from storage.models.audit import AuditEntry
from storage.models.destination import DestinationCheck
from storage.models.referral import HandOverPaper
from storage.models.referral_code import DestinationVacancy, EntryProposal
from tests.console.desk import Desk
from tests.console.portal import linked, staff
from tests.factories import portal as made
from tests.factories import referrals
from tests.factories.portal import code_of


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


def test_a_link_lets_somebody_without_an_account_confirm_once(desk: Desk) -> None:
    destination_id, referral_id = linked(desk.evening, nickname="はる")
    desk.evening.member("sumire", Role.MANAGER)
    sumire = desk.signed_in("sumire")
    sumire.get(f"/portals/{destination_id}")
    link = re.findall(
        r'value="http[^"]+(/portal/once/[^"]+)"',
        sumire.post(f"/portals/{destination_id}/link", 200),
    )[0]
    somebody = desk.visitor()
    somebody.get(link)

    page = somebody.post(link, 200, code=code_of(desk.evening, referral_id), step="called")

    assert "はる" in page
    assert 'name="code"' not in page
    somebody.get(link, 404)


def test_staff_are_invited_and_see_their_own_entry_and_no_other_page(desk: Desk) -> None:
    destination_id = made.destination(desk.evening)
    other = made.destination(desk.evening, "べつの家")
    desk.evening.member("sumire", Role.MANAGER)
    sumire = desk.signed_in("sumire")
    sumire.get(f"/portals/{destination_id}/invite")
    page = sumire.post(f"/portals/{destination_id}/invite", 200, login="hidamari", alias="ひだまり")
    assert "/welcome/" in page
    hidamari = staff(desk, destination_id, "tsubaki")

    entry = hidamari.get("/portal/entry")
    assert ("ひだまりの家" in entry, "べつの家" in entry) == (True, False)
    for path in ("/board", "/directory", "/destinations", f"/portals/{destination_id}", "/team"):
        hidamari.get(path, 404)
    based_on = re.findall(r'name="based_on" value="(\d+)"', entry)[0]
    hidamari.post(f"/portal/entry/{destination_id}/confirm", based_on=based_on)
    hidamari.post(f"/portal/entry/{destination_id}/room", vacancy="little")
    assert "空きは少しです" in sumire.get(f"/destinations/{destination_id}")
    hidamari.post(f"/portal/entry/{destination_id}/propose", proposal="水曜もあいています")
    hidamari.post(f"/portal/entry/{other}/room", 404, vacancy="room")
    hidamari.post(f"/portal/entry/{other}/propose", 404, proposal="x")

    with desk.evening.program.open_look() as look:
        assert [row.is_own for row in look.session.query(DestinationCheck)] == [True]
        assert look.session.query(DestinationVacancy).one().destination_id == destination_id
        assert look.session.query(EntryProposal).one().proposal == "水曜もあいています"
    proposal = re.findall(
        r'action="(/portals/proposals/[^"]+)"', sumire.get(f"/portals/{destination_id}")
    )[0]
    sumire.post(proposal, state="taken_up")
    assert "取り入れました" in hidamari.get("/portal/entry")
    for path in re.findall(r'action="([^"]+/let-go)"', sumire.get(f"/portals/{destination_id}")):
        sumire.post(path)
    assert hidamari.client.get("/portal").status_code == 302


def test_an_entry_that_lapses_soon_is_said_before_anything_else(desk: Desk) -> None:
    evening = desk.evening
    two = evening.member("kohaku", Role.SUPERVISOR), evening.member("sumire", Role.MANAGER)
    place = referrals.destination(evening, by=two)
    said = "もう一度確かめる時期です"
    made.staff(evening, place, "hidamari")
    assert said not in desk.signed_in("hidamari").get("/portal")

    evening.set_clock(evening.now + timedelta(days=160))
    desk.reopen()

    hidamari = desk.signed_in("hidamari")
    assert said in hidamari.get("/portal")
    [based_on] = re.findall(r'name="based_on" value="(\d+)"', hidamari.get("/portal/entry"))
    hidamari.post(f"/portal/entry/{place}/confirm", based_on=based_on)
    with evening.program.open_work() as work:
        destination_confirming.confirm(work, place, member_id=two[0], based_on=int(based_on) + 1)
    assert said not in hidamari.get("/portal")
    evening.set_clock(evening.now + timedelta(days=160))
    desk.reopen()

    assert said in desk.signed_in("hidamari").get("/portal")


def test_a_date_goes_from_the_destination_by_a_members_look_to_its_own_page(desk: Desk) -> None:
    destination_id = made.destination(desk.evening)
    made.date_of(desk.evening, destination_id)
    desk.evening.member("kohaku", Role.SUPERVISOR)
    hidamari, kohaku = staff(desk, destination_id), desk.signed_in("kohaku")
    dates = hidamari.get("/portal/dates")
    [form] = re.findall(r'href="(/portal/programmes/[^"]+/dates/new)"', dates)
    hidamari.get(form)
    filled: dict[str, Any] = {
        "on": "2026-11-30",
        "begins": "14:00",
        "ends": "16:00",
        "places": "",
        "until_on": "",
    }
    assert "ご家族の目に入るかもしれない画面" in hidamari.post(form, 422, **filled, place="相談室")

    hidamari.post(form, **filled, place="図書館")

    assert "見るのを待っています" in hidamari.get("/portal/dates")
    assert "紹介先から届いた日にちが1件あります" in kohaku.get("/briefing")
    [date] = re.findall(
        r'href="(/programmes/dates/[^"]+)"', kohaku.get("/programmes").partition("month")[0]
    )
    assert "図書館" in kohaku.get(date)
    kohaku.post(f"{date}/accept")
    assert "見るのを待っています" not in hidamari.get("/portal/dates")
    assert "紹介先から届いた" not in kohaku.get("/programmes")
    [cancel] = re.findall(
        rf'action="(/portal/dates/{date[-36:]}/cancel)"', hidamari.get("/portal/dates")
    )
    hidamari.post(cancel, why="room")
    assert "会場の都合で" in kohaku.get(date)


def test_whoever_stands_for_no_destination_in_use_is_told_so(desk: Desk) -> None:
    destination_id = made.destination(desk.evening)
    hidamari = staff(desk, destination_id)
    kohaku = desk.evening.member("kohaku", Role.SUPERVISOR)
    with desk.evening.program.open_work() as work:
        destination_keeping.withdraw(work, destination_id, member_id=kohaku)

    for path in ("/portal", "/portal/entry"):
        page = hidamari.get(path)
        assert "受け持つ紹介先がありません" in page
        assert 'name="code"' not in page
    hidamari.post("/portal", 404, code="333333", step="came")


def test_a_paper_is_read_by_the_destination_it_is_for_and_by_no_other(desk: Desk) -> None:
    destination_id, referral_id = linked(desk.evening)
    paper_id = made.paper(desk.evening, referral_id)
    hidamari = staff(desk, destination_id)
    other = staff(desk, made.destination(desk.evening, "べつの家"), "betsu")

    hidamari.get(f"/portal/papers/{paper_id}", 404)  # ours is not its address there
    [address] = re.findall(r'href="(/portal/papers/[^"]+)"', hidamari.get("/portal/papers"))
    assert "訪ねてほしい" in hidamari.get(address)
    assert 'href="/portal/papers/' not in other.get("/portal/papers")
    other.get(address, 404)
    with desk.evening.program.open_look() as look:
        [entry] = look.session.query(AuditEntry).filter_by(act=Act.PAPER_READ)
        assert entry.subject_id == destination_id
        assert look.session.get_one(HandOverPaper, paper_id).read_on is not None
    desk.evening.pass_time(31 * 24 * 3600)
    desk.reopen()
    hidamari = desk.signed_in("hidamari")
    hidamari.get(address, 404)


def test_dates_are_counted_by_their_own_destination(desk: Desk) -> None:
    destination_id = made.destination(desk.evening)
    date_id = made.date_of(desk.evening, destination_id)
    staff(desk, made.destination(desk.evening, "べつの家"), "betsu")
    desk.evening.pass_time(2 * 24 * 3600)
    desk.reopen()
    hidamari = staff(desk, destination_id)
    other = desk.signed_in("betsu")

    assert "来た人の数" in hidamari.get("/portal/dates")
    hidamari.post(f"/portal/dates/{date_id}/heads", heads="12")
    other.get("/portal/dates")
    other.post(f"/portal/dates/{date_id}/heads", 404, heads="3")

    assert 'value="12"' in hidamari.get("/portal/dates")
    desk.evening.member("kohaku", Role.SUPERVISOR)
    kohaku = desk.signed_in("kohaku")
    assert "12人" in kohaku.get(f"/programmes/dates/{date_id}")
    hidamari.post(f"/portal/dates/{date_id}/heads", heads="3")
    page = kohaku.get(f"/programmes/dates/{date_id}")
    assert ("3人" in page, 'value="3"' in page) == (False, False)
