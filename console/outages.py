"""Outages: when the window could not be reached, seen by the program or noted here (sheet N)."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.house import the_house
from console.language import _, later
from console.plan_words import date_words
from console.ways import Ways
from domain.permission import Permission
from services import stat_outages
from services.stat_outages import FutureOutageError

MOST_MINUTES: Final = 24 * 60
WAY_WORDS: Final[Mapping[str, str]] = {
    "line": later("LINEから返事がない"),
    "own": later("窓辺が動いていない"),
    "noted": later("書きとめたもの"),
}


@needs(Permission.NOTE_OUTAGE)
def outages() -> str:
    """Those of the last half year, and the form for another."""
    return _page()


@needs(Permission.NOTE_OUTAGE)
def note_outage() -> Response | tuple[str, int]:
    """Note one that no program has seen."""
    day, minutes = _day(), _minutes()
    if day is None or minutes is None:
        return _page(refused=_("日づけと、0から1440までの分を書いてください。")), 422
    try:
        with the_house().open_work() as work:
            stat_outages.note(work, day, minutes=minutes, member_id=the_member().id)
    except FutureOutageError:
        return _page(refused=_("まだ来ていない日のことは、書きとめられません。")), 422
    return redirect(url_for("console.outages"), 303)


def _page(*, refused: str | None = None) -> str:
    with the_house().open_look() as work:
        found = stat_outages.latest(work)
    return render_template(
        "outages.html",
        outages=found,
        way_words=WAY_WORDS,
        date_words=date_words,
        most_minutes=MOST_MINUTES,
        refused=refused,
        typed=request.form,
    )


def _day() -> date | None:
    try:
        return date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        return None


def _minutes() -> int | None:
    """The minutes typed, 0 where nothing was; None where it is no such number."""
    typed = request.form.get("minutes", "").strip() or "0"
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= len(str(MOST_MINUTES))
    return int(typed) if is_number and int(typed) <= MOST_MINUTES else None


WAYS: Final[Ways] = (
    ("/outages", outages, ["GET"]),
    ("/outages", note_outage, ["POST"]),
)
"""Every address of this module, and the view behind it."""
