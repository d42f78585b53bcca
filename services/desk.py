"""The desk: what the console shows. Nothing is changed here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from domain.changes import are_all
from domain.conversation import End, VisitState
from domain.secret import PrivateText
from routing.waiting_line import Place
from services import doubts, incident_reasons, line_order, organisations, reading, shown
from services.reading import Viewer
from services.shown import ShownMessage
from services.work import Work
from storage.queries import contacts, messages, presences, talks, visits
from storage.queries import offers as offer_rows

MOST_SHOWN: Final = 50
"""Of a long line so many are shown; whoever serves it looks at its beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPerson:
    """Somebody in the line, or who wrote outside the hours; ``position`` counts from 1.

    ``is_urgent``: danger or strong distress. ``asked_id``: the member who is being asked just now.
    """

    visit_id: UUID
    arrived_at: datetime
    is_urgent: bool
    alias: str = ""
    position: int = 0
    first_words: PrivateText | None = None
    message_count: int = 0
    asked_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkSummary:
    """One of the member's open talks; a resting one waits for the person's next word."""

    visit_id: UUID
    alias: str
    state: VisitState
    opened_at: datetime
    last_inbound_at: datetime | None
    last_words: PrivateText | None
    is_blocked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRecord:
    """An ended talk that has no record yet, and whose it is to write; None is one's own."""

    visit_id: UUID
    alias: str
    ended_at: datetime
    counsellor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A visit with its messages in order; ``revision`` is the latest change shown.

    ``is_words_alone``: of what was asked for, nothing but messages has changed.
    """

    visit_id: UUID
    alias: str
    state: VisitState
    counsellor_id: UUID | None
    counsellor_alias: str | None
    is_blocked: bool
    revision: int
    messages: tuple[ShownMessage, ...]
    is_words_alone: bool = False


def list_waiting(work: Work, *, member_id: UUID) -> tuple[WaitingPerson, ...]:
    """The beginning of the waiting line in order, without those this member may know."""
    viewer = reading.viewer(work, member_id)
    line = [
        (position, each)
        for position, each in enumerate(line_order.standings(work), start=1)
        if each.owner_id is None
    ][:MOST_SHOWN]
    asked = {offer.visit_id: offer.member_id for offer in offer_rows.open_now(work.session)}
    return _people(
        work,
        [
            (
                each.contact_id,
                replace(
                    _person(each.place), position=position, asked_id=asked.get(each.place.visit_id)
                ),
            )
            for position, each in line
        ],
        viewer,
    )


def count_waiting(work: Work) -> int:
    """How many wait."""
    return visits.count_waiting(work.session)


def list_overnight(work: Work, *, member_id: UUID) -> tuple[WaitingPerson, ...]:
    """Who wrote outside the hours and has not come in them yet, danger first."""
    viewer = reading.viewer(work, member_id)
    rows = visits.out_of_hours(work.session, most=MOST_SHOWN)
    return _people(work, [(row.contact_id, _person(line_order.place(row))) for row in rows], viewer)


def list_talks(work: Work, member_id: UUID) -> tuple[TalkSummary, ...]:
    """The member's open talks, oldest first."""
    rows = visits.talks_of(work.session, member_id)
    own = organisations.of_member(work, member_id)
    last = messages.last_inbound(work.session, [row.id for row in rows])
    return tuple(
        TalkSummary(
            visit_id=row.id,
            alias=shown.alias(work, row.contact_id, own),
            state=row.state,
            opened_at=row.conversation.opened_at,
            last_inbound_at=last[row.id].order_at if row.id in last else None,
            last_words=shown.words(work, last[row.id]) if row.id in last else None,
            is_blocked=contacts.get(work.session, row.contact_id).blocked_at is not None,
        )
        for row in rows
        if row.conversation is not None
    )


