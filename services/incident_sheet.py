"""緊急対応記録票: an incident on one sheet, from what is known; nothing is typed again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, unique
from uuid import UUID

from sqlalchemy import select

from domain.alert import Origin
from domain.audit import Act
from domain.errors import NotFoundError
from domain.incident import CONFERENCES, Cause, EntryKind
from domain.secret import PrivateText
from services import (
    audit,
    incident_entries,
    incident_guests,
    incident_pages,
    incidents,
    shown,
)
from services.incident_pages import ShownEntry
from services.work import Work
from storage.models.alert import Alert, LevelChange
from storage.models.incident import Incident
from storage.models.record import Record
from storage.queries import incident_cover, visits


@unique
class Sign(StrEnum):
    """What the program knows by itself."""

    RAISED = "raised"
    CARRIED = "carried"
    SAID_ANEW = "said_anew"
    LOWERED = "lowered"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One line of the course: an entry, or a sign with its ``level``; ``who`` None: the program."""

    at: datetime
    what: EntryKind | Sign
    who: str | None
    level: int | None = None
    entry: ShownEntry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything on the sheet. ``number``: of the record, None while there is none.

    ``level`` is the highest there was; ``conferences`` stand apart from the ``lines``.
    """

    alias: str
    number: str | None
    organisation: str | None
    counsellor: str | None
    level: int
    cause: Cause
    started_at: datetime
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    outside: PrivateText | None
    lines: tuple[SheetLine, ...]
    conferences: tuple[ShownEntry, ...]
    made_at: datetime
    made_by: str


def make(work: Work, incident_id: UUID, *, member_id: UUID) -> Sheet:
    """The sheet as it stands now.

    Raises:
        NotFoundError: there is no such incident, or it is not this member's to keep; a guest of
            any role reads the page, and takes nothing along.
    """
    row = _kept(work, incident_id, member_id)
    page = incident_pages.look(work, incident_id, member_id=member_id)
    visit = visits.get(work.session, row.visit_id)
    talk = visit.conversation
    record = work.session.get(Record, row.visit_id)
    names = {each.code: each.name for each in work.house.schedule.organisations}
    return Sheet(
        alias=page.incident.alias,
        number=record.number if record is not None else None,
        organisation=names.get(row.organisation or "", row.organisation),
        counsellor=shown.member_alias(work, talk.counsellor_id) if talk is not None else None,
        level=page.incident.level,
        cause=row.cause,
        started_at=visit.started_at,
        opened_at=row.opened_at,
        opened_by=page.incident.opened_by,
        closed_at=row.closed_at,
        outside=page.outside,
        lines=_lines(work, row, page.entries),
        conferences=tuple(each for each in page.entries if each.kind in CONFERENCES),
        made_at=work.now,
        made_by=shown.member_alias(work, member_id) or "",
    )


def note_fetched(work: Work, incident_id: UUID, *, member_id: UUID) -> None:
    """Note that the sheet leaves the house as a file.

    Raises:
        NotFoundError: as ``make``.
    """
    row = _kept(work, incident_id, member_id)
    audit.note(work, Act.INCIDENT_SHEET, actor_id=member_id, subject=incident_entries.about(row))


def _kept(work: Work, incident_id: UUID, member_id: UUID) -> Incident:
    row = incidents.get(work, incident_id, member_id=member_id)
    is_guest = not incident_guests.may_let_in(work, row, member_id=member_id)
    if is_guest or not incidents.may_keep(work, row, member_id=member_id):
        raise NotFoundError("No such incident")
    return row


def _lines(work: Work, row: Incident, entries: tuple[ShownEntry, ...]) -> tuple[SheetLine, ...]:
    told = [
        SheetLine(at=each.happened_at, what=each.kind, who=each.author, entry=each)
        for each in entries
    ]
    about = [visit.id for visit in incident_cover.visits_of(work.session, row)]
    found = [*_changes(work, about), *_acknowledged(work, about), *told]
    return tuple(sorted(found, key=lambda line: line.at))


def _changes(work: Work, visit_ids: Sequence[UUID]) -> list[SheetLine]:
    changes = work.session.scalars(
        select(LevelChange)
        .where(LevelChange.visit_id.in_(visit_ids))
        .order_by(LevelChange.changed_at, LevelChange.id)
    ).all()
    return [
        SheetLine(
            at=each.changed_at,
            what=_what(each),
            who=shown.member_alias(work, each.changed_by),
            level=each.after,
        )
        for each in changes
    ]


def _what(change: LevelChange) -> Sign:
    if change.origin is Origin.CARRIED:
        return Sign.CARRIED
    if change.after == change.before:
        return Sign.SAID_ANEW
    return Sign.RAISED if change.after > change.before else Sign.LOWERED


def _acknowledged(work: Work, visit_ids: Sequence[UUID]) -> list[SheetLine]:
    alerts = work.session.scalars(
        select(Alert)
        .where(Alert.visit_id.in_(visit_ids), Alert.acknowledged_at.is_not(None))
        .order_by(Alert.acknowledged_at)
    ).all()
    return [
        SheetLine(
            at=each.acknowledged_at,
            what=Sign.ACKNOWLEDGED,
            who=shown.member_alias(work, each.acknowledged_by),
            level=each.level,
        )
        for each in alerts
        if each.acknowledged_at is not None
    ]
