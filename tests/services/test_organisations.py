"""Organisations that keep one window: a talk is the line's, its record whoever's answered."""

from uuid import UUID

import pytest

from domain.conversation import VisitState
from domain.errors import NotAgreedError, NotFoundError
from domain.secret import PrivateText
from routing.agreement import Agreement
from services import (
    colleagues,
    handover,
    notes,
    records,
    supervision,
    waiting_line,
)
from services.notes import NoteEntry
from storage.models.member import Member
from storage.models.visit import Conversation
from storage.queries import visits
from tests.factories.crew import OnDuty
from tests.factories.organisations import Two, agree, can_read, two_organisations
from tests.factories.person import Person
from tests.factories.records import writes_record
from tests.factories.tables import rows
from tests.factories.time import at, go_to
from tests.machinery.evening import Evening


@pytest.fixture
def two(evening: Evening) -> Two:
    return two_organisations(evening)


@pytest.fixture
def talk(evening: Evening, two: Two) -> UUID:
    """Midori talks with somebody."""
    evening.says("こんばんは")
    return two.midori.accepts()


# ── whose a talk is ──────────────────────────────────────────────────────────────────────


def test_a_running_talk_is_read_by_every_supervisor_and_by_no_other_counsellor(
    evening: Evening, two: Two, talk: UUID
) -> None:
    assert can_read(evening, two.midori, talk)
    assert can_read(evening, two.kohaku, talk)
    assert can_read(evening, two.kuro, talk)
    assert not can_read(evening, two.asagi, talk)


def test_an_ended_talk_stays_with_the_organisation_that_answered(
    evening: Evening, two: Two, talk: UUID
) -> None:
    two.midori.talks.ends(talk)

    assert can_read(evening, two.midori, talk)
    assert can_read(evening, two.kohaku, talk)
    assert not can_read(evening, two.kuro, talk)
    with evening.program.open_look() as work, pytest.raises(NotFoundError):
        records.find(work, talk, member_id=two.kuro.member_id)


def test_a_talk_handed_over_belongs_to_whoever_had_it_last(
    evening: Evening, two: Two, talk: UUID
) -> None:
    two.midori.offers_on(talk, two.asagi)
    two.asagi.accepts()
    assert not can_read(evening, two.midori, talk)
    two.asagi.talks.ends(talk)

    assert not can_read(evening, two.midori, talk)
    assert not can_read(evening, two.kohaku, talk)
    assert can_read(evening, two.kuro, talk)


def test_a_talk_stays_where_it_was_when_its_counsellor_moves_or_leaves(
    evening: Evening, two: Two, talk: UUID
) -> None:
    two.midori.talks.ends(talk)
    with evening.program.open_work() as work:
        work.session.get_one(Member, two.midori.member_id).organisation = "shien"

    assert rows(evening, Conversation)[0].organisation == "kazoku"
    assert can_read(evening, two.kohaku, talk)
    assert not can_read(evening, two.kuro, talk)
    assert can_read(evening, two.midori, talk)  # the record is still hers to write
    writes_record(evening, talk, two.midori.member_id)
    assert not can_read(evening, two.midori, talk)


def test_whoever_is_let_go_reads_nothing_any_more(evening: Evening, two: Two, talk: UUID) -> None:
    with evening.program.open_work() as work:
        for member in (two.kohaku, two.midori):
            work.session.get_one(Member, member.member_id).is_active = False

    assert not can_read(evening, two.kohaku, talk)
    assert not can_read(evening, two.midori, talk)


# ── what they have agreed on ─────────────────────────────────────────────────────────────


def test_the_agreement_opens_records_to_the_supervisors_of_another(
    evening: Evening, two: Two, talk: UUID
) -> None:
    two.midori.talks.ends(talk)
    agree(evening, Agreement(records={"kazoku": frozenset({"shien"})}))

    assert can_read(evening, two.kuro, talk)
    assert not can_read(evening, two.asagi, talk)


def test_a_talk_is_handed_to_nobody_who_may_not_go_on_with_it(
    evening: Evening, two: Two, talk: UUID
) -> None:
    agree(evening, Agreement(talks={"shien": frozenset({"kazoku"})}))

    with evening.program.open_look() as work:
        assert colleagues.list_free(work, talk) == ()
    with pytest.raises(NotAgreedError):
        two.midori.offers_on(talk, two.asagi)
    with evening.program.open_work() as work, pytest.raises(NotAgreedError):
        supervision.reassign(work, talk, to_member_id=two.asagi.member_id)


def test_a_released_talk_is_offered_to_nobody_who_may_not_go_on_with_it(
    evening: Evening, two: Two, talk: UUID
) -> None:
    agree(evening, Agreement(talks={}))
    two.midori.releases(talk)
    assert two.asagi.is_asked() == []

    agree(evening, Agreement(talks={"kazoku": frozenset({"shien"})}))
    two.asagi.is_ready()

    assert [offer.visit_id for offer in two.asagi.is_asked()] == [talk]


def test_somebody_who_comes_back_from_a_rest_is_not_taken_by_those_who_may_not_go_on(
    evening: Evening, two: Two, talk: UUID
) -> None:
    two.midori.talks.says(talk, "どうぞ")
    go_to(evening, at(16, 47), two.midori, two.asagi)
    assert Person(evening).state is VisitState.RESTING
    two.midori.pauses()
    agree(evening, Agreement(talks={}))
    evening.says("戻りました")
    assert Person(evening).state is VisitState.WAITING

    assert two.asagi.is_asked() == []
    with evening.program.open_work() as work, pytest.raises(NotAgreedError):
        waiting_line.take(work, talk, member_id=two.asagi.member_id)


def test_marked_notes_cross_only_where_it_is_agreed(evening: Evening, two: Two, talk: UUID) -> None:
    with evening.program.open_work() as work:
        handover.release(
            work,
            talk,
            member_id=two.midori.member_id,
            note=NoteEntry(words=PrivateText("夜は眠れない"), crosses=True),
        )
    assert _notes(evening, two.asagi, talk) == ["夜は眠れない"]

    agree(evening, Agreement(notes={"shien": frozenset({"kazoku"})}))

    assert _notes(evening, two.asagi, talk) == []
    assert _notes(evening, two.kohaku, talk) == ["夜は眠れない"]


def _notes(evening: Evening, member: OnDuty, visit_id: UUID) -> list[str]:
    with evening.program.open_look() as work:
        visit = visits.get(work.session, visit_id)
        found = notes.list_readable(work, visit, member_id=member.member_id)
    return [each.words.reveal() for each in found]
