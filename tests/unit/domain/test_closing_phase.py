"""What the clock says about a running talk."""

from datetime import datetime, timedelta

import pytest

from domain.clock import TOKYO
from domain.closing_phase import ClosingPhase, closing_phase

CLOSES = datetime(2026, 11, 24, 21, 0, tzinfo=TOKYO)
DEADLINE = CLOSES + timedelta(minutes=30)


@pytest.mark.parametrize(
    ("seconds", "phase"),
    [
        (-20 * 60 - 1, ClosingPhase.OPEN),
        (-20 * 60, ClosingPhase.NEAR),
        (-1, ClosingPhase.NEAR),
        (0, ClosingPhase.EXTENDED),
        (30 * 60 - 1, ClosingPhase.EXTENDED),
        (30 * 60, ClosingPhase.OVERDUE),
    ],
)
def test_the_phase_changes_at_the_second(seconds: int, phase: ClosingPhase) -> None:
    now = CLOSES + timedelta(seconds=seconds)

    assert closing_phase(now=now, closes_at=CLOSES, deadline=DEADLINE, risk=0) is phase


@pytest.mark.parametrize(
    ("risk", "phase"),
    [
        (2, ClosingPhase.OVERDUE),
        (3, ClosingPhase.EXTENDED),
        (4, ClosingPhase.EXTENDED),
    ],
)
def test_from_r3_on_no_talk_is_overdue(risk: int, phase: ClosingPhase) -> None:
    late = DEADLINE + timedelta(hours=2)

    assert closing_phase(now=late, closes_at=CLOSES, deadline=DEADLINE, risk=risk) is phase
