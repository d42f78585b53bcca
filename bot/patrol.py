"""The patrol: the clock's process walks along the audit log, and raises an alarm at a gap.

It begins when the process does, goes on with whatever is added, and begins anew each night. It
stops nobody: what it finds is a line in the log, a word on ``/ready`` and a figure on
``/metrics``.
"""

from datetime import date
from typing import Final

from bot import anchoring
from bot.logs import get_log
from bot.wiring import Program
from domain.audit_chain import BEGINNING, Finding, Place
from services import audit_chain, facts
from services.work import Work

_STEPS: Final = 1_000
_FACT: Final = "audit_chain"
_WELL: Final = "ok"


class Patrol:
    """One process's walk: how far it has come, and what it has seen on the way."""

    def __init__(self) -> None:
        self._night = date.min
        self._place: Place = BEGINNING
        self._seen: dict[int, bytes] = {}
        self._found: set[Finding] = set()

    def __call__(self, program: Program) -> None:
        """Walk on for a stretch."""
        with program.open_look() as look:
            self._begin_night(look)
            anchors = self._seen | anchoring.known_anchors(program.settings.audit_anchors)
            stretch = audit_chain.walk(look, self._place, most=_STEPS, anchors=anchors)
            known = trouble(look, program.settings.line_channel_id)
        fresh = set(stretch.findings) - self._found
        self._found |= fresh
        self._go_on(stretch, is_lost=audit_chain.is_lost(stretch, self._place))
        for finding in sorted(fresh, key=lambda each: each.seq):
            get_log().error(
                "audit chain broken",
                trouble=finding.damage.value,
                number=finding.seq,
                cure="madobe audit verify",
            )
        if self._found or stretch.is_end:
            self._remember(program, known)

    def _begin_night(self, look: Work) -> None:
        night = anchoring.evening_of(look.now)
        if night != self._night:
            self._see()
            self._night, self._place, self._found = night, BEGINNING, set()

    def _go_on(self, stretch: audit_chain.Stretch, *, is_lost: bool) -> None:
        """On from there; where the place itself is gone, from the beginning."""
        if is_lost:
            self._see()
        self._place = BEGINNING if is_lost else stretch.place

    def _see(self) -> None:
        """A place that was reached counts as an anchor for as long as this process lives."""
        if self._place != BEGINNING:
            self._seen.setdefault(self._place.seq, self._place.mac)

    def _remember(self, program: Program, known: str | None) -> None:
        first = min(self._found, key=lambda each: each.seq, default=None)
        now = f"{first.damage.value} {first.seq}" if first is not None else None
        if now != known:
            with program.open_work() as work:
                facts.remember(work, _FACT, program.settings.line_channel_id, now or _WELL)


def trouble(look: Work, channel_id: str) -> str | None:
    """What the patrol has found last, as ``changed 17``; None where all is well, or not walked."""
    found = facts.find(look, _FACT, channel_id)
    return None if found == _WELL else found
