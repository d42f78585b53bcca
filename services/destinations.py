"""Destinations: what may be named at this moment, and what there is. Everything asks here."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from domain.checking import Check, EntryState, Standing, assured_on
from domain.clock import TOKYO
from domain.destination import (
    CHECK_HOLDS_MONTHS,
    FACTS,
    Audience,
    Day,
    DestinationFacts,
    Extra,
    Offer,
    Way,
)
from domain.destination_search import Wanted, found
from domain.record_details import Area
from services.work import Work
from storage.models.destination import Destination, DestinationCheck
from storage.queries import destinations as rows

_SETS: Final = {
    "audience": Audience, "ways": Way, "offers": Offer, "days": Day, "areas": Area,
}  # fmt: skip
_COLUMNS: Final = tuple(name for name in FACTS if name not in {*_SETS, "extra"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A destination and how it stands today.

    ``good_until`` is the last day on which it may be named, where there is one, ``days_left``
    until then; ``runs_out`` the same day where it is near or over; ``assured_on`` the day from
    which it counts. ``is_nameable``: staff may refer to it today; ``may_be_shown``: the person may
    be shown it as well, all but what is for staff (``domain.destination.FOR_STAFF``).
    ``is_example`` is made up, for the demo.
    """

    id: UUID
    facts: DestinationFacts
    state: EntryState
    good_until: date | None
    days_left: int | None
    runs_out: date | None
    assured_on: date | None
    is_nameable: bool
    is_example: bool = False

    @property
    def may_be_shown(self) -> bool:
        """Whether a person may be shown it today."""
        return self.is_nameable and self.facts.may_show


def usable(work: Work) -> tuple[Shown, ...]:
    """The destinations a person may be shown today: made sure of, valid, and not for staff only."""
    return tuple(each for each in list_all(work) if each.may_be_shown)


def usable_by_staff(work: Work) -> tuple[Shown, ...]:
    """Those somebody may be referred to today, with those for the eyes of staff only."""
    return tuple(each for each in list_all(work) if each.is_nameable)


def list_all(work: Work) -> tuple[Shown, ...]:
    """Every destination in its order, those that were withdrawn last."""
    checks = _checks(work, None)
    shown = [_shown(work, row, checks.get(row.id, ())) for row in rows.entries(work.session)]
    return tuple(sorted(shown, key=lambda each: each.state is EntryState.WITHDRAWN))


def search(work: Work, wanted: Wanted) -> tuple[Shown, ...]:
    """The destinations that are wanted, the best first; withdrawn ones are not among them."""
    standing = [each for each in list_all(work) if each.state is not EntryState.WITHDRAWN]
    return tuple(found(standing, wanted, facts_of=lambda each: each.facts))


def get(work: Work, destination_id: UUID) -> Shown:
    """One destination, however it stands.

    Raises:
        NotFoundError: there is none.
    """
    row = rows.get(work.session, destination_id)
    return _shown(work, row, _checks(work, destination_id).get(destination_id, ()))


def facts_of(row: Destination) -> DestinationFacts:
    """What an entry says."""
    values: dict[str, Any] = {name: getattr(row, name) for name in _COLUMNS}
    for name, words in _SETS.items():
        values[name] = frozenset(map(words, filter(None, getattr(row, name).split(","))))
    extra = tuple(Extra(heading=head, printed=said) for head, said in json.loads(row.extra))
    return DestinationFacts(**values, extra=extra)


def columns_of(facts: DestinationFacts) -> dict[str, object]:
    """The same as columns of the table."""
    values = {name: getattr(facts, name) for name in _COLUMNS}
    sets = {name: ",".join(sorted(getattr(facts, name))) for name in _SETS}
    extra = [[each.heading, each.printed] for each in facts.extra]
    return values | sets | {"extra": json.dumps(extra, ensure_ascii=False)}


def standing_of(row: Destination, checks: Sequence[Check]) -> Standing:
    """What decides whether an entry may be shown."""
    return Standing(
        months=CHECK_HOLDS_MONTHS,
        checks=tuple(checks),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        is_complete=facts_of(row).is_complete,
        is_withdrawn=row.withdrawn_at is not None,
        is_example=row.is_example,
    )


def as_check(row: DestinationCheck) -> Check:
    """Who counts as having made sure: the member, or the destination for all its own people."""
    who = row.destination_id if row.is_own or row.member_id is None else row.member_id
    return Check(by=who, on=row.checked_on)


def today(work: Work) -> date:
    """The local day of this act."""
    return work.now.astimezone(TOKYO).date()


def _shown(work: Work, row: Destination, checks: Sequence[Check]) -> Shown:
    day, standing = today(work), standing_of(row, checks)
    until = standing.good_until(day)
    return Shown(
        id=row.id,
        facts=facts_of(row),
        state=standing.state(day),
        good_until=until,
        days_left=(until - day).days if until is not None else None,
        runs_out=standing.runs_out(day),
        assured_on=assured_on(checks, on=day),
        is_nameable=standing.may_be_named(day, with_examples=work.house.with_examples),
        is_example=row.is_example,
    )


def _checks(work: Work, destination_id: UUID | None) -> dict[UUID, list[Check]]:
    by_entry: dict[UUID, list[Check]] = {}
    for check, _ in rows.checks(work.session, destination_id):
        by_entry.setdefault(check.destination_id, []).append(as_check(check))
    return by_entry
