"""Incidents: opened in one press, told of, met over the same day, closed by two."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from domain.audit import Act
from domain.clock import TOKYO
from domain.errors import EmptyTextError, NotFoundError, SealError
from domain.incident import Cause, Decision, EntryKind, Lamp, Part
from domain.permission import Role
from services import incident_day, incidents
from storage.models.incident import Incident, IncidentEntry
from storage.models.message import Message
from storage.queries import messages
from tests.factories.crew import OnDuty, supervisor
from tests.factories.incidents import lamps, look, meets, opens, tells
from tests.factories.log import acts, told
from tests.factories.records import talked
from tests.factories.tables import rows
from tests.machinery.evening import Evening

CANARY = "だれにも言わない薬のこと"


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori", organisation="kazoku")


@pytest.fixture
def visit_id(evening: Evening, midori: OnDuty) -> UUID:
    """An ended talk of kazoku's."""
    return talked(evening, midori)


def test_it_is_opened_in_one_press_and_opened_twice_is_one(
    evening: Evening, visit_id: UUID
) -> None:
    kohaku = supervisor(evening)

    first, again = opens(evening, visit_id, kohaku), opens(evening, visit_id, kohaku)

    assert first == again
    (row,) = rows(evening, Incident)
    assert (row.visit_id, row.organisation, row.opened_by) == (visit_id, "kazoku", kohaku)
    assert acts(evening).count(Act.INCIDENT_OPENED) == 1


def test_a_counsellor_or_a_manager_opens_and_reads_none(
    evening: Evening, midori: OnDuty, visit_id: UUID
) -> None:
    incident_id = opens(evening, visit_id, supervisor(evening))
    sumire = OnDuty.comes(
        evening, "sumire", role=Role.MANAGER, organisation="kazoku", is_ready=False
    )

    for member in (midori, sumire):
        with pytest.raises(NotFoundError):
            opens(evening, visit_id, member.member_id)
        with pytest.raises(NotFoundError):
            look(evening, incident_id, member.member_id)


def test_what_no_agreement_opens_is_not_another_organisations(
    evening: Evening, visit_id: UUID
) -> None:
    incident_id = opens(evening, visit_id, supervisor(evening))
    fuji = supervisor(evening, "fuji", "shien")

    with pytest.raises(NotFoundError):
        look(evening, incident_id, fuji)
    with pytest.raises(NotFoundError):
        tells(evening, incident_id, fuji)


def test_the_memo_keeps_who_and_when_and_its_words_are_sealed(
    evening: Evening, visit_id: UUID
) -> None:
    kohaku = supervisor(evening)
    incident_id = opens(evening, visit_id, kohaku)

    entry_id = tells(evening, incident_id, kohaku, CANARY, EntryKind.ASKED)

    shown = {each.id: each for each in look(evening, incident_id, kohaku).entries}
    entry = shown[entry_id]
    assert (entry.kind, entry.author) == (EntryKind.ASKED, "kohaku")
    assert entry.parts is not None
    assert entry.parts[Part.WORDS].reveal() == CANARY
    (row,) = [each for each in rows(evening, IncidentEntry) if each.id == entry_id]
    assert CANARY.encode() not in (row.sealed or b"")
    assert not any(CANARY in repr(line.__dict__) for line in told(evening))


def test_an_entry_survives_that_the_person_takes_something_back(
    evening: Evening, midori: OnDuty
) -> None:
    evening.says("ひとつめ", message_id="1")
    visit_id = midori.accepts()
    kohaku = supervisor(evening)
    incident_id = opens(evening, visit_id, kohaku)
    tells(evening, incident_id, kohaku, CANARY)

    evening.arrive(evening.event("unsend", "a", unsend={"messageId": "1"}))

    (*_, entry) = look(evening, incident_id, kohaku).entries
    assert entry.parts is not None
    assert entry.parts[Part.WORDS].reveal() == CANARY


def test_now_is_kept_to_the_second_in_one_press(evening: Evening, visit_id: UUID) -> None:
    kohaku = supervisor(evening)
    incident_id = opens(evening, visit_id, kohaku)
    for _ in range(3):
        evening.pass_time(20)
        with evening.program.open_work() as work:
            incidents.tell_moment(work, incident_id, member_id=kohaku)

    moments = [
        each.happened_at
        for each in look(evening, incident_id, kohaku).entries
        if each.kind is EntryKind.MOMENT
    ]

    assert len(moments) == 3
    assert moments[2] - moments[0] >= timedelta(seconds=40)


