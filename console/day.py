"""The day: its talks and their records, signed one by one, and closed."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.house import the_house
from console.presence import note_here
from console.record_words import ALLOW_REASONS
from console.ways import Ways
from domain.day_errors import DayIncompleteError
from domain.permission import Permission
from domain.record_details import AllowReason
from domain.service_day import ServiceDay
from services import day as day_service
from services import day_close, open_records

_FIRST_YEAR: Final = 2000


@needs(Permission.CLOSE_DAY)
def day() -> str:
    """The page of today, or of the day that was chosen on it."""
    chosen = request.args.get("on")
    return _page(_named(chosen) if chosen else ServiceDay.around(the_house().clock()))


@needs(Permission.CLOSE_DAY)
def day_of(on: str) -> str:
    """The page of a day."""
    return _page(_named(on))


@needs(Permission.CLOSE_DAY)
def close_day(on: str) -> Response | tuple[str, int]:
    """Close a day; what keeps it from being closed is named on its page."""
    chosen = _named(on)
    try:
        with the_house().open_work() as work:
            day_close.close(work, chosen, member_id=the_member().id)
    except DayIncompleteError:
        return _page(chosen, is_refused=True), 409
    return redirect(url_for("console.day_of", on=chosen.on), 303)


@needs(Permission.ALLOW_NEXT_TALK)
def allow_next_talk() -> Response:
    """Let somebody have another talk although records are open."""
    try:
        member_id = UUID(request.form.get("member", ""))
        reason = AllowReason(request.form.get("reason", ""))
    except ValueError:
        raise BadRequest from None
    with the_house().open_work() as work:
        open_records.allow_next(work, member_id, by=the_member().id, reason=reason)
    return redirect(url_for("console.day"), 303)


def _page(chosen: ServiceDay, *, is_refused: bool = False) -> str:
    note_here()
    with the_house().open_look() as work:
        shown = day_service.look(work, chosen, member_id=the_member().id)
    return render_template(
        "day.html",
        day=shown,
        is_refused=is_refused,
        reasons=ALLOW_REASONS,
        before=chosen.on - timedelta(days=1),
        after=None if shown.is_today else chosen.on + timedelta(days=1),
    )


def _named(on: str) -> ServiceDay:
    """The day; there is no page of one that has not begun."""
    try:
        chosen = ServiceDay(on=date.fromisoformat(on))
    except ValueError:
        raise NotFound from None
    if chosen.on > ServiceDay.around(the_house().clock()).on or chosen.on.year < _FIRST_YEAR:
        raise NotFound
    return chosen


WAYS: Final[Ways] = (
    ("/day", day, ["GET"]),
    ("/day/allow", allow_next_talk, ["POST"]),
    ("/day/<on>", day_of, ["GET"]),
    ("/day/<on>/close", close_day, ["POST"]),
)
"""Every address of this module, and the view behind it."""
