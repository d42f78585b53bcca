"""The inbox (受付): who waits, one's own talks, what is left to write."""

from typing import Final

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.home import home_of
from console.house import the_house
from console.language import _, later
from console.presence import note_here
from console.ways import Ways
from domain.permission import Permission
from services import desk, timetable

_TOLD: Final = {"passed": later("このお話しは、ほかの方が引き継ぎました。")}
"""By code, what an open page leads here to say."""


@needs(Permission.OWN_ACCOUNT)
def inbox() -> str | Response:
    """The page; whoever does not answer is led to their own first page."""
    if not the_member().may(Permission.SEE_WAITING_LINE):
        return redirect(home_of(the_member()))
    note_here()
    told = _TOLD.get(request.args.get("told", ""))
    return render_template("inbox.html", told=_(told) if told else None, **_lists())


@needs(Permission.SEE_WAITING_LINE)
def inbox_lists() -> str:
    """The lists alone, for a page that is already open."""
    return render_template("inbox_lists.html", **_lists())


def _lists() -> dict[str, object]:
    member_id = the_member().id
    with the_house().open_look() as work:
        return {
            "waiting": desk.list_waiting(work, member_id=member_id),
            "waiting_count": desk.count_waiting(work),
            "most_shown": desk.MOST_SHOWN,
            "overnight": desk.list_overnight(work, member_id=member_id),
            "is_done": timetable.is_done_for_today(work),
            "missing": desk.list_missing_records(work, member_id),
        }


WAYS: Final[Ways] = (
    ("/", inbox, ["GET"]),
    ("/inbox/lists", inbox_lists, ["GET"]),
)
"""Every address of this module, and the view behind it."""
