"""While an incident is open: who reads its talk, its words, and the one record, and why."""

from datetime import datetime
from uuid import UUID

import pytest

from domain.audit import Act
from domain.clock import TOKYO
from domain.errors import NotFoundError, SealError
from domain.incident import Part, ReadReason
from domain.incident_errors import ReasonNeededError
from services import incident_held, incident_pages, incident_reasons
from storage.models.incident import HeldWords
from storage.models.message import Message
from storage.models.visit import Visit
from storage.queries import messages
from tests.factories.counsellor import Counsellor
from tests.factories.crew import OnDuty, supervisor
from tests.factories.incidents import answers, asks, meets, opens, tells
from tests.factories.log import told
from tests.factories.records import signs, writes_record
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


def says_why(evening: Evening, visit_id: UUID, member_id: UUID) -> None:
    with evening.program.open_work() as work:
        incident_reasons.give(work, visit_id, member_id=member_id, reason=ReadReason.SAFETY)


def held(evening: Evening, incident_id: UUID, member_id: UUID) -> list[str]:
    with evening.program.open_look() as look:
        found = incident_held.list_for(look, incident_id, member_id=member_id)
    return [each.words.reveal() for each in found if each.words is not None]


def takes_back(evening: Evening, message_id: str) -> None:
    evening.arrive(evening.event("unsend", "a", unsend={"messageId": message_id}))


def test_a_supervisor_says_why_before_reading_the_ended_talk_and_it_holds_an_hour(
    evening: Evening, midori: OnDuty, kohaku: UUID, visit_id: UUID
) -> None:
    opens(evening, visit_id, kohaku)
    assert "ひとつめ" in Counsellor(evening, kohaku).reads(visit_id)
    midori.talks.ends(visit_id)
    with pytest.raises(ReasonNeededError):
        Counsellor(evening, kohaku).reads(visit_id)

    says_why(evening, visit_id, kohaku)

    assert "ひとつめ" in Counsellor(evening, kohaku).reads(visit_id)
    noted = [row for row in told(evening) if row.act == Act.READING_EXPLAINED]
    assert [(row.actor_id, row.reason) for row in noted] == [(kohaku, "safety")]
    evening.pass_time(3601)
    with pytest.raises(ReasonNeededError):
        Counsellor(evening, kohaku).reads(visit_id)


def test_its_counsellor_reads_it_until_the_record_is_signed(
    evening: Evening, midori: OnDuty, kohaku: UUID, visit_id: UUID
) -> None:
    opens(evening, visit_id, kohaku)
    midori.talks.ends(visit_id)
    assert "ひとつめ" in Counsellor(evening, midori.member_id).reads(visit_id)
    writes_record(evening, visit_id, midori.member_id)
    assert "ひとつめ" in Counsellor(evening, midori.member_id).reads(visit_id)

    signs(evening, visit_id, kohaku)

    with pytest.raises(NotFoundError):
        Counsellor(evening, midori.member_id).reads(visit_id)


def test_once_it_is_over_nobody_is_asked_why(
    evening: Evening, midori: OnDuty, kohaku: UUID, visit_id: UUID
) -> None:
    incident_id = opens(evening, visit_id, kohaku)
    midori.talks.ends(visit_id)
    meets(evening, incident_id, kohaku)
    asked = asks(evening, incident_id, kohaku)

    answers(evening, incident_id, asked, supervisor(evening, "ruri"))

    assert "ひとつめ" in Counsellor(evening, kohaku).reads(visit_id)
    with pytest.raises(NotFoundError):
        says_why(evening, visit_id, kohaku)


