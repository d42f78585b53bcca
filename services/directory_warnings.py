"""Warnings of the directory: lines that run out within thirty days, and the texts naming them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services import directory, texts
from services.live import WAITING_LINE
from services.work import Work
from storage.models.directory import DirectoryWarning
from storage.queries import directory as rows
from texts.key import TextKey, TextKind
from texts.pointers import find_ways


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningOut:
    """A line that may be shown up to ``good_until``; ``days_left`` is negative once it is over.

    ``named_by`` are the texts in force that name its number or address.
    """

    entry_id: UUID
    name: str
    good_until: date
    days_left: int
    named_by: tuple[TextKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryNews:
    """What supervisors and managers have to know of the directory.

    ``usable`` counts the lines that may be shown today; ``ending`` run out, the soonest first.
    """

    usable: int
    ending: tuple[RunningOut, ...]

    @property
    def is_calm(self) -> bool:
        """Whether nobody has to do anything."""
        return self.usable > 0 and not self.ending


def news(work: Work) -> DirectoryNews:
    """How the directory stands today."""
    today = directory.today(work)
    usable = [
        line
        for line in directory.current(work).lines
        if line.may_be_named(today, with_examples=work.house.with_examples)
    ]
    return DirectoryNews(usable=len(usable), ending=running_out(work))


def running_out(work: Work) -> tuple[RunningOut, ...]:
    """The lines that run out within thirty days or have run out, the soonest first."""
    today = directory.today(work)
    ending = [
        (line.entry_id, line, until)
        for line in directory.current(work).lines
        if line.entry_id is not None and (until := line.standing.runs_out(today)) is not None
    ]
    named = naming_texts(work) if ending else {}
    found = [
        RunningOut(
            entry_id=entry_id,
            name=line.name,
            good_until=until,
            days_left=(until - today).days,
            named_by=named.get(directory.way_of(line.contact), ()),
        )
        for entry_id, line, until in ending
    ]
    return tuple(sorted(found, key=lambda each: (each.good_until, each.name)))


def naming_texts(work: Work) -> Mapping[str, tuple[TextKey, ...]]:
    """By number or address, the texts that name it, those held back because of it too."""
    edition = texts.edition(work)
    said = [
        (TextKey(kind=TextKind.NOTICE, name=name, language=language), notice.bubbles)
        for (name, language), notice in edition.notices.templates.items()
    ]
    said += [
        (TextKey(kind=TextKind.SNIPPET, name=name, language=language), (wording.body,))
        for (name, language), wording in edition.snippets.wordings.items()
    ]
    found: dict[str, dict[TextKey, None]] = {}
    for key, bubbles in said:
        for bubble in bubbles:
            for way in find_ways(bubble):
                found.setdefault(way, {})[key] = None
    for key, faults in edition.unusable.items():
        for fault in faults:
            found.setdefault(fault.word, {})[key] = None
    return {way: tuple(keys) for way, keys in found.items()}


def is_due(work: Work) -> bool:
    """Whether the nightly check would tell of something new."""
    return any(
        not rows.is_warned(work.session, each.entry_id, each.good_until)
        for each in running_out(work)
    )


def warn(work: Work) -> int:
    """Keep what is new since the last check, and tell open pages; gives how much it is."""
    new = [
        each
        for each in running_out(work)
        if not rows.is_warned(work.session, each.entry_id, each.good_until)
    ]
    for each in new:
        work.session.add(
            DirectoryWarning(entry_id=each.entry_id, good_until=each.good_until, warned_at=work.now)
        )
    if new:
        work.tell(WAITING_LINE)
    return len(new)
