"""Guests of an incident: somebody else reads one, until a time, and nothing besides."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain.audit import Act
from domain.errors import NotFoundError
from domain.incident_errors import NoGuestError
from domain.permission import Role
from services import incident_guests, incident_held, incident_pages, incident_sheet
from storage.models.incident import IncidentGuest
from storage.models.presence import Conflict
from storage.models.visit import Visit
from tests.factories.counsellor import Counsellor
from tests.factories.crew import OnDuty, supervisor
from tests.factories.incidents import answers, asks, meets, opens, tells
from tests.factories.log import told
from tests.factories.organisations import joins
from tests.factories.tables import rows
from tests.machinery.evening import Evening


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori", organisation="kazoku")


@pytest.fixture
def kohaku(evening: Evening) -> UUID:
    return supervisor(evening, "kohaku")


@pytest.fixture
def visit_id(evening: Evening, midori: OnDuty) -> UUID:
    """A running talk of midori's, with two messages."""
    evening.says("ひとつめ", message_id="1")
    evening.says("ふたつめ", message_id="2")
    return midori.accepts()


def lets_in(evening: Evening, incident_id: UUID, guest_id: UUID, by: UUID, hours: int = 24) -> None:
    with evening.program.open_work() as work:
        incident_guests.let_in(work, incident_id, guest_id, member_id=by, for_hours=hours)


def may_look(evening: Evening, incident_id: UUID, member_id: UUID) -> bool:
    with evening.program.open_look() as look:
        try:
            incident_pages.look(look, incident_id, member_id=member_id)
        except NotFoundError:
            return False
    return True


def test_a_guest_reads_one_incident_until_the_time_is_over(
    evening: Evening, kohaku: UUID, visit_id: UUID
) -> None:
    incident_id = opens(evening, visit_id, kohaku)
    hato = OnDuty.comes(evening, "hato", role=Role.DESTINATION, is_ready=False).member_id
    assert not may_look(evening, incident_id, hato)

    lets_in(evening, incident_id, hato, kohaku, hours=72)

    assert may_look(evening, incident_id, hato)
    with pytest.raises(NotFoundError):
        Counsellor(evening, hato).reads(visit_id)
    with pytest.raises(NotFoundError):
        tells(evening, incident_id, hato)
    evening.pass_time(72 * 3600 - 1)
    assert may_look(evening, incident_id, hato)
    evening.pass_time(2)
    assert not may_look(evening, incident_id, hato)
    noted = [row for row in told(evening) if row.act == Act.INCIDENT_GUEST]
    assert {row.subject_id for row in noted} == {visit_id, hato}


def test_a_guest_can_be_sent_away_before(evening: Evening, kohaku: UUID, visit_id: UUID) -> None:
    incident_id = opens(evening, visit_id, kohaku)
    hato = OnDuty.comes(evening, "hato", role=Role.DESTINATION, is_ready=False).member_id
    lets_in(evening, incident_id, hato, kohaku)
    (row,) = rows(evening, IncidentGuest)

    with evening.program.open_work() as work:
        incident_guests.end(work, incident_id, row.id, member_id=kohaku)

    assert not may_look(evening, incident_id, hato)


@pytest.mark.parametrize("hours", [0, -1, 73, 99999999])
def test_nobody_is_let_in_for_longer_than_three_days(
    evening: Evening, kohaku: UUID, visit_id: UUID, hours: int
) -> None:
    incident_id = opens(evening, visit_id, kohaku)
    hato = OnDuty.comes(evening, "hato", role=Role.DESTINATION, is_ready=False).member_id

    with pytest.raises(NoGuestError):
        lets_in(evening, incident_id, hato, kohaku, hours)


def test_whoever_may_know_the_person_is_no_guest(
    evening: Evening, kohaku: UUID, visit_id: UUID
) -> None:
    incident_id = opens(evening, visit_id, kohaku)
    hato = OnDuty.comes(evening, "hato", role=Role.DESTINATION, is_ready=False).member_id
    lets_in(evening, incident_id, hato, kohaku)
    with evening.program.open_work() as work:
        contact_id = work.session.get_one(Visit, visit_id).contact_id
        work.session.add(Conflict(contact_id=contact_id, member_id=hato, made_at=work.now))

    assert not may_look(evening, incident_id, hato)
    with pytest.raises(NoGuestError):
        lets_in(evening, incident_id, hato, kohaku)


def invited(evening: Evening, member_id: UUID) -> int:
    with evening.program.open_look() as look:
        return len(incident_guests.list_own(look, member_id))


def test_whoever_does_not_take_part_yet_is_no_guest(
    evening: Evening, kohaku: UUID, visit_id: UUID
) -> None:
    incident_id = opens(evening, visit_id, kohaku)
    kuro, ran = (
        OnDuty.comes(evening, login, organisation="shien", is_ready=False).member_id
        for login in ("kuro", "ran")
    )
    lets_in(evening, incident_id, kuro, kohaku)
    assert invited(evening, kuro) == 1

    joins(evening, "shien", evening.now.date() + timedelta(days=30))

    assert not may_look(evening, incident_id, kuro)
    assert invited(evening, kuro) == 0
    with pytest.raises(NoGuestError):
        lets_in(evening, incident_id, ran, kohaku)
    with evening.program.open_look() as look:
        page = incident_pages.look(look, incident_id, member_id=kohaku)
    assert ran not in {each.member_id for each in page.candidates}


def test_a_supervisor_of_another_organisation_is_let_in_to_be_the_second(
    evening: Evening, midori: OnDuty, kohaku: UUID, visit_id: UUID
) -> None:
    midori.talks.ends(visit_id)
    fuji = OnDuty.comes(
        evening, "fuji", role=Role.SUPERVISOR, organisation="shien", is_ready=False
    ).member_id
    incident_id = opens(evening, visit_id, kohaku)
    meets(evening, incident_id, kohaku)
    asked = asks(evening, incident_id, kohaku)
    with pytest.raises(NotFoundError):
        answers(evening, incident_id, asked, fuji)

    lets_in(evening, incident_id, fuji, kohaku)
    with pytest.raises(NotFoundError):  # or a time that ends would have no end
        lets_in(evening, incident_id, supervisor(evening, "kuro", "shien"), fuji)
    with evening.program.open_look() as look:
        assert incident_pages.look(look, incident_id, member_id=fuji).candidates == ()
        for taken_along in (incident_sheet.make, incident_held.list_for):
            with pytest.raises(NotFoundError):
                taken_along(look, incident_id, member_id=fuji)
    answers(evening, incident_id, asked, fuji)

    assert not may_look(evening, incident_id, fuji)
