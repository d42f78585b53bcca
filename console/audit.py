"""The access log: a manager sees who opened which talk of the organisation, and why."""

from datetime import date
from typing import Final
from uuid import UUID

from flask import render_template, request
from werkzeug.exceptions import BadRequest

from console.audit_words import ACTS, REFUSED, reason_words
from console.guard import needs, the_member
from console.house import the_house
from console.ways import Ways
from domain.permission import Permission
from services import access_log as log
from services.access_log import Wanted


@needs(Permission.SEE_ACCESS_LOG)
def access_log() -> str:
    """The page, narrowed to a member or a day."""
    wanted = Wanted(
        member_id=_member_id(), on=_day(), cursor=request.args.get("older", "")[:200] or None
    )
    with the_house().open_work() as work:
        page = log.read(work, member_id=the_member().id, wanted=wanted)
    return render_template(
        "access_log.html",
        page=page,
        wanted=wanted,
        act_words=ACTS,
        refused_words=REFUSED,
        reason_words=reason_words,
    )


def _member_id() -> UUID | None:
    asked = request.args.get("member", "")
    try:
        return UUID(asked) if asked else None
    except ValueError:
        raise BadRequest from None


def _day() -> date | None:
    asked = request.args.get("day", "")
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        raise BadRequest from None


WAYS: Final[Ways] = (("/access-log", access_log, ["GET"]),)
"""Every address of this module, and the view behind it."""
