"""Whatever happens in the same moment: one winner, one owner, and nobody is asked about a ghost.

Every pair of acts meets a hundred times on PostgreSQL, where two can really be at once, and
some times on SQLite, where one waits for the other.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import combinations_with_replacement

import pytest
from sqlalchemy import select, update

from domain.clock import TOKYO
from domain.conversation import Passing, VisitState
from domain.errors import NotFoundError, RefusedError
from domain.offer import OfferAnswer
from services import (
    closing,
    conversations,
    friendship,
    handover,
    leaving,
    offers,
    presences,
    serving,
    supervision,
    waiting_line,
)
from services.contacts import meet
from services.work import Work
from storage.models.offer import Offer
from storage.models.presence import PresenceRow
from storage.models.visit import Assignment
from storage.queries import visits
from tests.factories.scene import Scene, clear, crew, talk_scene, waiting_scene
from tests.machinery.evening import Evening
from tests.machinery.extent import IS_THOROUGH

TIMES = {"postgresql": 100 if IS_THOROUGH else 15, "sqlite": 5}
OURS = {"take", "serve", "keep", "release", "take over"}
"""What members start by hand: these meet a fifth as many times."""

CLOSED = datetime(2026, 11, 24, 21, 0, 5, tzinfo=TOKYO)


Act = Callable[[Scene, Work], object]


def _leave(scene: Scene, work: Work) -> None:
    contact = meet(work, scene.sender(work))
    leaving.leave(work, contact, visits.get(work.session, scene.visit_id))


def _block(scene: Scene, work: Work) -> None:
    occurred_ms = int((work.now + timedelta(seconds=30)).timestamp() * 1000)
    friendship.end(work, scene.sender(work), occurred_ms=occurred_ms)


def _lose(scene: Scene, work: Work) -> None:
    work.session.execute(
        update(PresenceRow)
        .where(PresenceRow.member_id == scene.midori.member_id)
        .values(seen_at=work.now - timedelta(minutes=4))
    )
    work.session.flush()
    presences.drop(work, scene.visit_id)


WAITING_ACTS: dict[str, Act] = {
    "accept": lambda s, w: offers.accept(w, s.offer_id, member_id=s.asagi.member_id),
    "decline": lambda s, w: offers.decline(w, s.offer_id, member_id=s.asagi.member_id),
    "lapse": lambda s, w: offers.lapse(w, s.offer_id),
    "withdraw": lambda s, w: presences.pause(w, s.asagi.member_id),
    "take": lambda s, w: waiting_line.take(w, s.visit_id, member_id=s.midori.member_id),
    "leave": _leave,
    "block": _block,
    "close": lambda s, w: closing.close_waiting(w, s.visit_id),
    "serve": lambda _, w: serving.serve(w),
}
TALK_ACTS: dict[str, Act] = {
    "accept": lambda s, w: offers.accept(w, s.offer_id, member_id=s.asagi.member_id),
    "decline": lambda s, w: offers.decline(w, s.offer_id, member_id=s.asagi.member_id),
    "lapse": lambda s, w: offers.lapse(w, s.offer_id),
    "withdraw": lambda s, w: presences.pause(w, s.asagi.member_id),
    "keep": lambda s, w: handover.keep(w, s.visit_id, member_id=s.midori.member_id),
    "release": lambda s, w: handover.release(
        w, s.visit_id, member_id=s.midori.member_id, note=None
    ),
    "end": lambda s, w: conversations.end(
        w, s.visit_id, member_id=s.midori.member_id, with_goodbye=False
    ),
    "take over": lambda s, w: supervision.take_over(
        w, s.visit_id, supervisor_id=s.kohaku.member_id
    ),
    "drop": _lose,
    "block": _block,
    "close": lambda s, w: closing.end_overdue(w, s.visit_id),
    "serve": lambda _, w: serving.serve(w),
}


@pytest.mark.parametrize(
    "pair", [*combinations_with_replacement(WAITING_ACTS, 2)], ids=" and ".join
)
def test_of_two_acts_over_somebody_who_waits_one_wins(
    evening: Evening, pair: tuple[str, str]
) -> None:
    members = crew(evening)
    if "close" in pair:
        evening.set_clock(CLOSED)

    for number in range(_times(evening, pair)):
        scene = waiting_scene(evening, f"person {number}", members)
        _race(scene, *(WAITING_ACTS[name] for name in pair))
        _nothing_is_torn(scene)
        clear(scene)


@pytest.mark.parametrize("pair", [*combinations_with_replacement(TALK_ACTS, 2)], ids=" and ".join)
def test_of_two_acts_over_a_talk_one_wins(evening: Evening, pair: tuple[str, str]) -> None:
    members = crew(evening)
    if "close" in pair:
        evening.set_clock(CLOSED + timedelta(hours=1))

    for number in range(_times(evening, pair)):
        scene = talk_scene(evening, f"person {number}", members)
        _race(scene, *(TALK_ACTS[name] for name in pair))
        _nothing_is_torn(scene)
        clear(scene)


def _times(evening: Evening, pair: tuple[str, str]) -> int:
    times = TIMES["sqlite" if evening.program.database.is_sqlite else "postgresql"]
    is_claim = pair == ("take", "take")  # two browsers, one person who waits
    return max(1, times // 5) if OURS & set(pair) and not is_claim else times


def _race(scene: Scene, *acts: Act) -> None:
    """Both at the same moment; a refusal is an answer, anything else is a fault."""
    together = threading.Barrier(len(acts))

    def run(act: Act) -> None:
        together.wait(10)
        try:
            with scene.evening.program.open_work() as work:
                act(scene, work)
        except (RefusedError, NotFoundError):
            pass

    with ThreadPoolExecutor(len(acts)) as threads:
        list(threads.map(run, acts))


def _nothing_is_torn(scene: Scene) -> None:
    with scene.evening.program.open_look() as work:
        visit = visits.get(work.session, scene.visit_id)
        held_out = work.session.scalars(
            select(Offer).where(Offer.visit_id == scene.visit_id).order_by(Offer.made_at)
        ).all()
        owners = [
            row.member_id
            for row in work.session.scalars(
                select(Assignment).where(
                    Assignment.visit_id == scene.visit_id, Assignment.ended_at.is_(None)
                )
            )
        ]
    talk = visit.conversation
    is_talking = visit.state is VisitState.TALKING
    assert owners == ([talk.counsellor_id] if is_talking and talk is not None else [])
    still_open = [offer for offer in held_out if offer.answered_at is None]
    assert len(still_open) <= 1
    if still_open:
        assert visit.state in {VisitState.WAITING, VisitState.TALKING}
        assert still_open[0].member_id not in owners
    accepted = [offer for offer in held_out if offer.answer is OfferAnswer.ACCEPTED]
    assert len(accepted) <= 1
    if accepted:
        assert talk is not None
    if visit.state is VisitState.ENDED:
        assert visit.end is not None or (talk is not None and talk.closed_at is not None)
        assert talk is None or talk.passing is None
    if talk is not None and talk.passing is Passing.DROPPED:
        assert owners == [scene.midori.member_id]
