"""Earlier: what a counsellor sees of the talks before, where the person wishes it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from domain.conversation import End, VisitState
from domain.earlier import Earlier
from domain.errors import NotFoundError
from services import incident_reasons, reading, returning, shown, supervision
from services.shown import ShownMessage
from services.work import Work
from storage.models.visit import Visit
from storage.queries import contacts as contact_rows
from storage.queries import messages, own_talks, visits

_MOST: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierTalk:
    """A talk before this one: with whom, when, how it ended."""

    visit_id: UUID
    began_at: datetime
    counsellor_alias: str
    end: End | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was before this visit, as far as one may know of it.

    ``choice``: what the person has said this time. ``is_hidden``: nothing of it is shown, by
    their wish or because it may be somebody else (``is_doubted``). ``talks``: newest first.
    ``risk``: the highest level of danger there was; for supervisors alone, hidden or not.
    """

    choice: Earlier | None
    is_hidden: bool
    is_doubted: bool
    talks: tuple[EarlierTalk, ...]
    risk: int


def look(
    work: Work, visit: Visit, *, member_id: UUID, is_supervisor: bool, with_talks: bool = True
) -> Before:
    """What this member may know of the talks before; whoever calls may read the visit itself.

    Without ``with_talks`` their list is left out.
    """
    contact = contact_rows.get(work.session, visit.contact_id)
    hidden = returning.is_hidden(work, visit)
    risks = own_talks.highest_risk_before(work.session, [visit.id]) if is_supervisor else {}
    return Before(
        choice=visit.earlier,
        is_hidden=hidden,
        is_doubted=contact.doubted_at is not None,
        talks=() if hidden or not with_talks else _readable(work, visit, member_id),
        risk=risks.get(visit.id, 0),
    )


def get_transcript(
    work: Work, visit_id: UUID, earlier_id: UUID, *, member_id: UUID
) -> tuple[EarlierTalk, tuple[ShownMessage, ...]]:
    """An earlier talk of the person one talks with now, to be read.

    Raises:
        NotFoundError: not this person's, not readable, not wished, or one has not this person.
    """
    visit = visits.get(work.session, visit_id)
    reading.require(work, visit, member_id=member_id)
    if returning.is_hidden(work, visit):
        raise NotFoundError("No such talk")
    found = [each for each in _readable(work, visit, member_id) if each.visit_id == earlier_id]
    if not found:
        raise NotFoundError("No such talk")
    incident_reasons.require(work, visits.get(work.session, earlier_id), member_id=member_id)
    rows = messages.of_visits(work.session, [earlier_id])
    return found[0], shown.in_transcript(work, rows)


def _readable(work: Work, visit: Visit, member_id: UUID) -> tuple[EarlierTalk, ...]:
    """Only with the person in one's hands: of one's own organisation, or opened by agreement."""
    if not _has_person(work, visit, member_id):
        return ()
    viewer = reading.viewer(work, member_id)
    return tuple(
        EarlierTalk(
            visit_id=each.id,
            began_at=talk.opened_at,
            counsellor_alias=visits.alias_of_member(work.session, talk.counsellor_id),
            end=each.end,
        )
        for each, talk in own_talks.earlier_talks(work.session, visit, most=_MOST)
        if talk.organisation == viewer.organisation
        or reading.can_read(work, each.id, member_id=member_id)
        if viewer.may_hear(talk.opened_at)
        if not incident_reasons.is_sealed(work, each, member_id=member_id)
    )


def _has_person(work: Work, visit: Visit, member_id: UUID) -> bool:
    talk = visit.conversation
    if talk is None or visit.state not in {VisitState.TALKING, VisitState.RESTING}:
        return False
    return talk.counsellor_id == member_id or supervision.is_beside(work, visit.id, member_id)
