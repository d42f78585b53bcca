"""What stands on the sheet, line by line: the same for the page and for the file."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from console.incident_words import (
    AGREED,
    CAUSES,
    DECISION,
    DECISIONS,
    KINDS,
    NEXT_AT,
    NOT_AGREED,
    PARTS,
    SHEET,
    SIGNS,
    WAITING,
)
from domain.clock import TOKYO
from domain.incident import CONFERENCES, EntryKind, Part
from services.incident_pages import ShownEntry
from services.incident_sheet import Sheet, SheetLine, Sign

Line = tuple[str, str]
"""What it is, and what is said of it."""

_WITH_SECONDS: Final = frozenset({EntryKind.MOMENT})


def fact_lines(sheet: Sheet) -> Iterator[Line]:
    """Whom and what it is about, in short."""
    yield SHEET["alias"], sheet.alias
    yield SHEET["number"], sheet.number or "—"
    yield SHEET["organisation"], sheet.organisation or "—"
    yield SHEET["counsellor"], sheet.counsellor or "—"
    yield SHEET["level"], f"R{sheet.level}"
    yield SHEET["cause"], CAUSES[sheet.cause]
    yield SHEET["started"], moment(sheet.started_at)
    yield SHEET["opened"], moment(sheet.opened_at)
    yield SHEET["opened_by"], sheet.opened_by
    yield SHEET["closed"], moment(sheet.closed_at) if sheet.closed_at else SHEET["running"]
    yield SHEET["outside"], sheet.outside.reveal() if sheet.outside else "—"


def course_line(line: SheetLine) -> tuple[str, str, str, str]:
    """When, what, who, and what was told of it."""
    at = moment(line.at, with_seconds=line.what in _WITH_SECONDS)
    who = line.who or SHEET["program"]
    if isinstance(line.what, Sign):
        return at, SIGNS[line.what], who, f"R{line.level}"
    return at, KINDS[line.what], who, _told(line.entry) if line.entry is not None else ""


def conference_lines(entry: ShownEntry) -> Iterator[Line]:
    """A conference, part by part; the decision and the next time stand after the policy."""
    if entry.parts is None:
        yield KINDS[entry.kind], SHEET["unreadable"]
        return
    for part, text in entry.parts.items():
        yield PARTS[part], text.reveal()
        if part is Part.POLICY and entry.decision is not None:
            yield DECISION, DECISIONS[entry.decision]
    if entry.next_at is not None:
        yield NEXT_AT, moment(entry.next_at)


def moment(at: datetime, *, with_seconds: bool = False) -> str:
    """A day and a time as a form has them: 2026/11/24 16:05."""
    there = at.astimezone(TOKYO)
    day = f"{there:%Y/%m/%d}"
    return f"{day} {there:%H:%M:%S}" if with_seconds else f"{day} {there:%H:%M}"


def _told(entry: ShownEntry) -> str:
    """The parts of an entry in one text; of a conference, which stands apart, the decision."""
    if entry.kind in CONFERENCES and entry.decision is not None:
        return DECISIONS[entry.decision]
    if entry.parts is None:
        return SHEET["unreadable"]
    names = [
        f"{PARTS[part]}: {text.reveal()}"
        for part, text in entry.parts.items()
        if part is not Part.WORDS
    ]
    words = [entry.parts[Part.WORDS].reveal()] if Part.WORDS in entry.parts else []
    second = [_second(entry)] if entry.needs_second else []
    return "\n".join(["　".join(names)] * bool(names) + words + second)


def _second(entry: ShownEntry) -> str:
    if entry.is_agreed is None:
        return WAITING
    return (AGREED if entry.is_agreed else NOT_AGREED) % {"name": entry.answered_by}