def test_what_is_taken_back_meanwhile_is_kept_from_every_page_but_one(
    evening: Evening, midori: OnDuty, kohaku: UUID, visit_id: UUID
) -> None:
    incident_id = opens(evening, visit_id, kohaku)

    takes_back(evening, "2")

    assert "ふたつめ" not in Counsellor(evening, midori.member_id).reads(visit_id)
    (row,) = [each for each in rows(evening, Message) if each.withdrawn_at]
    assert (row.sealed, row.wrapped_key) == (None, None)
    with pytest.raises(ReasonNeededError):
        held(evening, incident_id, kohaku)
    says_why(evening, visit_id, kohaku)
    assert held(evening, incident_id, kohaku) == ["ふたつめ"]
    with pytest.raises(NotFoundError):
        held(evening, incident_id, midori.member_id)


def test_what_was_written_before_an_edit_is_held_too(
    evening: Evening, kohaku: UUID, visit_id: UUID
) -> None:
    incident_id = opens(evening, visit_id, kohaku)
    message = {"type": "text", "id": "2", "text": "なんでもない", "quoteToken": "q"}

    evening.arrive(evening.event("messageEdited", "a", message=message))
    takes_back(evening, "2")

    says_why(evening, visit_id, kohaku)
    assert held(evening, incident_id, kohaku) == ["ふたつめ", "なんでもない"]


@pytest.fixture
def left(evening: Evening, midori: OnDuty) -> tuple[UUID, UUID]:
    """Words left in the morning, and the ended talk of the evening they stand in front of."""
    evening.set_clock(datetime(2026, 11, 24, 8, 0, tzinfo=TOKYO))
    evening.says("朝のことば", message_id="7")
    with evening.program.open_look() as look:
        morning = look.session.query(Visit).one().id
    evening.set_clock(datetime(2026, 11, 24, 16, 30, tzinfo=TOKYO))
    midori.beats()
    evening.says("こんばんは", message_id="8")
    talk = midori.accepts()
    assert "朝のことば" in midori.talks.reads(talk)
    midori.talks.ends(talk)
    return morning, talk


def test_words_left_before_a_talk_are_sealed_by_their_own_incident(
    evening: Evening, midori: OnDuty, kohaku: UUID, left: tuple[UUID, UUID]
) -> None:
    morning, talk = left
    assert "朝のことば" in Counsellor(evening, kohaku).reads(talk)

    opens(evening, morning, kohaku)

    with pytest.raises(ReasonNeededError):
        Counsellor(evening, kohaku).reads(talk)
    assert "朝のことば" in midori.talks.reads(talk)
    says_why(evening, morning, kohaku)
    assert "朝のことば" in Counsellor(evening, kohaku).reads(talk)


def test_words_left_before_a_talk_are_held_with_its_incident(
    evening: Evening, kohaku: UUID, left: tuple[UUID, UUID]
) -> None:
    _, talk = left
    incident_id = opens(evening, talk, kohaku)

    takes_back(evening, "7")

    says_why(evening, talk, kohaku)
    assert held(evening, incident_id, kohaku) == ["朝のことば"]


def test_without_an_open_incident_nothing_is_held(evening: Evening, visit_id: UUID) -> None:
    del visit_id

    takes_back(evening, "2")

    assert rows(evening, HeldWords) == []


def test_when_it_is_over_what_was_held_is_gone_for_good(
    evening: Evening, kohaku: UUID, visit_id: UUID
) -> None:
    incident_id = opens(evening, visit_id, kohaku)
    takes_back(evening, "2")
    (before,) = rows(evening, HeldWords)
    entry = tells(evening, incident_id, kohaku, "残ることば")
    meets(evening, incident_id, kohaku)
    asked = asks(evening, incident_id, kohaku)

    answers(evening, incident_id, asked, supervisor(evening, "ruri"))

    assert rows(evening, HeldWords) == []
    with evening.program.open_look() as look, pytest.raises(SealError):
        look.house.seals.open_words(
            look.session, visit_id, messages.place_of_held(before.id), before
        )
    with evening.program.open_look() as look:
        page = incident_pages.look(look, incident_id, member_id=kohaku)
    (kept,) = [each for each in page.entries if each.id == entry]
    assert kept.parts is not None
    assert kept.parts[Part.WORDS].reveal() == "残ることば"
