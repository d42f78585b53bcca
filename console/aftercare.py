"""Aftercare: to whom of the crew a supervisor should speak, and that one has."""

from datetime import date
from typing import Final
from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.house import the_house
from console.ways import Ways
from domain.permission import Permission
from services import aftercare as aftercare_acts


@needs(Permission.CARE_FOR_CREW)
def aftercare() -> str:
    """The heavy days of the last week."""
    with the_house().open_look() as work:
        days = aftercare_acts.list_heavy_days(work, member_id=the_member().id)
    return render_template("aftercare.html", days=days)


@needs(Permission.CARE_FOR_CREW)
def cared_for(on: str, member_id: UUID) -> Response:
    """One has spoken to them."""
    with the_house().open_work() as work:
        aftercare_acts.note_done(work, _day(on), member_id, member_id=the_member().id)
    return redirect(url_for("console.aftercare"), 303)


def _day(on: str) -> date:
    try:
        return date.fromisoformat(on)
    except ValueError:
        raise NotFound from None


WAYS: Final[Ways] = (
    ("/aftercare", aftercare, ["GET"]),
    ("/aftercare/<on>/<uuid:member_id>", cared_for, ["POST"]),
)
"""Every address of this module, and the view behind it."""
