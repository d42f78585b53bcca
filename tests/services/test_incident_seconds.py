"""What takes two persons in an incident: its end, disclosing, erasing."""

from uuid import UUID

import pytest

from domain.audit import Act
from domain.errors import NotFoundError
from domain.incident import EntryKind, Lamp
from domain.incident_errors import AnsweredError, IncidentOverError, NoConferenceError
from domain.permission import Role
from services import incident_day, incident_pages, incidents
from services.glass import SamePersonError
from tests.factories.crew import OnDuty
from tests.factories.incidents import answers, asks, meets, opens, tells
from tests.factories.log import acts
from tests.factories.records import talked
from tests.machinery.evening import Evening


def supervisor(evening: Evening, login: str = "kohaku", organisation: str = "kazoku") -> UUID:
    return OnDuty.comes(
        evening, login, role=Role.SUPERVISOR, organisation=organisation, is_ready=False
    ).member_id


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori", organisation="kazoku")


@pytest.fixture
def visit_id(evening: Evening, midori: OnDuty) -> UUID:
    """An ended talk of kazoku's."""
    return talked(evening, midori)


def lamps(evening: Evening, member_id: UUID) -> list[Lamp | None]:
    with evening.program.open_look() as look:
        return [each.what for each in incident_day.list_lamps(look, member_id=member_id)]


def look(evening: Evening, incident_id: UUID, member_id: UUID) -> incident_pages.IncidentPage:
    with evening.program.open_look() as work:
        return incident_pages.look(work, incident_id, member_id=member_id)


def test_it_is_over_when_a_second_supervisor_agrees(evening: Evening, visit_id: UUID) -> None:
    kohaku, fuji = supervisor(evening), supervisor(evening, "fuji")
    incident_id = opens(evening, visit_id, kohaku)
    with pytest.raises(NoConferenceError):
        asks(evening, incident_id, kohaku)
    meets(evening, incident_id, kohaku)
    asked = asks(evening, incident_id, kohaku)

    with pytest.raises(SamePersonError):
        answers(evening, incident_id, asked, kohaku)
    answers(evening, incident_id, asked, fuji)

    assert not _is_open(evening, visit_id)
    assert Act.INCIDENT_CLOSED in acts(evening)
    with pytest.raises(IncidentOverError):
        tells(evening, incident_id, kohaku)
    assert opens(evening, visit_id, kohaku) == incident_id
    assert lamps(evening, kohaku) == [Lamp.DUE]


@pytest.mark.parametrize("kind", [EntryKind.DISCLOSE, EntryKind.ERASE])
def test_disclosing_and_erasing_take_two_and_one_answer(
    evening: Evening, visit_id: UUID, kind: EntryKind
) -> None:
    kohaku, fuji, ran = (supervisor(evening, login) for login in ("kohaku", "fuji", "ran"))
    incident_id = opens(evening, visit_id, kohaku)
    asked = asks(evening, incident_id, kohaku, kind)

    answers(evening, incident_id, asked, fuji, is_agreed=False)

    with pytest.raises(AnsweredError):
        answers(evening, incident_id, asked, ran)
    (*_, entry) = look(evening, incident_id, kohaku).entries
    assert (entry.is_agreed, entry.answered_by) == (False, "fuji")
    assert _is_open(evening, visit_id)


def test_an_ordinary_entry_is_nothing_to_agree_to(evening: Evening, visit_id: UUID) -> None:
    kohaku, fuji = supervisor(evening), supervisor(evening, "fuji")
    incident_id = opens(evening, visit_id, kohaku)

    with pytest.raises(NotFoundError):
        answers(evening, incident_id, tells(evening, incident_id, kohaku), fuji)


def _is_open(evening: Evening, visit_id: UUID) -> bool:
    with evening.program.open_look() as work:
        return incidents.is_open(work, visit_id)
