"""Whoever is next is offered to whoever has been without a talk longest; one answer counts."""

import pytest

from domain.conversation import VisitState
from domain.errors import NotFoundError, OfferGoneError
from domain.offer import OfferAnswer, OfferKind
from storage.models.offer import Offer
from storage.models.presence import Conflict
from storage.models.visit import Assignment, Visit
from tests.factories.counsellor import waiting
from tests.factories.crew import OnDuty, all_beat
from tests.factories.tables import rows
from tests.machinery.evening import Evening


def test_a_person_who_comes_is_offered_to_a_counsellor_who_is_ready(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori")

    evening.says("こんばんは")

    (offer,) = midori.is_asked()
    assert offer.kind is OfferKind.WAITING
    assert waiting(evening)[0].visit_id == offer.visit_id
    visit_id = midori.accepts()
    assert rows(evening, Visit)[0].state is VisitState.TALKING
    assert [row.member_id for row in rows(evening, Assignment)] == [midori.member_id]
    assert any("といいます" in words for words in evening.line.said)
    assert visit_id == offer.visit_id


def test_nobody_is_asked_who_has_not_come_or_takes_a_rest(evening: Evening) -> None:
    OnDuty.comes(evening, "away", is_ready=False)
    OnDuty.comes(evening, "paused").pauses()

    evening.says("こんばんは")

    assert not rows(evening, Offer)


def test_a_counsellor_who_arrives_is_offered_whoever_waits(evening: Evening) -> None:
    evening.says("こんばんは")

    midori = OnDuty.comes(evening, "midori")

    assert len(midori.is_asked()) == 1


def test_an_end_of_a_talk_serves_the_next_one(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori", is_new=True)
    for person in ("a", "b"):
        evening.says("こんばんは", person)
    visit_id = midori.accepts()
    assert not midori.is_asked()

    midori.talks.ends(visit_id)

    assert len(midori.is_asked()) == 1


def test_the_longest_without_a_talk_is_asked_first(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori")
    evening.pass_time(60)
    asagi = OnDuty.comes(evening, "asagi")

    evening.says("こんばんは", "a")
    assert midori.is_asked()
    assert not asagi.is_asked()
    midori.accepts()
    evening.says("こんばんは", "b")

    assert asagi.is_asked()


def test_a_declined_offer_goes_to_the_next_and_not_back_at_once(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori")
    evening.pass_time(60)
    asagi = OnDuty.comes(evening, "asagi")
    evening.says("こんばんは")

    midori.declines()

    assert asagi.is_asked()
    asagi.declines()
    assert not midori.is_asked()
    assert not asagi.is_asked()
    assert rows(evening, Visit)[0].escalated_at is not None
    assert waiting(evening)
    evening.pass_time(301)
    all_beat(midori, asagi)
    evening.tick()
    assert midori.is_asked() or asagi.is_asked()


def test_an_offer_without_an_answer_lapses_after_a_minute_and_the_next_is_asked(
    evening: Evening,
) -> None:
    midori = OnDuty.comes(evening, "midori")
    evening.pass_time(1)
    asagi = OnDuty.comes(evening, "asagi")
    evening.says("こんばんは")
    offer_id = midori.is_asked()[0].id

    evening.tick(59)
    assert midori.is_asked()
    evening.tick(1)

    assert not midori.is_asked()
    assert asagi.is_asked()
    with pytest.raises(OfferGoneError):
        midori.accepts(offer_id)


def test_an_offer_is_lapsed_at_its_minute_even_before_the_clock_has_come_round(
    evening: Evening,
) -> None:
    midori = OnDuty.comes(evening, "midori")
    evening.says("こんばんは")

    evening.pass_time(60)

    with pytest.raises(OfferGoneError):
        midori.accepts()
    assert waiting(evening)


def test_an_offer_is_only_for_the_one_who_is_asked(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori")
    evening.pass_time(1)
    asagi = OnDuty.comes(evening, "asagi")
    evening.says("こんばんは")

    with pytest.raises(NotFoundError):
        asagi.accepts(midori.is_asked()[0].id)


def test_an_offer_counts_as_room(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori")

    for person in ("a", "b", "c"):
        evening.says("こんばんは", person)

    assert len(midori.is_asked()) == 2


def test_a_person_who_blocks_is_offered_no_more(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori")
    evening.says("こんばんは")

    evening.arrive(evening.event("unfollow"))

    assert not midori.is_asked()
    assert [offer.answer for offer in rows(evening, Offer)] == [OfferAnswer.WITHDRAWN]


def test_whoever_may_know_the_person_is_never_asked(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori", is_ready=False)
    evening.says("こんばんは")
    with evening.program.open_work() as work:
        contact_id = rows(evening, Visit)[0].contact_id
        work.session.add(
            Conflict(contact_id=contact_id, member_id=midori.member_id, made_at=work.now)
        )

    midori.is_ready()

    assert not midori.is_asked()
    assert waiting(evening)


def test_the_earlier_counsellor_is_asked_first_where_there_is_room(evening: Evening) -> None:
    midori = OnDuty.comes(evening, "midori")
    evening.pass_time(60)
    asagi = OnDuty.comes(evening, "asagi")
    evening.says("こんばんは", "known")
    midori.talks.ends(midori.accepts())
    evening.pass_time(7 * 24 * 3600)
    asagi.is_ready()
    all_beat(midori, asagi)

    evening.says("また来ました", "known")

    assert midori.is_asked()
    assert not asagi.is_asked()


def test_whoever_is_not_seen_for_three_minutes_is_asked_nothing(evening: Evening) -> None:
    OnDuty.comes(evening, "midori")
    evening.pass_time(181)

    evening.says("こんばんは")

    assert not rows(evening, Offer)
