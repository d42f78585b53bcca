"""How often somebody may fail: counted in the database before anybody looks whether it is right.

Six failures from one place, or thirty from anywhere, lock an account's door there for a minute;
each failure after that for longer. What is counted stands under keyed digests, and is forgotten
after a day. Where a member has been let in lately, only what fails there counts: strangers
elsewhere keep nobody out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, unique
from typing import Final
from uuid import UUID

from domain.audit import Act, Outcome, Subject, SubjectKind
from domain.place import place_of
from services import audit
from services.work import Work
from storage.queries import known_places, sign_in

FROM_ONE_PLACE: Final = 6
FROM_ANYWHERE: Final = 30
PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""How long the door is locked after the last free failure, the next, and so on."""

FORGOTTEN_AFTER: Final = timedelta(days=1)
KNOWN_FOR: Final = timedelta(days=30)
"""How long a place is known after a member was let in there."""

_NOBODY: Final = UUID(int=0)


@unique
class Door(StrEnum):
    """What is tried; each is counted by itself."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a word, not one
    FACTOR = "factor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """Who tries what, and from where; ``member_id`` is None for a name that nobody has."""

    door: Door
    member_id: UUID | None
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Whether the door is open to this try, and whether it locks if the try fails."""

    is_open: bool
    locks: bool = False


def count(work: Work, attempt: Try) -> Counted:
    """Count a try as failed; ``forgive`` it afterwards if it was right."""
    locks = False
    for digest, most in _doors(work, attempt):
        failures = sign_in.count_try(
            work.session,
            digest,
            member_id=attempt.member_id,
            now=work.now,
            forgotten_before=work.now - FORGOTTEN_AFTER,
        )
        if failures is None:
            return Counted(is_open=False)
        if failures >= most:
            pause = PAUSES[min(failures - most, len(PAUSES) - 1)]
            sign_in.lock_until(work.session, digest, work.now + pause)
            locks = True
    return Counted(is_open=True, locks=locks)


def forgive(work: Work, attempt: Try) -> None:
    """The try was right: this place begins anew and is known, and nothing is counted anywhere."""
    (near, _), *far = _doors(work, attempt)
    sign_in.forget_try(work.session, near, is_whole=True)
    for digest, _most in far:
        sign_in.forget_try(work.session, digest, is_whole=False)
    if attempt.member_id is not None:
        known = _known(work, attempt)
        known_places.add(work.session, known, member_id=attempt.member_id, now=work.now)


def note_refusal(work: Work, attempt: Try, counted: Counted, *, reason: str) -> None:
    """Put a try that failed into the audit log; ``reason`` is a closed word."""
    member_id = attempt.member_id
    subject = Subject(kind=SubjectKind.MEMBER, id=member_id) if member_id else None
    refused = Outcome.REFUSED
    audit.note(
        work, Act.SIGN_IN_REFUSED, actor_id=None, subject=subject, reason=reason, outcome=refused
    )
    if counted.locks:
        audit.note(work, Act.LOCKED_OUT, actor_id=None, subject=subject, reason=attempt.door.value)


def unlock(work: Work, member_id: UUID) -> None:
    """Open the member's doors again."""
    sign_in.forget_tries_of(work.session, member_id)


def purge(work: Work) -> None:
    """Remove what no longer counts, places long not seen, and links that lead nowhere."""
    before: datetime = work.now - FORGOTTEN_AFTER
    known_places.purge(work.session, seen_before=work.now - KNOWN_FOR)
    sign_in.purge(work.session, tried_before=before, expired_before=before)


def _doors(work: Work, attempt: Try) -> tuple[tuple[bytes, int], ...]:
    """The digests under which a try is counted, always in this order, and how many are free."""
    digest, kind = work.house.seals.sign_in_digest, f"tries|{attempt.door}"
    near = (digest(kind, _who(attempt), place_of(attempt.address).encode()), FROM_ONE_PLACE)
    since = work.now - KNOWN_FOR
    if known_places.is_known(work.session, _known(work, attempt), since=since):
        return (near,)
    return near, (digest(kind, _who(attempt)), FROM_ANYWHERE)


def _known(work: Work, attempt: Try) -> bytes:
    """The digest of a place where this very door was opened; one of them opens no other."""
    place = place_of(attempt.address).encode()
    return work.house.seals.sign_in_digest(f"known|{attempt.door}", _who(attempt), place)


def _who(attempt: Try) -> bytes:
    return (attempt.member_id or _NOBODY).bytes
