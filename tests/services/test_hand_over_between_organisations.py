"""A hand-over to another organisation keeps to what that organisation can hold."""

import pytest

from domain.errors import NoRoomError
from services import waiting_line
from tests.factories.crew import OnDuty
from tests.machinery.evening import Evening

SHIEN_HOLDS = 4


def _here(evening: Evening, login: str, organisation: str) -> OnDuty:
    member = OnDuty.comes(evening, login, organisation=organisation, is_ready=False)
    member.pauses()
    return member


def _takes(evening: Evening, member: OnDuty, talks: int) -> None:
    for number in range(talks):
        evening.says("こんばんは", f"{member.member_id}-{number}")
        with evening.program.open_work() as work:
            waiting_line.take_next(work, member_id=member.member_id)


def test_an_organisation_that_holds_all_it_can_is_handed_no_talk_of_another(
    evening: Evening,
) -> None:
    midori = _here(evening, "midori", "kazoku")
    first, second, third = (_here(evening, name, "shien") for name in ("asagi", "ai", "beni"))
    _takes(evening, first, SHIEN_HOLDS // 2)
    _takes(evening, second, SHIEN_HOLDS // 2)
    evening.says("こんばんは")
    with evening.program.open_work() as work:
        visit_id = waiting_line.take_next(work, member_id=midori.member_id)

    with pytest.raises(NoRoomError):
        midori.offers_on(visit_id, third)


def test_within_an_organisation_a_hand_over_changes_nothing_of_what_it_holds(
    evening: Evening,
) -> None:
    first, second, third = (_here(evening, name, "shien") for name in ("asagi", "ai", "beni"))
    _takes(evening, first, SHIEN_HOLDS // 2)
    _takes(evening, second, SHIEN_HOLDS // 2 - 1)
    evening.says("こんばんは")
    with evening.program.open_work() as work:
        visit_id = waiting_line.take_next(work, member_id=second.member_id)

    second.offers_on(visit_id, third)

    assert [offer.visit_id for offer in third.is_asked()] == [visit_id]
