"""From when on an organisation reads, and under which name it knows a person."""

from datetime import timedelta
from uuid import UUID

import pytest

from routing.agreement import Agreement
from services import board, desk, own_desk, shown
from storage.queries import visits
from tests.factories.crew import OnDuty
from tests.factories.organisations import Two, agree, can_read, joins, two_organisations
from tests.machinery.evening import Evening, user_id


@pytest.fixture
def two(evening: Evening) -> Two:
    return two_organisations(evening)


@pytest.fixture
def talk(evening: Evening, two: Two) -> UUID:
    """Midori talks with somebody."""
    evening.says("こんばんは")
    return two.midori.accepts()


def name_for(evening: Evening, member: OnDuty, visit_id: UUID) -> str:
    """What the person of a visit is called on the member's page."""
    with evening.program.open_look() as work:
        return desk.get_talk(work, visit_id, member_id=member.member_id).alias


# ── from when on ─────────────────────────────────────────────────────────────────────────


def test_an_organisation_that_joins_today_reads_nothing_of_yesterday(
    evening: Evening, two: Two, talk: UUID
) -> None:
    two.midori.talks.ends(talk)
    agree(evening, Agreement(records={"kazoku": frozenset({"shien"})}))
    today = evening.now.date()

    joins(evening, "shien", today + timedelta(days=1))
    evening.pass_time(24 * 3600)

    assert can_read(evening, two.kohaku, talk)
    assert not can_read(evening, two.kuro, talk)


def test_of_a_talk_that_runs_on_a_newcomer_reads_only_what_was_said_since(
    evening: Evening, two: Two, talk: UUID
) -> None:
    joins(evening, "shien", evening.now.date() + timedelta(days=1))
    evening.pass_time(24 * 3600)
    evening.says("また来ました")

    assert "こんばんは" in two.kohaku.talks.reads(talk)
    assert "こんばんは" not in two.kuro.talks.reads(talk)


def test_the_first_words_of_before_are_on_no_list_of_a_newcomers(
    evening: Evening, two: Two
) -> None:
    two.midori.pauses()
    two.asagi.pauses()
    evening.says("きのうの夜に書いたことば")
    joins(evening, "shien", evening.now.date() + timedelta(days=1))
    evening.pass_time(24 * 3600)

    assert _said_on_lists(evening, two.kohaku) == {"きのうの夜に書いたことば"}
    assert _said_on_lists(evening, two.kuro) == set()


def test_before_it_joins_an_organisation_sees_nobody_who_waits(evening: Evening, two: Two) -> None:
    two.midori.pauses()
    two.asagi.pauses()
    joins(evening, "shien", evening.now.date() + timedelta(days=1))
    evening.says("こんばんは")

    with evening.program.open_look() as work:
        assert len(desk.list_waiting(work, member_id=two.midori.member_id)) == 1
        assert desk.list_waiting(work, member_id=two.asagi.member_id) == ()


def _said_on_lists(evening: Evening, member: OnDuty) -> set[str]:
    with evening.program.open_look() as work:
        line = desk.list_waiting(work, member_id=member.member_id)
        shown_board = board.look(work, channel_id="1656000000", member_id=member.member_id)
    said = [each.first_words for each in line] + [each.first_words for each in shown_board.waiting]
    return {words.reveal() for words in said if words is not None}


# ── under which name ─────────────────────────────────────────────────────────────────────


def test_two_organisations_know_a_person_by_two_names(
    evening: Evening, two: Two, talk: UUID
) -> None:
    assert name_for(evening, two.midori, talk) == name_for(evening, two.kohaku, talk)
    assert name_for(evening, two.kuro, talk) != name_for(evening, two.kohaku, talk)
    assert name_for(evening, two.kuro, talk).startswith("やまなし-")


def test_every_list_uses_the_name_of_whoever_looks(evening: Evening, two: Two, talk: UUID) -> None:
    two.midori.offers_on(talk, two.asagi)
    with evening.program.open_look() as work:
        contact_id = visits.get(work.session, talk).contact_id
        theirs = shown.alias(work, contact_id, "shien")
        offered = own_desk.look(work, two.asagi.member_id).offers
        seen = board.look(work, channel_id="1656000000", member_id=two.kuro.member_id)

    assert [each.alias for each in offered] == [theirs]
    assert [each.alias for each in seen.talks] == [theirs]


def test_a_name_says_nothing_of_the_same_persons_name_elsewhere(evening: Evening) -> None:
    seals = evening.program.house.seals
    people = [seals.contact_id(user_id(str(number))) for number in range(200)]

    same = sum(seals.alias(each, "kazoku") == seals.alias(each, "shien") for each in people)

    assert same <= 1
    assert seals.alias(people[0], "kazoku") == seals.alias(people[0], "kazoku")
