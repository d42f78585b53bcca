"""The broken glasses as the pages show them: what is asked for, what is open, what was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from domain.clock import TOKYO
from domain.errors import NotFoundError
from domain.glass import ALONE_AFTER, OPEN_FOR, GlassReason, GlassState, may_be_announced, state
from services import shown
from services.work import Work
from storage.models.glass import Glass
from storage.models.member import Member
from storage.queries import glasses, visits

_LOOKED_BACK: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGlass:
    """One asking. ``person`` only for members of the talk's organisation.

    ``granted_by``: open without one, it was announced. ``alone_from``: when whoever asks may open
    it without a second person; ``may_announce``: that is now. ``closes_at`` once it is open.
    ``may_note``: opened without a second person by another, and seen by nobody yet.
    """

    id: UUID
    state: GlassState
    reason: GlassReason
    asked_by: str
    organisation: str | None
    person: str | None
    asked_at: datetime
    alone_from: datetime
    granted_by: str | None
    closes_at: datetime | None
    is_own: bool
    may_announce: bool
    may_note: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedTalk:
    """A talk that can be asked for: when, and with whom; not a word of it."""

    visit_id: UUID
    person: str
    counsellor: str
    opened_at: datetime
    closed_at: datetime | None


def list_recent(work: Work, *, member_id: UUID) -> tuple[ShownGlass, ...]:
    """Everything asked for or opened in the last day, the newest first."""
    rows = glasses.since(work.session, work.now - _LOOKED_BACK)
    return _shown(work, rows, member_id)


def list_news(work: Work, *, member_id: UUID) -> tuple[ShownGlass, ...]:
    """What others ask for or have open now, or opened alone and nobody has noted yet.

    Nobody who may look on should miss it.
    """
    rows = [row for row in glasses.news(work.session) if row.asked_by != member_id]
    found = _shown(work, rows, member_id)
    return tuple(each for each in found if each.may_note or each.state is not GlassState.OVER)


def list_ended_talks(work: Work, *, member_id: UUID, on: date) -> tuple[EndedTalk, ...]:
    """The talks of the member's own organisation that ended on a local day."""
    own = work.session.get_one(Member, member_id).organisation
    begins = datetime.combine(on, time(), TOKYO)
    found = glasses.ended_talks(work.session, own, between=(begins, begins + timedelta(days=1)))
    return tuple(
        EndedTalk(
            visit_id=visit.id,
            person=shown.alias(work, visit.contact_id, own),
            counsellor=shown.member_alias(work, talk.counsellor_id) or "",
            opened_at=talk.opened_at,
            closed_at=talk.closed_at,
        )
        for visit, talk in found
    )


def get_open(work: Work, glass_id: UUID, *, member_id: UUID) -> UUID:
    """The visit that is open to this member.

    Raises:
        NotFoundError: it is not, or not any more.
    """
    row = work.session.get(Glass, glass_id)
    if row is None or row.asked_by != member_id or _state(work, row) is not GlassState.OPEN:
        raise NotFoundError("No such glass")
    return row.visit_id


def _shown(work: Work, rows: Sequence[Glass], member_id: UUID) -> tuple[ShownGlass, ...]:
    own = work.session.get_one(Member, member_id).organisation
    organisations = {each.code: each.name for each in work.house.schedule.organisations}
    return tuple(
        ShownGlass(
            id=row.id,
            state=_state(work, row),
            reason=row.reason,
            asked_by=shown.member_alias(work, row.asked_by) or "",
            organisation=organisations.get(row.organisation or "", row.organisation),
            person=_person(work, row, own),
            asked_at=row.asked_at,
            alone_from=row.asked_at + ALONE_AFTER,
            granted_by=shown.member_alias(work, row.granted_by),
            closes_at=row.opened_at + OPEN_FOR if row.opened_at is not None else None,
            is_own=row.asked_by == member_id,
            may_announce=row.asked_by == member_id
            and may_be_announced(asked_at=row.asked_at, now=work.now),
            may_note=row.asked_by != member_id
            and row.opened_at is not None
            and row.granted_by is None
            and row.noted_by is None,
        )
        for row in rows
    )


def _person(work: Work, row: Glass, own: str | None) -> str | None:
    if row.organisation != own:
        return None
    return shown.alias(work, visits.get(work.session, row.visit_id).contact_id, own)


def _state(work: Work, row: Glass) -> GlassState:
    return state(
        asked_at=row.asked_at, opened_at=row.opened_at, ended_at=row.ended_at, now=work.now
    )
