"""Anchors: where the audit log ends, once a day, in a file outside the database.

Whoever can write to the database can cut the log's end off, and whoever has the keyring too can
write it anew. Neither can be seen without something kept where they do not reach.
"""

import os
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from bot.wiring import Program
from domain.audit import THE_LOG, Act
from domain.audit_chain import Place, anchor_line, anchors_in
from domain.clock import TOKYO
from services import audit, audit_chain, facts

ANCHORED_FROM: Final = timedelta(hours=22, minutes=10)
"""Of the local day: after the evening's report. What is missed is made up for later."""

_FACT: Final = "audit_anchored"


def anchor_if_due(program: Program) -> None:
    """Add the end of the log to the file of anchors, once for each evening.

    Raises:
        OSError: the file cannot be written; it is tried again.
    """
    file = program.settings.audit_anchors
    if file is None:
        return
    channel_id = program.settings.line_channel_id
    with program.open_look() as look:
        evening = evening_of(look.now).isoformat()
        place = audit_chain.end_of(look)
        is_done = facts.find(look, _FACT, channel_id) == evening
    if place is None or is_done:
        return
    _add(file, anchor_line(place))
    with program.open_work() as work:
        facts.remember(work, _FACT, channel_id, evening)
        audit.note(work, Act.AUDIT_ANCHORED, actor_id=None, subject=THE_LOG)


def make_line(program: Program) -> str | None:
    """The end of the log as a line for a mail or a sheet of paper; None while it is empty."""
    with program.open_work() as work:
        place: Place | None = audit_chain.end_of(work)
        if place is not None:
            audit.note(work, Act.AUDIT_ANCHORED, actor_id=None, subject=THE_LOG)
    return anchor_line(place) if place is not None else None


def known_anchors(file: Path | None) -> dict[int, bytes]:
    """Every anchor in a file; none without one, or while it is not there yet.

    Raises:
        OSError: it is there and cannot be read.
    """
    try:
        return anchors_in(file.read_text(encoding="utf-8", errors="replace")) if file else {}
    except FileNotFoundError:
        return {}


def evening_of(now: datetime) -> date:
    """The local day whose evening was the last to be anchored by now."""
    return (now.astimezone(TOKYO) - ANCHORED_FROM).date()


def _add(file: Path, line: str) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as anchors:
        anchors.write(f"{line}\n")
        anchors.flush()
        os.fsync(anchors.fileno())
