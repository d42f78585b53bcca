"""The shifts of an organisation (当番): its managers plan them and are told what they lack."""

from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.guard import find_member, needs, the_member
from console.house import the_house
from console.plan_words import DUTY_STATES, LACKS, STEPS, hours_words
from console.times import day_words
from console.ways import Ways
from domain.clock import TOKYO
from domain.permission import Permission
from services import own_shifts, shift_plan, shift_swaps, staffing
from services import shifts as shift_service

_WEEKS: Final = 4
_WEEK: Final = timedelta(days=7)
_FURTHEST: Final = timedelta(days=400)


@needs(Permission.PLAN_SHIFTS)
def shifts() -> str:
    """Four weeks from a Monday on, and what is lacking."""
    ours, today = _organisation(), the_house().clock().astimezone(TOKYO).date()
    first = _monday(_asked() or today, today)
    with the_house().open_look() as work:
        found = shift_plan.list_shifts(work, ours, first=first, days=_WEEKS * 7)
        able = shift_plan.list_able(work, ours)
        warnings = staffing.list_warnings(work, ours)
        awaiting = own_shifts.list_awaiting(work, ours)
    weeks = [
        (monday, list(some))
        for monday, some in groupby(found, key=lambda shift: _monday_of(shift.day))
    ]
    return render_template(
        "shifts.html",
        weeks=weeks,
        able=able,
        warnings=warnings,
        awaiting=awaiting,
        first=first,
        earlier=first - _WEEKS * _WEEK,
        later_on=first + _WEEKS * _WEEK,
        lack_words=LACKS,
        step_words=STEPS,
        state_words=DUTY_STATES,
        day_words=day_words,
        hours_words=hours_words,
    )


@needs(Permission.PLAN_SHIFTS)
def plan_shift() -> Response:
    """Plan a member for a shift."""
    begins_at, ends_at = _moment("begins"), _moment("ends")
    try:
        member_id = UUID(request.form.get("member", ""))
    except ValueError:
        raise BadRequest from None
    with the_house().open_work() as work:
        shift_service.plan(
            work,
            member_id=member_id,
            organisation=_organisation(),
            begins_at=begins_at,
            ends_at=ends_at,
            by=the_member().id,
        )
    return _to_shifts()


@needs(Permission.PLAN_SHIFTS)
def remove_duty(duty_id: UUID) -> Response:
    """Take a member off a shift."""
    with the_house().open_work() as work:
        shift_service.remove(work, duty_id, organisation=_organisation(), by=the_member().id)
    return _to_shifts()


@needs(Permission.PLAN_SHIFTS)
def agree_to_swap(duty_id: UUID) -> Response:
    """Let a colleague have a shift although no supervisor is left."""
    with the_house().open_work() as work:
        shift_swaps.agree(work, duty_id, organisation=_organisation(), by=the_member().id)
    return _to_shifts()


@needs(Permission.PLAN_SHIFTS)
def decline_swap(duty_id: UUID) -> Response:
    """Not by this colleague."""
    with the_house().open_work() as work:
        shift_swaps.decline(work, duty_id, organisation=_organisation(), by=the_member().id)
    return _to_shifts()


@needs(Permission.PLAN_SHIFTS)
def note_shift_warning(warning_id: UUID) -> Response:
    """Say that one has seen a warning."""
    with the_house().open_work() as work:
        staffing.note(work, warning_id, organisation=_organisation(), member_id=the_member().id)
    return _to_shifts()


def shift_news() -> int:
    """How much about shifts waits for the manager who is signed in; for templates."""
    member = find_member()
    if member is None or member.organisation is None or not member.may(Permission.PLAN_SHIFTS):
        return 0
    with the_house().open_look() as work:
        return staffing.count_news(work, member.organisation)


def _organisation() -> str:
    """One's own; whoever has none has no shifts either."""
    return the_member().organisation or ""


def _asked() -> date | None:
    asked = request.values.get("first", "")
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        raise BadRequest from None


def _monday(asked: date, today: date) -> date:
    """The Monday of a day, no further away than a calendar goes."""
    return _monday_of(min(max(asked, today - _FURTHEST), today + _FURTHEST))


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _moment(name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(request.form.get(name, ""))
    except ValueError:
        raise BadRequest from None
    if moment.tzinfo is None:
        raise BadRequest
    return moment


def _to_shifts() -> Response:
    """Back to the weeks one was looking at."""
    return redirect(url_for("console.shifts", first=_asked()), 303)


WAYS: Final[Ways] = (
    ("/shifts", shifts, ["GET"]),
    ("/shifts", plan_shift, ["POST"]),
    ("/shifts/duties/<uuid:duty_id>/remove", remove_duty, ["POST"]),
    ("/shifts/duties/<uuid:duty_id>/agree", agree_to_swap, ["POST"]),
    ("/shifts/duties/<uuid:duty_id>/decline", decline_swap, ["POST"]),
    ("/shifts/warnings/<uuid:warning_id>/note", note_shift_warning, ["POST"]),
)
"""Every address of this module, and the view behind it."""
