"""Papers nobody at their destination has opened: whom to ring, and who may be told by mail.

What goes out is one constant sentence (``bot.notifying``), by day and never on the day a paper was
handed on: when it came tells nothing of the talk.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.clock import TOKYO
from domain.portal import TOLD_AGAIN_AFTER, UNREAD_AFTER
from domain.programme import is_telling_hour
from services import destinations, leases, portal_members
from services.work import Work
from storage.models.member import Member
from storage.models.referral import HandOverPaper
from storage.queries import referrals


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A destination with a paper nobody there has opened; ``contact`` is the one for staff.

    ``has_staff``: somebody there can sign in, and so read it.
    """

    destination_id: UUID
    name: str
    contact: str
    has_staff: bool


def list_unread(work: Work) -> tuple[Unread, ...]:
    """Where somebody is to ring: a paper lies there for three days, or nobody could read it."""
    old = work.now.astimezone(TOKYO).date() - UNREAD_AFTER
    found = []
    for destination_id, since in _first_days(work).items():
        has_staff = any(
            not each.is_invited for each in portal_members.staff_of(work, destination_id)
        )
        if has_staff and since > old:
            continue
        facts = destinations.get(work, destination_id).facts
        found.append(
            Unread(
                destination_id=destination_id,
                name=facts.name,
                contact=facts.staff_contact or facts.contact,
                has_staff=has_staff,
            )
        )
    return tuple(sorted(found, key=lambda each: (each.name, each.destination_id)))


def due(work: Work, ways: Collection[str]) -> Sequence[UUID]:
    """The staff to tell now, of those who have one of these ``ways`` (``way_of``)."""
    if not is_telling_hour(work.now):
        return ()
    today = work.now.astimezone(TOKYO).date()
    waiting = (each for each, since in _first_days(work).items() if since < today)
    ids = {
        staff.member_id
        for each in waiting
        for staff in portal_members.staff_of(work, each)
        if not staff.is_invited
    }
    return sorted(each for each in ids if way_of(work, each) in ways)


def next_way(work: Work, member_id: UUID, ways: Collection[str], *, holder: str) -> str | None:
    """By which way somebody is to be told; None where they are not, or were in the last days."""
    if member_id not in due(work, ways):
        return None
    if not leases.hold(work, member_id.hex, holder, for_=TOLD_AGAIN_AFTER):
        return None
    return way_of(work, member_id)


def way_of(work: Work, member_id: UUID) -> str:
    """The name under which the file of ways may have an address of theirs: ``portal_hidamari``."""
    return f"portal_{work.session.get_one(Member, member_id).login.lower()}"


def _first_days(work: Work) -> dict[UUID, date]:
    """Since when a destination in use has something unread."""
    found: dict[UUID, date] = {}
    for paper, released_on in _unread(work):
        known = found.get(paper.destination_id, released_on)
        found[paper.destination_id] = min(known, released_on)
    return found


def _unread(work: Work) -> Iterator[tuple[HandOverPaper, date]]:
    for paper in referrals.unread_papers(work.session, now=work.now):
        if paper.released_at is not None and portal_members.is_in_use(work, paper.destination_id):
            yield paper, paper.released_at.astimezone(TOKYO).date()