@pytest.mark.parametrize("blank", ["participants", "facts", "policy", "owner", "until_next"])
def test_a_conference_cannot_leave_this_blank(evening: Evening, visit_id: UUID, blank: str) -> None:
    kohaku = supervisor(evening)
    incident_id = opens(evening, visit_id, kohaku)

    with pytest.raises(EmptyTextError):
        meets(evening, incident_id, kohaku, parts={blank: " "})


def test_no_emergency_needs_somebody_who_watches(evening: Evening, visit_id: UUID) -> None:
    kohaku = supervisor(evening)
    incident_id = opens(evening, visit_id, kohaku)

    with pytest.raises(EmptyTextError):
        meets(evening, incident_id, kohaku, parts={"watcher": ""})
    with pytest.raises(EmptyTextError):
        meets(evening, incident_id, kohaku, decision=None)
    meets(evening, incident_id, kohaku, decision=Decision.EMERGENCY, parts={"watcher": ""})


def test_it_is_red_until_a_conference_decides_and_again_when_the_next_is_missed(
    evening: Evening, visit_id: UUID
) -> None:
    kohaku = supervisor(evening)
    incident_id = opens(evening, visit_id, kohaku)
    assert lamps(evening, kohaku) == [Lamp.DUE]
    meets(evening, incident_id, kohaku, decision=Decision.TO_COMMITTEE)
    assert lamps(evening, kohaku) == [Lamp.DUE]
    evening.set_clock(datetime(2026, 11, 24, 23, 59, tzinfo=TOKYO))
    assert lamps(evening, kohaku) == [Lamp.OVERDUE]

    meets(evening, incident_id, kohaku, next_at=evening.now + timedelta(hours=18))

    assert lamps(evening, kohaku) == []
    evening.pass_time(18 * 3600 + 1)
    assert lamps(evening, kohaku) == [Lamp.PASSED]
    meets(evening, incident_id, kohaku)
    assert lamps(evening, kohaku) == []


def test_manager_and_coordinator_see_only_that_a_day_has_one(
    evening: Evening, visit_id: UUID
) -> None:
    opens(evening, visit_id, supervisor(evening))
    seen = {}
    for login, role, organisation in (
        ("sumire", Role.MANAGER, "kazoku"),
        ("ran", Role.MANAGER, "shien"),
        ("wakaba", Role.COORDINATOR, None),
        ("hato", Role.DESTINATION, None),
        ("fuji", Role.COUNSELLOR, "kazoku"),
    ):
        member = OnDuty.comes(evening, login, role=role, organisation=organisation, is_ready=False)
        with evening.program.open_look() as work:
            seen[login] = incident_day.list_lamps(work, member_id=member.member_id)

    assert {login for login, found in seen.items() if found} == {"sumire", "wakaba"}
    assert repr(visit_id) not in repr(seen)
    (only,) = seen["wakaba"]
    assert (only.on.isoformat(), only.what) == ("2026-11-24", Lamp.DUE)


def test_an_entry_moved_to_another_visit_does_not_open(
    evening: Evening, midori: OnDuty, visit_id: UUID
) -> None:
    kohaku = supervisor(evening)
    entry_id = tells(evening, opens(evening, visit_id, kohaku), kohaku, CANARY)
    other = talked(evening, midori, "b")

    with evening.program.open_look() as work:
        row = work.session.scalars(select(IncidentEntry).where(IncidentEntry.id == entry_id)).one()
        place = messages.place_of_incident_entry(entry_id)
        with pytest.raises(SealError):
            work.house.seals.open_words(work.session, other, place, row)


def test_from_the_night_it_is_opened_for_somebody_nobody_talked_with(evening: Evening) -> None:
    evening.set_clock(datetime(2026, 11, 25, 3, 12, tzinfo=TOKYO))
    evening.says("眠れません")
    kohaku = supervisor(evening)
    with evening.program.open_look() as work:
        visit_id = work.session.scalars(select(Message.visit_id)).first()
    assert visit_id is not None

    with evening.program.open_work() as work:
        incidents.open_for(work, visit_id, member_id=kohaku, cause=Cause.ALERT)

    assert lamps(evening, kohaku) == [Lamp.DUE]


def _is_open(evening: Evening, visit_id: UUID) -> bool:
    with evening.program.open_look() as work:
        return incidents.is_open(work, visit_id)
