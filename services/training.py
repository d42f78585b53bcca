"""Training: whoever lacks a required course, or whose certificate was revoked, takes no talks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.certificate import Held, revoked_courses
from domain.clock import TOKYO
from domain.errors import RefusedError
from routing import training as rule
from routing.training import Course
from services import timetable
from services.work import Work
from storage.models.certificate import Certificate
from storage.queries import certificates


class TrainingMissingError(RefusedError):
    """A required course or a good certificate is missing: no talks until it is there."""

    code = "training_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What keeps a member from talks: courses they lack, courses whose certificate was revoked.

    ``missing`` is told from now on, also before the day from which it is asked for.
    """

    missing: tuple[Course, ...]
    revoked: tuple[Course, ...]
    is_open: bool


def require(work: Work, member_id: UUID) -> None:
    """The member may take talks.

    Raises:
        TrainingMissingError: a required course, or a good certificate of a revoked one, is missing.
    """
    if member_id in barred(work, [member_id]):
        raise TrainingMissingError


def barred(work: Work, member_ids: Sequence[UUID]) -> frozenset[UUID]:
    """Which of these members may take no talks now."""
    found = gates(work, member_ids)
    return frozenset(member_id for member_id, gate in found.items() if not gate.is_open)


def gates(work: Work, member_ids: Sequence[UUID]) -> dict[UUID, Gate]:
    """How it stands with each of these members."""
    held: defaultdict[UUID, list[Held]] = defaultdict(list)
    if member_ids:
        for row in certificates.of_members(work.session, member_ids):
            held[row.member_id].append(as_held(row))
    today = work.now.astimezone(TOKYO).date()
    return {member_id: _gate(work, held[member_id], today) for member_id in member_ids}


def course(work: Work, code: str) -> Course:
    """The course with this code; one the schedule file no longer names goes by its code."""
    known = (*timetable.current(work).training.courses, *rule.USUAL)
    return next((each for each in known if each.code == code), Course(code=code, name=code))


def as_held(row: Certificate) -> Held:
    """A certificate as far as it counts."""
    return Held(
        course=row.course,
        minutes=row.minutes,
        valid_until=row.valid_until,
        state=row.state,
        has_reflection=row.reflection_on is not None,
        revoked_for=row.revoked_for,
    )


def _gate(work: Work, held: Sequence[Held], today: date) -> Gate:
    asked = timetable.current(work).training
    missing = rule.missing(asked, held, on=today)
    revoked = revoked_courses(held, on=today)
    return Gate(
        missing=missing,
        revoked=tuple(course(work, code) for code in revoked),
        is_open=not revoked and not (missing and asked.is_asked(today)),
    )
