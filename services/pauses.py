"""Pauses: after abuse a supervisor lets a person come again later; always with an end."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from domain.audit import Act, Subject, SubjectKind
from domain.conversation import End, Happening, VisitState
from domain.errors import NotFoundError, RefusedError
from domain.mark import ABUSE, ABUSE_IS_NEWS, Mark
from domain.pause import LENGTHS, PauseLength, is_in_force
from domain.risk_level import CONSULTED
from services import audit, closing, contacts, offers, pause_words, reading, shown
from services.live import WAITING_LINE
from services.visits import end_visit
from services.work import Work
from storage.models.contact import Contact
from storage.models.mark import MarkRow, Pause
from storage.models.visit import Visit
from storage.queries import contacts as contact_rows
from storage.queries import line, marks, pauses, presences, visits


class DangerFirstError(RefusedError):
    """There is danger in this visit: nobody is sent away."""

    code = "danger_first"


class AlreadyPausedError(RefusedError):
    """This person is in a pause already."""

    code = "already_paused"


class NoAbuseError(RefusedError):
    """Nobody has noted abuse of this visit."""

    code = "no_abuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPause:
    """A pause as supervisors see it; ``is_in_force`` until its end, or until it is lifted."""

    id: UUID
    alias: str
    visit_id: UUID
    kinds: tuple[Mark, ...]
    by: str
    decided_at: datetime
    until_at: datetime
    is_in_force: bool
    lifted_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedTalk:
    """A talk in which abuse was noted and nothing decided yet."""

    visit_id: UUID
    alias: str
    kinds: tuple[Mark, ...]
    marked_at: datetime
    is_dangerous: bool


def decide(work: Work, visit_id: UUID, *, length: PauseLength, member_id: UUID) -> UUID:
    """Let the person of a marked visit come again after a day or a week; gives the pause.

    A running talk ends with T45b, a place in the line is given up. Where the visit is over, the
    person is told when they next write.

    Raises:
        NotFoundError: there is none, or they may know the person.
        NoAbuseError: nobody has marked it.
        DangerFirstError: R2 or more. AlreadyPausedError: it is decided already.
    """
    line.lock(work.session)
    contact_rows.lock(work.session, visits.get(work.session, visit_id).contact_id)
    visit = visits.get(work.session, visit_id)
    if presences.is_conflict(work.session, visit.contact_id, member_id):
        raise NotFoundError("No such visit")
    contact = contact_rows.get(work.session, visit.contact_id)
    latest = visits.latest_of(work.session, contact.id) or visit
    _require(work, visit, latest)
    pause = Pause(
        id=uuid4(),
        contact_id=contact.id,
        visit_id=visit_id,
        decided_by=member_id,
        decided_at=work.now,
        until_at=work.now + LENGTHS[length],
    )
    work.session.add(pause)
    work.session.flush()
    _note(work, Act.CONTACT_PAUSED, visit_id, length, member_id)
    _send_home(work, contact, latest, pause, by=member_id)
    contacts.changed(work, contact, latest.id)
    return pause.id


def lift(work: Work, pause_id: UUID, *, member_id: UUID) -> None:
    """Let the person come again at once; over already, nothing changes. They are not told.

    Raises:
        NotFoundError: there is no such pause, or this supervisor may know the person.
    """
    contact_rows.lock(work.session, pauses.get(work.session, pause_id).contact_id)
    pause = pauses.get(work.session, pause_id)
    if _are_apart(work, pause, member_id):
        raise NotFoundError("No such pause")
    if not is_in_force(until_at=pause.until_at, lifted_at=pause.lifted_at, now=work.now):
        return
    pause.lifted_at, pause.lifted_by = work.now, member_id
    _note(work, Act.PAUSE_LIFTED, pause.visit_id, None, member_id)
    work.tell(WAITING_LINE)


def find_end(work: Work, contact_id: bytes) -> datetime | None:
    """Until when a person is in a pause; None where they are not."""
    pause = pauses.in_force(work.session, contact_id, now=work.now)
    return pause.until_at if pause is not None else None


def list_standing(work: Work, *, member_id: UUID) -> tuple[ShownPause, ...]:
    """Every pause in force, and those that ended in the last week; the one that ends last first."""
    own = reading.viewer(work, member_id).organisation
    rows = pauses.standing(work.session, since=work.now - ABUSE_IS_NEWS)
    return tuple(_shown(work, row, own) for row in rows if not _are_apart(work, row, member_id))


def list_undecided(work: Work, *, member_id: UUID) -> tuple[MarkedTalk, ...]:
    """The talks of the last days in which abuse was noted, and no pause decided; newest first."""
    own = reading.viewer(work, member_id).organisation
    found: dict[UUID, MarkedTalk] = {}
    for row in marks.since(work.session, ABUSE, work.now - ABUSE_IS_NEWS):
        is_decided = pauses.of_visit(work.session, row.visit_id)
        if row.visit_id in found or is_decided or _are_apart(work, row, member_id):
            continue
        found[row.visit_id] = MarkedTalk(
            visit_id=row.visit_id,
            alias=shown.alias(work, row.contact_id, own),
            kinds=_kinds(work, row.visit_id),
            marked_at=row.marked_at,
            is_dangerous=visits.get(work.session, row.visit_id).risk >= CONSULTED,
        )
    return tuple(found.values())


def _require(work: Work, visit: Visit, latest: Visit) -> None:
    if not _kinds(work, visit.id):
        raise NoAbuseError
    if max(visit.risk, latest.risk) >= CONSULTED:
        raise DangerFirstError
    if pauses.in_force(work.session, visit.contact_id, now=work.now) is not None:
        raise AlreadyPausedError


def _send_home(work: Work, contact: Contact, visit: Visit, pause: Pause, *, by: UUID) -> None:
    """End what runs; only whoever is there just now is told at once."""
    if visit.state in {VisitState.TALKING, VisitState.RESTING}:
        if visit.state is VisitState.TALKING and contact.blocked_at is None:
            pause_words.say_begun(work, contact, visit, pause.until_at)
        offers.withdraw_for(work, visit)
        closing.finish(work, contact, visit, End.PRANK, by=by)
    elif visit.state is VisitState.WAITING:
        if contact.blocked_at is None:
            pause_words.say_begun(work, contact, visit, pause.until_at)
        offers.withdraw_for(work, visit)
        end_visit(work, visit, Happening.LEFT_LINE, End.PRANK, work.now)
    contact.ticket_at = None


def _shown(work: Work, row: Pause, own: str | None) -> ShownPause:
    return ShownPause(
        id=row.id,
        alias=shown.alias(work, row.contact_id, own),
        visit_id=row.visit_id,
        kinds=_kinds(work, row.visit_id),
        by=visits.alias_of_member(work.session, row.decided_by),
        decided_at=row.decided_at,
        until_at=row.until_at,
        is_in_force=is_in_force(until_at=row.until_at, lifted_at=row.lifted_at, now=work.now),
        lifted_by=shown.member_alias(work, row.lifted_by),
    )


def _kinds(work: Work, visit_id: UUID) -> tuple[Mark, ...]:
    found = {row.kind for row in marks.of_visit(work.session, visit_id)}
    return tuple(kind for kind in ABUSE if kind in found)


def _are_apart(work: Work, row: Pause | MarkRow, member_id: UUID) -> bool:
    """Whether this supervisor may know the person: then nothing of them is shown."""
    return presences.is_conflict(work.session, row.contact_id, member_id)


def _note(work: Work, act: Act, visit_id: UUID, reason: str | None, member_id: UUID) -> None:
    subject = Subject(kind=SubjectKind.VISIT, id=visit_id)
    audit.note(work, act, actor_id=member_id, subject=subject, reason=reason)
