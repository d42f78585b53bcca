"""Words a counsellor may put into the composer with one press. No machine ever sends them."""

from console.house import the_house
from domain.closing_phase import ClosingPhase
from domain.silence import SilenceStep
from services import texts
from services.circumstances import Circumstances


def nudge(around: Circumstances) -> str | None:
    """What may be said into this silence (T29, T30); None while nothing is suggested."""
    if around.silence is SilenceStep.NUDGE:
        return _words(around, texts.STILL_HERE)
    if around.silence not in {SilenceStep.SECOND, SilenceStep.REST}:
        return None
    clock = around.clock
    if clock is None or clock.phase not in {ClosingPhase.OPEN, ClosingPhase.NEAR}:
        return _words(around, texts.REST_A_WHILE)
    return _words(around, texts.REST_UNTIL_CLOSING) or _words(around, texts.REST_A_WHILE)


def _words(around: Circumstances, code: str) -> str | None:
    with the_house().open_look() as work:
        return texts.find_words(work, code, language=around.language)
