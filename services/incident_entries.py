"""What is told of an incident: entries with a time, added and never changed, their words sealed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.clock import TOKYO
from domain.errors import EmptyTextError, SealError, TextTooLongError
from domain.incident import LONGEST, PARTS, Decision, EntryKind, Part, missing
from domain.message import without_my_number
from domain.secret import PrivateText
from domain.statistics.fact import FactCode, FactKind
from services import audit, stat_facts
from services.live import ALERTS
from services.work import Work
from storage.models.incident import Incident, IncidentEntry
from storage.models.visit import Visit
from storage.queries import messages

_MINUTE = timedelta(minutes=1)

Parts = Mapping[Part, PrivateText]
"""What is written, part by part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody has to tell; ``happened_at`` is not later than now.

    A conference has its ``decision`` and the time of the next one, ``next_at``.
    """

    kind: EntryKind
    happened_at: datetime
    parts: Parts = field(default_factory=dict)
    decision: Decision | None = None
    next_at: datetime | None = None


def add(
    work: Work,
    incident: Incident,
    told: Told,
    *,
    member_id: UUID,
    visit_id: UUID | None = None,
) -> IncidentEntry:
    """Add an entry to an incident whose contact is locked; whoever calls has asked who may.

    ``visit_id``: the later visit that brought it; without, the entry is the incident's own.

    Raises:
        EmptyTextError: a part it needs is blank, or a conference has no decision or next time.
        TextTooLongError: a part is longer than is kept.
    """
    given = {part: text for part, text in told.parts.items() if part in PARTS[told.kind]}
    _require_whole(told, given)
    row = IncidentEntry(
        id=uuid4(),
        incident_id=incident.id,
        visit_id=visit_id or incident.visit_id,
        kind=told.kind,
        decision=told.decision,
        happened_at=_happened_at(told.happened_at, now=work.now),
        next_at=told.next_at,
        written_by=member_id,
        written_at=work.now,
    )
    _seal(work, row, given)
    work.session.add(row)
    work.session.flush()
    work.tell(ALERTS)
    _note_fact(work, incident, row)
    audit.note(
        work, Act.INCIDENT_TOLD, actor_id=member_id, subject=about(incident), reason=told.kind
    )
    return row


def about(incident: Incident) -> Subject:
    """By what the log knows an incident: the visit it is about."""
    return Subject(kind=SubjectKind.VISIT, id=incident.visit_id)


def opened(work: Work, row: IncidentEntry) -> dict[Part, PrivateText] | None:
    """The parts of an entry in the order they are read; None where they cannot be opened."""
    if row.sealed is None:
        return {}
    try:
        words = work.house.seals.open_words(
            work.session, row.visit_id, messages.place_of_incident_entry(row.id), row
        )
    except SealError:
        return None
    kept = json.loads(words.reveal())
    return {part: PrivateText(kept[part]) for part in PARTS[row.kind] if kept.get(part)}


def _note_fact(work: Work, incident: Incident, row: IncidentEntry) -> None:
    """That it was told, for statistics: the kind, the level by then, and the day it happened."""
    level = work.session.get_one(Visit, incident.visit_id).risk
    stat_facts.note(
        work,
        FactKind.INCIDENT,
        organisation=incident.organisation,
        codes={FactCode.ENTRY: row.kind, FactCode.LEVEL: str(level)},
        on=row.happened_at.astimezone(TOKYO).date(),
    )


def _happened_at(moment: datetime, *, now: datetime) -> datetime:
    """A form knows minutes: what happened in this one stands after what was told before it."""
    return now if moment > now - _MINUTE else moment


def _require_whole(told: Told, given: Parts) -> None:
    written = {part: text.reveal() for part, text in given.items()}
    if any(len(text) > LONGEST[part] for part, text in written.items()):
        raise TextTooLongError
    is_conference = Part.PARTICIPANTS in PARTS[told.kind]
    if is_conference and (told.decision is None or told.next_at is None):
        raise EmptyTextError
    if missing(told.kind, written, told.decision):
        raise EmptyTextError


def _seal(work: Work, row: IncidentEntry, given: Parts) -> None:
    kept = {
        part.value: without_my_number(text).reveal().strip()
        for part, text in given.items()
        if text.reveal().strip()
    }
    if not kept:
        return
    sealed = work.house.seals.seal_words(
        work.session,
        row.visit_id,
        messages.place_of_incident_entry(row.id),
        PrivateText(json.dumps(kept, ensure_ascii=False)),
    )
    row.sealed = sealed.sealed
    row.wrapped_key = sealed.wrapped_key
    row.key_generation = sealed.key_generation
