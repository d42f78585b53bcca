"""Destinations as their pages show them. Nothing is changed here."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.checking import EntryAct
from services import destinations
from services.destinations import Shown
from services.work import Work
from storage.queries import destinations as rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCheck:
    """Who has made sure of it, and when last; ``is_own``: the destination itself."""

    member_id: UUID | None
    alias: str | None
    is_own: bool
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEntry:
    """A destination with all that staff see of it.

    ``checks`` are those of what stands there now, one of each person and one of the destination.
    ``newest`` is the number of its newest version. ``original`` is the row as it was pasted.
    """

    shown: Shown
    checks: tuple[ShownCheck, ...]
    newest: int
    original: str | None

    def checked_on(self, member_id: UUID) -> date | None:
        """When a member has made sure of it last."""
        return next((each.on for each in self.checks if each.member_id == member_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVersion:
    """What was done to an entry; ``alias`` is None for the program and for the destination."""

    number: int
    act: EntryAct
    alias: str | None
    is_own: bool
    at: datetime


def get_entry(work: Work, destination_id: UUID) -> ShownEntry:
    """One destination.

    Raises:
        NotFoundError: there is none.
    """
    return ShownEntry(
        shown=destinations.get(work, destination_id),
        checks=_checks(work, destination_id),
        newest=rows.newest_number(work.session, destination_id),
        original=rows.get(work.session, destination_id).original,
    )


def list_versions(work: Work, destination_id: UUID) -> tuple[ShownVersion, ...]:
    """What was done to an entry, the newest first."""
    return tuple(
        ShownVersion(
            number=version.number,
            act=version.act,
            alias=alias,
            is_own=version.is_own,
            at=version.made_at,
        )
        for version, alias in rows.versions(work.session, destination_id)
    )


def _checks(work: Work, destination_id: UUID) -> tuple[ShownCheck, ...]:
    latest: dict[UUID, ShownCheck] = {}
    for check, alias in rows.checks(work.session, destination_id):
        who = destinations.as_check(check).by
        latest.pop(who, None)
        latest[who] = ShownCheck(
            member_id=None if check.is_own else check.member_id,
            alias=None if check.is_own else alias,
            is_own=check.is_own,
            on=check.checked_on,
        )
    return tuple(latest.values())
