"""Words a counsellor may put into the composer with one press. No machine ever sends them."""

from typing import Final

from console.times import hour
from domain.closing_phase import ClosingPhase
from domain.silence import SilenceStep
from services.circumstances import Circumstances

STILL_HERE: Final = "ここにいます。\n言葉にならないときは、そのままで大丈夫です。"
"""T29: a word into the silence."""

REST_A_WHILE: Final = "いったん休んでいて大丈夫です。\n戻れたら、何かひとつ送ってください。"
"""T30, without the sentence that names the closing hour."""

UNTIL_CLOSING: Final = "{hour}までは続きからお話しできます。"
"""The end of T30 while it is open."""

THINKING: Final = "今、考えながら書いています。少し待っていてください。"
"""T26."""


def nudge(around: Circumstances) -> str | None:
    """What may be said into this silence; None while nothing is suggested."""
    if around.silence in {SilenceStep.SECOND, SilenceStep.REST}:
        clock = around.clock
        if clock is None or clock.phase not in {ClosingPhase.OPEN, ClosingPhase.NEAR}:
            return REST_A_WHILE
        return REST_A_WHILE + UNTIL_CLOSING.format(hour=hour(clock.closes_at))
    return STILL_HERE if around.silence is SilenceStep.NUDGE else None
