"""An evening in numbers: waits, who was served, who overtook whom, what became of the offers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.rehearsal.turns import Turns, Why
from domain.conversation import End, VisitState
from domain.message import Direction
from domain.offer import OfferAnswer
from storage.models.message import Message
from storage.models.offer import Offer
from storage.models.visit import Conversation, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Tide:
    """How many wait and talk from a moment on."""

    at: datetime
    waiting: int
    talking: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """One evening. Waits are minutes from the place in the line to the talk; None: none was served.

    ``turned_away``: told that there is no room, or waiting at the closing, and never served.
    """

    met: int
    served: int
    turned_away: int
    left: int
    blocked: int
    only_closed: int
    messages: int
    wait_median: float | None
    wait_ninety: float | None
    wait_longest: float | None
    most_waiting: int
    most_talking: int
    offers: int
    offer_answers: Mapping[OfferAnswer, int]
    overtakings: Mapping[Why, int]
    refusals: Mapping[str, int]


def count_up(
    session: Session, turns: Turns, tide: Sequence[Tide], refused: Mapping[str, int]
) -> Numbers:
    """The numbers of an evening that is over."""
    rows = session.execute(
        select(
            Visit.id, Visit.contact_id, Visit.state, Visit.end, Visit.refused_at, Visit.arrived_at
        )
    ).all()
    served = set(session.scalars(select(Conversation.visit_id)))
    ends = Counter(row.end for row in rows)
    waits = sorted(turns.waits.values())
    answers: Counter[OfferAnswer | None] = Counter(session.scalars(select(Offer.answer)))
    return Numbers(
        met=len({row.contact_id for row in rows}),
        served=len(served),
        turned_away=sum(
            row.id not in served and (row.end is End.FULL or row.refused_at is not None)
            for row in rows
        ),
        left=ends[End.LEFT_WAITING],
        blocked=ends[End.BLOCKED],
        only_closed=sum(
            row.state is VisitState.OUT_OF_HOURS and row.refused_at is None for row in rows
        ),
        messages=session.scalar(
            select(func.count()).where(
                Message.direction.in_((Direction.INBOUND, Direction.OUTBOUND))
            )
        )
        or 0,
        wait_median=_minutes(waits, 0.5),
        wait_ninety=_minutes(waits, 0.9),
        wait_longest=_minutes(waits, 1.0),
        most_waiting=max((each.waiting for each in tide), default=0),
        most_talking=max((each.talking for each in tide), default=0),
        offers=sum(answers.values()),
        offer_answers={answer: answers[answer] for answer in OfferAnswer},
        overtakings={why: turns.overtakings[why] for why in Why},
        refusals=dict(sorted(refused.items())),
    )


def _minutes(waits: Sequence[timedelta], share: float) -> float | None:
    """The wait below which this share of all lies, of those that were waited."""
    if not waits:
        return None
    rank = max(0, -int(-share * len(waits) // 1) - 1)
    return round(waits[rank].total_seconds() / 60, 1)
