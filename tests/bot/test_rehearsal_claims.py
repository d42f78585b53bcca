"""That the claims of a rehearsal notice what they are there to notice."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from bot.rehearsal import claims
from bot.rehearsal.claims import Claims
from bot.rehearsal.ledger import CrewNow, Moment, OfferNow, VisitNow
from bot.rehearsal.phone import Heard
from bot.rehearsal.plan import MemberPlan
from bot.rehearsal.turns import Turns, Why
from domain.clock import TOKYO
from domain.conversation import Passing, VisitState
from domain.offer import OfferKind
from routing.evenings import Evening, find_evening
from routing.schedule import Schedule
from routing.schedule_file import load_schedule
from tests.machinery.evening import SCHEDULES
from texts.notices import NoticeName

NOW = datetime(2026, 11, 24, 17, 0, tzinfo=TOKYO)
MIDORI, ASAGI = UUID(int=1), UUID(int=2)
NOBODY: frozenset[UUID] = frozenset()


def _visit(number: int, **changes: object) -> VisitNow:
    visit = VisitNow(
        id=UUID(int=100 + number),
        person=f"p{number}",
        state=VisitState.WAITING,
        arrived_at=NOW - timedelta(minutes=20 - number),
        escalated_at=None,
        risk=0,
        is_distressed=False,
        has_ticket=False,
        is_returning=False,
        owner_id=None,
        passing=None,
        opened_at=None,
        extended_until=None,
        awaiting_since=None,
        owners=0,
    )
    return replace(visit, **changes)  # type: ignore[arg-type] # a test changes any field


def _talk(number: int, owner_id: UUID = MIDORI, **changes: object) -> VisitNow:
    fields = {"state": VisitState.TALKING, "owner_id": owner_id, "owners": 1, "opened_at": NOW}
    return _visit(number, **{**fields, **changes})


def _offer(number: int, visit: VisitNow, member_id: UUID = MIDORI) -> OfferNow:
    return OfferNow(
        id=UUID(int=200 + number),
        visit_id=visit.id,
        member_id=member_id,
        kind=OfferKind.WAITING,
        made_at=NOW,
        visit_state=visit.state,
    )


def _moment(
    *visits: VisitNow,
    offers: tuple[OfferNow, ...] = (),
    at: datetime = NOW,
    seen_before: timedelta = timedelta(),
) -> Moment:
    return Moment(
        at=at,
        visits={visit.id: visit for visit in visits},
        offers={offer.id: offer for offer in offers},
        crew={MIDORI: CrewNow(capacity=None, seen_at=at - seen_before)},
    )


@pytest.fixture
def kept() -> Claims:
    schedule = load_schedule(Path(SCHEDULES))
    crew = {
        MIDORI: _member("midori", is_new=False, schedule=schedule),
        ASAGI: _member("asagi", is_new=True, schedule=schedule),
    }
    return Claims(_evening(schedule), schedule, crew)


def _evening(schedule: Schedule) -> Evening:
    evening = find_evening(schedule, now=NOW)
    assert evening is not None
    return evening


def _member(name: str, *, is_new: bool, schedule: Schedule) -> MemberPlan:
    tonight = _evening(schedule)
    return MemberPlan(
        name=name,
        organisation="kazoku",
        comes_at=tonight.opens_at,
        goes_at=tonight.report_at,
        is_new=is_new,
    )


def _broken(kept: Claims) -> list[str]:
    return [each.claim for each in kept.broken]


def test_an_evening_in_order_breaks_nothing(kept: Claims) -> None:
    waiting = _visit(2)

    kept.check(_moment(_talk(1), waiting, offers=(_offer(1, waiting),)))

    assert _broken(kept) == []


def test_offers_count_as_talks(kept: Claims) -> None:
    waiting = _visit(3)

    kept.check(_moment(_talk(1), _talk(2), waiting, offers=(_offer(1, waiting),)))

    assert _broken(kept) == [claims.CAPACITY]
    assert kept.broken[0].how == "midori has 2 talks and 1 offers"


def test_somebody_new_has_one_talk(kept: Claims) -> None:
    kept.check(_moment(_talk(1, ASAGI), _talk(2, ASAGI)))

    assert _broken(kept) == [claims.CAPACITY]


def test_a_second_open_offer_is_noticed(kept: Claims) -> None:
    waiting = _visit(1)

    kept.check(_moment(waiting, offers=(_offer(1, waiting), _offer(2, waiting, ASAGI))))

    assert _broken(kept) == [claims.ONE_OFFER]


def test_an_offer_for_a_visit_that_is_over_is_a_ghost(kept: Claims) -> None:
    gone = _visit(1, state=VisitState.ENDED)

    kept.check(_moment(offers=(_offer(1, gone),)))

    assert _broken(kept) == [claims.NO_GHOSTS]


@pytest.mark.parametrize("owners", [0, 2])
def test_a_talk_without_one_owner_is_noticed(kept: Claims, owners: int) -> None:
    kept.check(_moment(_talk(1, owners=owners)))

    assert _broken(kept) == [claims.ONE_OWNER]


def test_a_talk_after_the_report_is_overdue_but_not_in_danger(kept: Claims) -> None:
    late = datetime(2026, 11, 24, 22, 1, tzinfo=TOKYO)

    kept.check(_moment(_talk(1), _talk(2, risk=2), at=late))

    assert [each.how for each in kept.broken] == ["the talk of p1"]
    assert _broken(kept) == [claims.DEADLINE]


def test_a_silence_that_does_not_rest_is_noticed_but_not_in_danger(kept: Claims) -> None:
    long_ago = NOW - timedelta(minutes=42)

    kept.check(
        _moment(_talk(1, awaiting_since=long_ago), _talk(2, awaiting_since=long_ago, risk=2))
    )

    assert [each.how for each in kept.broken] == ["the talk of p1"]
    assert _broken(kept) == [claims.RESTS]


def test_a_talk_whose_counsellor_is_lost_and_is_not_passed_on_is_noticed(kept: Claims) -> None:
    lost = timedelta(seconds=200)

    kept.check(_moment(_talk(1, passing=Passing.DROPPED), seen_before=lost))
    assert _broken(kept) == []
    kept.check(_moment(_talk(2), seen_before=lost))

    assert _broken(kept) == [claims.PASSED_ON]


def test_what_lasts_is_said_once(kept: Claims) -> None:
    for _ in range(3):
        kept.check(_moment(_talk(1, owners=0)))

    assert len(kept.broken) == 1


def test_a_second_unasked_notice_within_ten_minutes_is_noticed(kept: Claims) -> None:
    heard = Heard(
        at=NOW, person="p1", is_push=True, notices=(NoticeName.SECOND_IN_LINE,), choices=()
    )
    soon = replace(heard, at=NOW + timedelta(minutes=9), notices=(NoticeName.FULL,))

    kept.listen([heard, replace(soon, is_push=False)], _moment())
    assert _broken(kept) == []
    kept.listen([soon], _moment())

    assert _broken(kept) == [claims.APART]


def test_a_second_announcement_of_the_closing_is_noticed(kept: Claims) -> None:
    heard = Heard(at=NOW, person="p1", is_push=True, notices=(NoticeName.WARN,), choices=())

    kept.listen([heard, heard], _moment(_talk(1)))

    assert _broken(kept) == [claims.WARNED_ONCE]


def test_whoever_came_first_is_offered_first() -> None:
    first, second = _visit(1), _visit(2)
    turns = Turns(lambda _visit_id, _since: NOBODY)

    odd = list(turns.follow(_moment(), _moment(first, second, offers=(_offer(1, second),))))

    assert odd == ["p2 was offered before p1"]


def test_a_better_class_may_pass_and_a_worse_one_may_not() -> None:
    calm, hard = _visit(1), _visit(2, is_distressed=True)
    turns = Turns(lambda _visit_id, _since: NOBODY)

    odd = list(turns.follow(_moment(), _moment(calm, hard, offers=(_offer(1, hard),))))
    assert odd == []
    odd = list(turns.follow(_moment(), _moment(calm, hard, offers=(_offer(2, calm),))))

    assert odd == ["p1 was offered before p2"]


def test_whoever_declined_somebody_may_be_offered_the_next() -> None:
    first, second = _visit(1), _visit(2)
    turns = Turns(lambda _visit_id, _since: frozenset({MIDORI}))
    offered = _moment(first, second, offers=(_offer(1, second),))

    odd = list(turns.follow(_moment(), offered))
    list(turns.follow(offered, _moment(first, _talk(2))))

    assert odd == []
    assert turns.overtakings[Why.DECLINED] == 1
