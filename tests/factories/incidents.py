"""Incidents: opened, told of, met over, asked to end."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from domain.alert import Origin
from domain.incident import Cause, Decision, EntryKind, Lamp, Part
from domain.secret import PrivateText
from services import incident_day, incident_pages, incident_requests, incidents
from services.incident_entries import Told
from storage.models.alert import LevelChange
from storage.models.visit import Visit
from tests.machinery.evening import Evening, new_key

MET = {
    Part.PARTICIPANTS: "こはく、みどり",
    Part.FACTS: "薬を並べたと書かれた",
    Part.VIEW: "今夜は落ち着かれた",
    Part.POLICY: "明日こちらから声をかける",
    Part.OWNER: "みどり",
    Part.WATCHER: "こはく",
    Part.UNTIL_NEXT: "県の保健師にたずねる",
}
"""The parts of a conference."""


def opens(evening: Evening, visit_id: UUID, member_id: UUID) -> UUID:
    """A supervisor opens the incident of a visit; gives it."""
    with evening.program.open_work() as work:
        return incidents.open_for(work, visit_id, member_id=member_id, cause=Cause.TALK)


def tells(
    evening: Evening,
    incident_id: UUID,
    member_id: UUID,
    words: str = "声をかけた",
    kind: EntryKind = EntryKind.NOTICED,
) -> UUID:
    """Add a line to the memo."""
    told = Told(kind=kind, happened_at=evening.now, parts={Part.WORDS: PrivateText(words)})
    with evening.program.open_work() as work:
        return incidents.tell(work, incident_id, told, member_id=member_id)


def meets(
    evening: Evening,
    incident_id: UUID,
    member_id: UUID,
    *,
    decision: Decision | None = Decision.WATCH,
    next_at: datetime | None = None,
    parts: Mapping[str, str] | None = None,
) -> UUID:
    """Hold a conference; ``parts`` stand in the place of the usual ones."""
    given = {part: (parts or {}).get(part.value, text) for part, text in MET.items()}
    told = Told(
        kind=EntryKind.CONFERENCE,
        happened_at=evening.now,
        parts={part: PrivateText(text) for part, text in given.items()},
        decision=decision,
        next_at=next_at or evening.now + timedelta(days=1),
    )
    with evening.program.open_work() as work:
        return incidents.tell(work, incident_id, told, member_id=member_id)


def asks(
    evening: Evening,
    incident_id: UUID,
    member_id: UUID,
    kind: EntryKind = EntryKind.OVER,
) -> UUID:
    """Ask for what takes two."""
    told = Told(kind=kind, happened_at=evening.now, parts={Part.WORDS: PrivateText("落ち着かれた")})
    with evening.program.open_work() as work:
        return incident_requests.ask(work, incident_id, told, member_id=member_id)


def answers(
    evening: Evening, incident_id: UUID, entry_id: UUID, member_id: UUID, *, is_agreed: bool = True
) -> None:
    """Answer as the second person."""
    with evening.program.open_work() as work:
        incident_requests.answer(
            work, incident_id, entry_id, member_id=member_id, is_agreed=is_agreed
        )


def reaches(evening: Evening, visit_id: UUID, level: int) -> None:
    """A visit's level of danger goes up."""
    with evening.program.open_work() as work:
        visit = work.session.get_one(Visit, visit_id)
        work.session.add(
            LevelChange(
                id=new_key(),
                visit_id=visit_id,
                before=visit.risk,
                after=level,
                origin=Origin.COUNSELLOR,
                changed_at=work.now,
            )
        )
        visit.risk = level


def lamps(evening: Evening, member_id: UUID) -> list[Lamp | None]:
    """What lights the lamp for a member."""
    with evening.program.open_look() as look:
        return [each.what for each in incident_day.list_lamps(look, member_id=member_id)]


def look(evening: Evening, incident_id: UUID, member_id: UUID) -> incident_pages.IncidentPage:
    """An incident as a member sees it."""
    with evening.program.open_look() as work:
        return incident_pages.look(work, incident_id, member_id=member_id)
