"""The directory of support lines: what may be shown at this moment. Everything asks here.

Notices, snippets, pages and what a counsellor types: nothing names a line by another way.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.checking import Check
from domain.clock import TOKYO
from domain.directory import WRONG_NUMBERS, Audience, Purpose
from routing.line_hours import LineHours
from routing.line_hours_words import HoursError, read_hours
from routing.lines import ANYBODY, Directory, Line, open_lines
from services.work import Work
from storage.models.directory import DirectoryEntry
from storage.queries import directory as rows
from texts.pointers import EMERGENCY, plain_address, plain_number

EVERY_PURPOSE: Final = frozenset(Purpose)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Numbers and addresses as ``texts.pointers`` writes them.

    ``known`` are those of all lines, each with whether it may be named today; those of ``silent``
    may be, but nobody answers there at this minute.
    """

    known: dict[str, bool]
    silent: frozenset[str]


def current(work: Work) -> Directory:
    """Every line, found anew only where something has been done to an entry since."""
    stamp = rows.stamp(work.session)
    shelf = work.house.shelf
    if shelf.found is not None and shelf.found[0] == stamp:
        return shelf.found[1]
    checks: dict[object, list[Check]] = {}
    for check, _ in rows.checks(work.session):
        made = Check(by=check.member_id, on=check.checked_on)
        checks.setdefault(check.entry_id, []).append(made)
    lines = tuple(as_line(row, checks.get(row.id, ())) for row in rows.entries(work.session))
    here = {line.contact for line in lines}
    found = Directory(
        lines=(*lines, *work.house.examples),
        former=frozenset(rows.contacts_ever(work.session)) - here - {""},
    )
    shelf.found = (stamp, found)
    return found


def lines_now(
    work: Work,
    *,
    purposes: Collection[Purpose] = EVERY_PURPOSE,
    audience: frozenset[Audience] = ANYBODY,
) -> tuple[Line, ...]:
    """The lines for this that may be shown at this minute: text before voice, three at the most."""
    return open_lines(
        current(work),
        now=work.now,
        purposes=purposes,
        with_examples=work.house.with_examples,
        audience=audience,
    )


def ways(work: Work) -> Ways:
    """Which numbers and addresses a text may name. The emergency numbers are always right."""
    found, shelf = current(work), work.house.shelf
    # The hours of a line begin and end with a minute, and its validity with a day.
    made_of = (found, work.now.replace(second=0, microsecond=0), work.house.with_examples)
    kept = shelf.ways
    if kept is None or kept[0] != made_of:
        made = _ways(work, found)
        kept = shelf.ways = (made_of, made.known, made.silent)
    return Ways(known=kept[1], silent=kept[2])


def _ways(work: Work, found: Directory) -> Ways:
    day = today(work)
    known = dict.fromkeys(WRONG_NUMBERS, False)
    known |= dict.fromkeys(map(way_of, found.former), False)
    answering: set[str] = set()
    for line in found.lines:
        way = way_of(line.contact)
        may_be_named = line.may_be_named(day, with_examples=work.house.with_examples)
        known[way] = known.get(way, False) or may_be_named
        if line.answers(work.now, with_examples=work.house.with_examples):
            answering.add(way)
    for way in ("", *EMERGENCY):
        known.pop(way, None)
    silent = frozenset(way for way, is_good in known.items() if is_good) - answering
    return Ways(known=known, silent=silent)


def as_line(row: DirectoryEntry, checks: Iterable[Check]) -> Line:
    """An entry as it is judged."""
    return Line(
        name=row.name,
        purpose=row.purpose,
        means=row.means,
        contact=row.contact,
        hours=_hours(row.hours),
        audience=audience_of(row),
        serves_here=row.serves_here,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        checks=tuple(checks),
        is_withdrawn=row.withdrawn_at is not None,
        entry_id=row.id,
    )


def audience_of(row: DirectoryEntry) -> frozenset[Audience]:
    """For whom an entry is."""
    return frozenset(Audience(word) for word in row.audience.split(",") if word)


def way_of(contact: str) -> str:
    """A contact as texts are searched for it."""
    is_address = contact.startswith("https:")
    return plain_address(contact) if is_address else plain_number(contact)


def today(work: Work) -> date:
    """The local day of this act."""
    return work.now.astimezone(TOKYO).date()


def _hours(written: str) -> LineHours | None:
    try:
        return read_hours(written) if written else None
    except HoursError:  # of another release: nobody knows its hours then
        return None
