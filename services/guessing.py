"""Guessing codes: every try is counted in the database before anybody looks whether it is right.

It is counted for whoever tries, then for each destination they stand for, then over all. Past the
free ones a count is locked, for longer each time, and a try that meets a locked count is counted
nowhere else: whoever is locked out locks nobody else out. A right code takes back what it counted
for, and one slip more. What is seen of it goes to supervisors and managers, and into the audit log.
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
from storage.queries import code_tries, destinations

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
    counted: list[tuple[bytes, Guessing, int]] = []
    for digest, allowed in _counts(work, key):
        failures = code_tries.count(
            work.session, digest, now=work.now, forgotten_before=work.now - FORGOTTEN_AFTER
        )
        if failures is None:
            for before, _, _ in counted:  # nothing was looked at: they have not failed
                code_tries.forgive(work.session, before, number=1)
            return False
        counted.append((digest, allowed, failures))
    for digest, allowed, failures in counted:
        if failures >= allowed.free:
            pause = PAUSES[min(failures - allowed.free, len(PAUSES) - 1)]
            code_tries.lock_until(work.session, digest, work.now + pause)
        if failures >= allowed.alarms_at:
            _tell(work, _seen_at(work, key) if allowed is OVER_ALL else key.destination_ids)
    return True


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

    The count over all begins anew: nobody elsewhere waits for what was looked at here.

    Raises:
        NotFoundError: there is no such alarm.
    """
    row = work.session.get(GuessingAlarm, alarm_id)
    if row is None:
        raise NotFoundError("No such alarm")
    if row.looked_at is None:
        row.looked_at, row.looked_by = work.now, member_id
        code_tries.begin_anew(work.session, _over_all(work))
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
        (mac("tries|by", key.used_by.encode(), key.whose), BY_WHOM),
        *((_at(work, each), AT_A_DESTINATION) for each in at),
        (_over_all(work), OVER_ALL),
    )


def _at(work: Work, destination_id: UUID) -> bytes:
    return work.house.seals.code_mac("tries|at", destination_id.bytes)


def _over_all(work: Work) -> bytes:
    return work.house.seals.code_mac("tries|all")


def _seen_at(work: Work, key: Key) -> Iterable[UUID]:
    """Where most is tried in vain: whoever slips once while others guess raises no alarm.

    Nowhere while an alarm is open: looking at that one is looking at this.
    """
    if code_tries.open_alarms(work.session):
        return ()
    failures = {
        each.id: code_tries.failures(work.session, _at(work, each.id))
        for each in destinations.entries(work.session)
        if each.withdrawn_at is None
    }
    return [max(sorted(failures), key=failures.__getitem__, default=min(key.destination_ids))]


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
