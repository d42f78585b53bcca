"""Lists of referrals as the console shows them: of one person, and what a member keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from domain.record_details import ReferStep, ReferTo
from domain.referral import ConsentState
from services import organisations, referral_keeping, returning, shown
from services.work import Work
from storage.models.referral import Referral
from storage.queries import referrals, visits

_CLOSED_SHOWN_FOR: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReferral:
    """One referral on a list. ``due_on``: the next day somebody looks at it."""

    id: UUID
    visit_id: UUID
    alias: str
    name: str
    kind: ReferTo
    consent: ConsentState
    is_put_off: bool
    step: ReferStep | None
    made_by: str
    made_at: datetime
    closed_at: datetime | None
    due_on: date | None
    is_due: bool


def list_readable(work: Work, *, member_id: UUID) -> tuple[ShownReferral, ...]:
    """The referrals this member keeps: what is due first, then the open ones, then the closed."""
    since = work.now - _CLOSED_SHOWN_FOR
    rows = referrals.open_or_closed_since(work.session, since)
    found = listed(work, rows, member_id=member_id)
    return tuple(sorted(found, key=lambda each: (each.closed_at is not None, not each.is_due)))


def list_of(work: Work, visit_id: UUID, *, member_id: UUID) -> tuple[ShownReferral, ...]:
    """What there is of the person of a visit: all of this visit, and whatever else is open.

    What was before is left out where the person does not wish it to be seen.

    Whoever calls has made sure that the member may read the talk.
    """
    visit = visits.get(work.session, visit_id)
    contact_id = None if returning.is_hidden(work, visit) else visit.contact_id
    return listed(work, referrals.around(work.session, visit_id, contact_id), member_id=member_id)


def made_in(work: Work, visit_id: UUID, *, member_id: UUID) -> tuple[ShownReferral, ...]:
    """What was referred in one visit, for its record; the oldest first."""
    return listed(work, referrals.of_visit(work.session, visit_id), member_id=member_id)


def listed(work: Work, rows: Sequence[Referral], *, member_id: UUID) -> tuple[ShownReferral, ...]:
    """Those of these rows that the member keeps."""
    kept = [row for row in rows if referral_keeping.may_keep(work, row, member_id=member_id)]
    own = organisations.of_member(work, member_id)
    due = referrals.next_due(work.session, [row.id for row in kept])
    names = shown.member_aliases(work, [row.made_by for row in kept])
    today = referral_keeping.today(work)
    return tuple(
        ShownReferral(
            id=row.id,
            visit_id=row.visit_id,
            alias=shown.alias(work, row.contact_id, own),
            name=row.name,
            kind=ReferTo(row.kind),
            consent=row.consent,
            is_put_off=row.put_off_at is not None,
            step=row.step,
            made_by=names[row.made_by],
            made_at=row.made_at,
            closed_at=row.closed_at,
            due_on=due.get(row.id),
            is_due=row.id in due and due[row.id] <= today,
        )
        for row in kept
    )