def list_missing_records(work: Work, member_id: UUID) -> tuple[MissingRecord, ...]:
    """The member's ended talks without a record, oldest first."""
    own = organisations.of_member(work, member_id)
    return tuple(
        MissingRecord(
            visit_id=row.id,
            alias=shown.alias(work, row.contact_id, own),
            ended_at=row.conversation.closed_at,
        )
        for row in visits.without_record(work.session, member_id)
        if row.conversation is not None and row.conversation.closed_at is not None
    )


def get_talk(work: Work, visit_id: UUID, *, member_id: UUID) -> Talk:
    """A talk with all its messages.

    Words left outside the hours just before this visit stand in front of it.

    Raises:
        NotFoundError: there is none, or it is not this member's to read.
        ReasonNeededError: it has ended, its incident is open, and they have not said why.
    """
    return _talk(work, visit_id, member_id, since=None)


def find_changes(work: Work, visit_id: UUID, *, member_id: UUID, since: int) -> Talk:
    """The talk with only the messages changed after a revision.

    Raises:
        NotFoundError: there is none, or it is not this member's to read.
    """
    return _talk(work, visit_id, member_id, since=since)


def require_readable(work: Work, visit_id: UUID, *, member_id: UUID) -> None:
    """The member may read this talk (``services.reading``).

    Raises:
        NotFoundError: there is no such talk, or not for this member.
    """
    reading.require(work, visits.get(work.session, visit_id), member_id=member_id)


def _talk(work: Work, visit_id: UUID, member_id: UUID, *, since: int | None) -> Talk:
    talks.gather(work.session, visit_id, member_id)
    visit = visits.get(work.session, visit_id)
    reading.require(work, visit, member_id=member_id)
    left = visits.left_before(work.session, visit, End.OUT_OF_HOURS_ONLY)
    incident_reasons.require(work, visit, member_id=member_id, left=left)
    counsellor_id = visit.conversation.counsellor_id if visit.conversation else None
    contact = contacts.get(work.session, visit.contact_id)
    viewer = reading.viewer(work, member_id)
    hidden_before = doubts.hidden_before(work, visit.id, contact, member_id=member_id)
    changed = messages.of_visits(work.session, [*left, visit.id], since=since)
    rows = [
        row
        for row in changed
        if viewer.may_hear(row.order_at)
        if hidden_before is None or row.order_at >= hidden_before
    ]
    return Talk(
        visit_id=visit.id,
        alias=shown.alias(work, visit.contact_id, viewer.organisation),
        state=visit.state,
        counsellor_id=counsellor_id,
        counsellor_alias=shown.member_alias(work, counsellor_id),
        is_blocked=contact.blocked_at is not None,
        revision=contact.revision,
        messages=shown.in_transcript(work, rows),
        is_words_alone=since is not None
        and are_all((row.revision for row in changed), since=since, until=contact.revision),
    )


def _person(place: Place) -> WaitingPerson:
    return WaitingPerson(
        visit_id=place.visit_id,
        arrived_at=place.arrived_at,
        is_urgent=place.risk > 0 or place.is_distressed,
    )


def _people(
    work: Work, found: Sequence[tuple[bytes, WaitingPerson]], viewer: Viewer
) -> tuple[WaitingPerson, ...]:
    """Those the viewer may meet, with their names, first words, and how many messages there are."""
    if not viewer.has_joined:
        return ()
    apart = presences.conflicts(work.session, [contact_id for contact_id, _ in found])
    people = [
        (contact_id, person)
        for contact_id, person in found
        if viewer.member_id not in apart.get(contact_id, frozenset())
    ]
    ids = [person.visit_id for _, person in people]
    first = shown.first_words(work, ids, since=viewer.reads_from)
    counts = messages.count_inbound(work.session, ids)
    return tuple(
        replace(
            person,
            alias=shown.alias(work, contact_id, viewer.organisation),
            first_words=first.get(person.visit_id),
            message_count=counts.get(person.visit_id, 0),
        )
        for contact_id, person in people
    )
