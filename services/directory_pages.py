"""The directory as its pages show it. Nothing is changed here."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from domain.checking import EntryAct, EntryState
from domain.directory import Audience, LineFacts, Purpose
from routing import hours
from routing.lines import ANYBODY, Line, open_lines
from routing.spoken_lines import Speaker, urgent_lines
from services import directory, directory_keeping, texts
from services.work import Work
from storage.models.directory import DirectoryEntry
from storage.queries import directory as rows
from texts.language import Language

CHILD: Final = ANYBODY | {Audience.UNDER_18}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCheck:
    """Who has made sure of it, and when last."""

    member_id: UUID
    alias: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """An entry. ``good_until`` is the last day on which it may be shown, where there is one.

    ``checks`` are those of what stands there now, one of each person. ``newest`` is the number of
    its newest version. ``original`` is the row as it was pasted.
    """

    entry_id: UUID
    facts: LineFacts
    state: EntryState
    good_until: date | None
    days_left: int | None
    checks: tuple[ShownCheck, ...]
    is_open: bool
    newest: int
    original: str | None

    def checked_on(self, member_id: UUID) -> date | None:
        """When a member has made sure of it last."""
        return next((each.on for each in self.checks if each.member_id == member_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVersion:
    """What was done to an entry; ``alias`` is None for the program itself."""

    number: int
    act: EntryAct
    alias: str | None
    at: datetime
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What would be named at a moment: in a hurry, while it is closed, to somebody under 18."""

    urgent: tuple[Line, ...]
    closed: tuple[Line, ...]
    young: tuple[Line, ...]


def list_lines(work: Work) -> tuple[ShownLine, ...]:
    """Every entry, those that were withdrawn last."""
    checks = _checks(work, None)
    shown = [_shown(work, row, checks.get(row.id, ())) for row in rows.entries(work.session)]
    return tuple(sorted(shown, key=lambda each: each.state is EntryState.WITHDRAWN))


def get_line(work: Work, entry_id: UUID) -> ShownLine:
    """One entry.

    Raises:
        NotFoundError: there is none.
    """
    row = rows.get(work.session, entry_id)
    return _shown(work, row, _checks(work, entry_id).get(entry_id, ()))


def list_versions(work: Work, entry_id: UUID) -> tuple[ShownVersion, ...]:
    """What was done to an entry, the newest first."""
    return tuple(
        ShownVersion(
            number=version.number,
            act=version.act,
            alias=alias,
            at=version.made_at,
            contact=version.contact,
        )
        for version, alias in rows.versions(work.session, entry_id)
    )


def named_at(work: Work, at: datetime) -> Named:
    """What would be named at a moment, as the directory stands now."""
    found, with_examples = directory.current(work), work.house.with_examples
    speaker = Speaker(
        notices=texts.current(work),
        language=Language.JAPANESE,
        now=at,
        with_examples=with_examples,
    )
    return Named(
        urgent=urgent_lines(speaker, found),
        closed=open_lines(
            found,
            now=at,
            purposes={Purpose.LISTENING, Purpose.CENTRE},
            with_examples=with_examples,
        ),
        young=open_lines(
            found,
            now=at,
            purposes={Purpose.YOUNG, Purpose.CRISIS},
            with_examples=with_examples,
            audience=CHILD,
        ),
    )


def _shown(work: Work, row: DirectoryEntry, checks: tuple[ShownCheck, ...]) -> ShownLine:
    today = directory.today(work)
    known = {line.entry_id: line for line in directory.current(work).lines}
    line = known[row.id]
    until = line.good_until(today)
    return ShownLine(
        entry_id=row.id,
        facts=directory_keeping.facts_of(row),
        state=line.state(today),
        good_until=until,
        days_left=(until - today).days if until is not None else None,
        checks=checks,
        is_open=line.hours is not None and hours.is_open(line, now=work.now),
        newest=rows.newest_number(work.session, row.id),
        original=row.original,
    )


def _checks(work: Work, entry_id: UUID | None) -> dict[UUID, tuple[ShownCheck, ...]]:
    """By entry the last check of each person, oldest first."""
    latest: dict[UUID, dict[UUID, ShownCheck]] = {}
    for check, alias in rows.checks(work.session, entry_id):
        found = latest.setdefault(check.entry_id, {})
        found.pop(check.member_id, None)
        found[check.member_id] = ShownCheck(
            member_id=check.member_id, alias=alias, on=check.checked_on
        )
    return {entry: tuple(found.values()) for entry, found in latest.items()}
