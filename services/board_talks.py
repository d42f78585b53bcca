"""The talks on the supervisor's board: who speaks, who waits for whom, and how long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from domain.closing_phase import ClosingPhase, closing_phase
from domain.conversation import Passing
from domain.message import Direction
from domain.pace import Pace, pace
from domain.presence import Presence, presence
from domain.silence import SilenceStep, step
from routing.evenings import Evening
from services import shown, unanswered
from services.reading import Viewer
from services.work import Work
from storage.queries import board, own_talks


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkRow:
    """One running talk; ``is_persons_turn``: the counsellor has spoken last, at ``last_at``.

    ``called_at``: the counsellor asks for a supervisor since then. ``earlier_risk``: the highest
    level of danger of the person's visits before. ``pace``: how long they wait for an answer.
    """

    visit_id: UUID
    alias: str
    counsellor: str
    counsellor_presence: Presence
    last_at: datetime
    is_persons_turn: bool
    silence: SilenceStep
    risk: int
    passing: Passing | None
    phase: ClosingPhase
    deadline: datetime | None
    is_blocked: bool
    called_at: datetime | None
    earlier_risk: int
    pace: Pace


def list_talks(work: Work, tonight: Evening | None, viewer: Viewer) -> tuple[TalkRow, ...]:
    """Who calls first, then silent ones with danger, then danger, then who waits longest."""
    rows = board.running_talks(work.session)
    last = board.last_said(work.session, [row[0].id for row in rows])
    before = own_talks.highest_risk_before(work.session, [row[0].id for row in rows])
    waits = unanswered.since(work, [row[1] for row in rows])
    talks = []
    for visit, talk, member, seen_at, blocked_at in rows:
        direction, last_at = last.get(visit.id, (Direction.INBOUND, talk.opened_at))
        deadline = _deadline(talk.extended_until, tonight)
        talks.append(
            TalkRow(
                visit_id=visit.id,
                alias=shown.alias(work, visit.contact_id, viewer.organisation),
                counsellor=member.alias,
                counsellor_presence=presence(seen_at or talk.opened_at, now=work.now),
                last_at=max(last_at, talk.opened_at),
                is_persons_turn=direction is Direction.OUTBOUND,
                silence=step(talk.awaiting_since, now=work.now, risk=visit.risk),
                risk=visit.risk,
                passing=talk.passing,
                phase=_phase(work.now, tonight, deadline, visit.risk),
                deadline=deadline,
                is_blocked=blocked_at is not None,
                called_at=talk.called_supervisor_at,
                earlier_risk=before.get(visit.id, 0),
                pace=pace(
                    waits.get(visit.id) if blocked_at is None else None,  # nothing would arrive
                    now=work.now,
                    is_first=talk.first_words_at is None,
                ),
            )
        )
    return tuple(sorted(talks, key=_concern))


def _concern(row: TalkRow) -> tuple[bool, bool, int, datetime, UUID]:
    is_quiet_risk = row.silence is SilenceStep.SUPERVISOR
    return row.called_at is None, not is_quiet_risk, -row.risk, row.last_at, row.visit_id


def _deadline(extended_until: datetime | None, tonight: Evening | None) -> datetime | None:
    if extended_until is not None or tonight is None:
        return extended_until
    return tonight.extension_until


def _phase(
    now: datetime, tonight: Evening | None, deadline: datetime | None, risk: int
) -> ClosingPhase:
    """A talk without any evening around it has outlived its own; day and night none is late."""
    if tonight is not None and tonight.goes_on:
        return ClosingPhase.OPEN
    closes_at = tonight.closes_at if tonight is not None else now - timedelta(seconds=1)
    return closing_phase(now=now, closes_at=closes_at, deadline=deadline or closes_at, risk=risk)
