"""Guessing codes: every try is counted in the database before anybody looks whether it is right.

It is counted for whoever tries, for each destination they stand for, and over all. Past the free
ones a count is locked, for longer each time; a right code takes back what it counted for, and one
slip more. What is seen of it goes to supervisors and managers, and into the audit log.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.errors import NotFoundError
from domain.portal import (
    AT_A_DESTINATION,
    BY_WHOM,
    FORGOTTEN_AFTER,
    OVER_ALL,
    PAUSES,
    Guessing,
    Key,
)
from services import audit
from services.work import Work
from storage.models.destination import Destination
from storage.models.referral_code import GuessingAlarm
from storage.queries import code_tries

_ITSELF_AND_A_SLIP: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An alarm nobody has looked at: at which destination."""

    id: UUID
    destination_id: UUID
    name: str


def count(work: Work, key: Key) -> bool:
    """Count a try as failed, and give whether the code may be looked at.

    ``forgive`` it afterwards if it was right.
    """
    is_open = True
    for digest, allowed in _counts(work, key):
        failures = code_tries.count(
            work.session, digest, now=work.now, forgotten_before=work.now - FORGOTTEN_AFTER
        )
        if failures is None:
            is_open = False
            continue
        if failures >= allowed.free:
            pause = PAUSES[min(failures - allowed.free, len(PAUSES) - 1)]
            code_tries.lock_until(work.session, digest, work.now + pause)
        if failures >= allowed.alarms_at:
            _tell(work, key.destination_ids)
    return is_open


def forgive(work: Work, key: Key) -> None:
    """The try was right."""
    for digest, _allowed in _counts(work, key):
        code_tries.forgive(work.session, digest, number=_ITSELF_AND_A_SLIP)


def alarms(work: Work) -> tuple[Seen, ...]:
    """What nobody has looked at, the oldest first."""
    return tuple(
        Seen(
            id=row.id,
            destination_id=row.destination_id,
            name=work.session.get_one(Destination, row.destination_id).name,
        )
        for row in code_tries.open_alarms(work.session)
    )


def look_at(work: Work, alarm_id: UUID, *, member_id: UUID) -> UUID:
    """A member has looked; a second one changes nothing. Gives the destination's id.

    Raises:
        NotFoundError: there is no such alarm.
    """
    row = work.session.get(GuessingAlarm, alarm_id)
    if row is None:
        raise NotFoundError("No such alarm")
    if row.looked_at is None:
        row.looked_at, row.looked_by = work.now, member_id
        _note(work, Act.GUESSING_LOOKED_AT, row.destination_id, actor_id=member_id)
    return row.destination_id


def purge(work: Work) -> None:
    """Remove counts that no longer count."""
    code_tries.purge(work.session, tried_before=work.now - FORGOTTEN_AFTER)


def _counts(work: Work, key: Key) -> tuple[tuple[bytes, Guessing], ...]:
    """The digests under which a try is counted, always in this order, and what each allows."""
    mac = work.house.seals.code_mac
    at = sorted(key.destination_ids)
    return (
        (mac("tries|all"), OVER_ALL),
        *((mac("tries|at", each.bytes), AT_A_DESTINATION) for each in at),
        (mac("tries|by", key.used_by.encode(), key.whose), BY_WHOM),
    )


def _tell(work: Work, destination_ids: Iterable[UUID]) -> None:
    for destination_id in sorted(destination_ids):
        if code_tries.has_open_alarm(work.session, destination_id):
            continue
        work.session.add(
            GuessingAlarm(
                id=uuid4(),
                destination_id=destination_id,
                seen_at=work.now,
                looked_by=None,
                looked_at=None,
            )
        )
        work.session.flush()
        _note(work, Act.GUESSING_SEEN, destination_id, actor_id=None)


def _note(work: Work, act: Act, destination_id: UUID, *, actor_id: UUID | None) -> None:
    subject = Subject(kind=SubjectKind.DESTINATION, id=destination_id)
    audit.note(work, act, actor_id=actor_id, subject=subject)
