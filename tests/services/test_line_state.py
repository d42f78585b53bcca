"""The board says how it stands with LINE, as it is at this moment."""

from domain.errors import PlatformBusyError, QuotaExhaustedError
from domain.permission import Role
from services import board, stat_outages
from services.line_state import LineState
from tests.factories.counsellor import Counsellor
from tests.factories.crew import OnDuty
from tests.machinery.evening import Evening

CHANNEL = "1656000000"


def test_the_board_says_what_line_does_not_take_and_that_it_takes_it_again(
    evening: Evening,
) -> None:
    evening.says("こんばんは")
    midori = Counsellor.midori(evening)
    visit_id = midori.takes_next()
    assert _state(evening).is_well

    evening.pass_time(60)
    evening.line.troubles.append(PlatformBusyError())
    midori.says(visit_id, "聞いています")
    assert (_state(evening).stuck, _state(evening).held) == (1, 0)
    evening.pass_time(2)
    evening.sweep()
    assert _state(evening).is_well
    evening.line.troubles.append(QuotaExhaustedError())
    midori.says(visit_id, "ゆっくりで大丈夫です")
    assert (_state(evening).stuck, _state(evening).held) == (0, 1)


def test_the_board_says_since_when_line_does_not_answer(evening: Evening) -> None:
    with evening.program.open_work() as work:
        stat_outages.line_is_away(work, CHANNEL)
        since = work.now
    evening.pass_time(600)
    assert _state(evening).away_since == since

    with evening.program.open_work() as work:
        stat_outages.line_is_back(work, CHANNEL)

    assert _state(evening).is_well


def _state(evening: Evening) -> LineState:
    leader = OnDuty.comes(
        evening, f"leader{evening.now:%M%S%f}", role=Role.SUPERVISOR, is_ready=False
    )
    with evening.program.open_look() as work:
        return board.look(work, channel_id=CHANNEL, member_id=leader.member_id).line
