"""Whose a referral is: not any more once the talk went on, and never against a wish."""

from uuid import UUID

import pytest

from services import referral_lists, referrals
from tests.factories import referrals as made
from tests.factories.crew import OnDuty
from tests.machinery.evening import Evening


@pytest.fixture
def place(evening: Evening) -> UUID:
    two = tuple(OnDuty.comes(evening, name, is_ready=False).member_id for name in ("ai", "ue"))
    return made.destination(evening, by=two)


def _kept(evening: Evening, member: OnDuty) -> list[UUID]:
    with evening.program.open_look() as work:
        found = referral_lists.list_readable(work, member_id=member.member_id)
        return [each.id for each in found]


def _referred(evening: Evening, place: UUID, midori: OnDuty) -> tuple[UUID, UUID]:
    evening.says("こんばんは")
    visit = midori.accepts()
    return visit, made.proposes(evening, visit, place, midori.member_id)


def test_a_talk_that_went_to_another_takes_its_referrals_with_it(
    evening: Evening, place: UUID
) -> None:
    midori = OnDuty.comes(evening, "midori")
    visit, referral = _referred(evening, place, midori)
    asagi = OnDuty.comes(evening, "asagi", is_ready=False)
    asagi.pauses()
    assert _kept(evening, asagi) == []

    asagi.accepts(midori.offers_on(visit, asagi))

    assert _kept(evening, midori) == []
    assert _kept(evening, asagi) == [referral]
    asagi.talks.ends(visit)
    assert _kept(evening, asagi) == [referral]


@pytest.mark.parametrize(
    ("organisation", "wish", "becomes", "keeps"),
    [
        ("kazoku", "続きから", "open", 1),
        ("kazoku", "前の話は見ないで", "open", 0),
        ("kazoku", "続きから", "closed", 0),
        ("shien", "続きから", "open", 0),
    ],
)
def test_of_a_talk_before_only_what_is_open_here_and_may_be_seen(
    evening: Evening, place: UUID, organisation: str, wish: str, becomes: str, keeps: int
) -> None:
    midori = OnDuty.comes(evening, "midori", organisation="kazoku")
    visit, referral = _referred(evening, place, midori)
    if becomes == "closed":
        with evening.program.open_work() as work:
            referrals.close(work, referral, member_id=midori.member_id)
    midori.talks.ends(visit)
    midori.leaves()
    evening.pass_time(600)
    asagi = OnDuty.comes(evening, "asagi", organisation=organisation, is_ready=False)
    evening.says("また来ました")
    evening.says(wish)
    asagi.is_ready()

    asagi.accepts()

    assert _kept(evening, asagi) == [referral][:keeps]
    assert _kept(evening, midori) == [referral]
