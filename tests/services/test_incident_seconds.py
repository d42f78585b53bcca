"""What takes two persons in an incident: its end, disclosing, erasing."""

from uuid import UUID

import pytest

from domain.audit import Act
from domain.errors import NotFoundError
from domain.incident import EntryKind, Lamp
from domain.incident_errors import (
    AnsweredError,
    AskedBeforeError,
    IncidentOverError,
    NoConferenceError,
)
from domain.permission import Role
from services import incidents
from services.glass import SamePersonError
from storage.models.member import Member
from tests.factories.crew import OnDuty, supervisor
from tests.factories.incidents import answers, asks, lamps, look, meets, opens, reaches, tells
from tests.factories.log import acts
from tests.factories.records import talked
from tests.machinery.evening import Evening


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori", organisation="kazoku")


@pytest.fixture
def visit_id(evening: Evening, midori: OnDuty) -> UUID:
    """An ended talk of kazoku's."""
    return talked(evening, midori)


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


def test_what_was_asked_of_the_last_opening_is_not_asked_of_this_one(
    evening: Evening, visit_id: UUID
) -> None:
    kohaku, fuji = supervisor(evening), supervisor(evening, "fuji")
    incident_id = opens(evening, visit_id, kohaku)
    meets(evening, incident_id, kohaku)
    stale, asked = asks(evening, incident_id, kohaku), asks(evening, incident_id, kohaku)
    answers(evening, incident_id, asked, fuji)
    evening.pass_time(600)
    opens(evening, visit_id, kohaku)
    meets(evening, incident_id, kohaku)

    with pytest.raises(AskedBeforeError):
        answers(evening, incident_id, stale, fuji)
    answers(evening, incident_id, stale, fuji, is_agreed=False)

    assert _is_open(evening, visit_id)


def test_an_end_that_was_asked_before_danger_rose_is_met_over_and_asked_again(
    evening: Evening, visit_id: UUID
) -> None:
    kohaku, fuji = supervisor(evening), supervisor(evening, "fuji")
    incident_id = opens(evening, visit_id, kohaku)
    meets(evening, incident_id, kohaku)
    asked = asks(evening, incident_id, kohaku)
    evening.pass_time(60)
    reaches(evening, visit_id, 4)

    with pytest.raises(AskedBeforeError):
        answers(evening, incident_id, asked, fuji)
    evening.pass_time(60)
    with pytest.raises(NoConferenceError):
        asks(evening, incident_id, kohaku)
    meets(evening, incident_id, kohaku)
    answers(evening, incident_id, asks(evening, incident_id, kohaku), fuji)

    assert not _is_open(evening, visit_id)


@pytest.mark.parametrize("kind", [EntryKind.OVER, EntryKind.DISCLOSE, EntryKind.ERASE])
def test_whoever_is_no_supervisor_any_more_is_not_the_first_of_two(
    evening: Evening, visit_id: UUID, kind: EntryKind
) -> None:
    kohaku, fuji = supervisor(evening), supervisor(evening, "fuji")
    incident_id = opens(evening, visit_id, kohaku)
    meets(evening, incident_id, kohaku)
    asked = asks(evening, incident_id, kohaku, kind)
    with evening.program.open_work() as work:
        work.session.get_one(Member, kohaku).role = Role.COUNSELLOR

    with pytest.raises(AskedBeforeError):
        answers(evening, incident_id, asked, fuji)


def test_an_ordinary_entry_is_nothing_to_agree_to(evening: Evening, visit_id: UUID) -> None:
    kohaku, fuji = supervisor(evening), supervisor(evening, "fuji")
    incident_id = opens(evening, visit_id, kohaku)

    with pytest.raises(NotFoundError):
        answers(evening, incident_id, tells(evening, incident_id, kohaku), fuji)


def _is_open(evening: Evening, visit_id: UUID) -> bool:
    with evening.program.open_look() as work:
        return incidents.is_open(work, visit_id)
