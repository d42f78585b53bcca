"""The supervisor's board: the evening at one look, and the switches over it."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response

from console import alerts
from console.guard import needs, the_member
from console.house import the_house
from console.presence import note_here
from console.ways import Ways
from domain.clock import TOKYO
from domain.evening import Mode
from domain.permission import Permission
from services import board as board_service
from services import closures, lowerings, modes, pauses, presences


@needs(Permission.SEE_BOARD)
def board() -> str:
    """The page."""
    note_here()
    return render_template("board.html", **_shown())


@needs(Permission.SEE_BOARD)
def board_lists() -> str:
    """What changes on it, for a page that is already open."""
    return render_template("board_lists.html", **_shown())


@needs(Permission.STEER_EVENING)
def switch(mode: str) -> Response:
    """Switch frozen intake or the disaster texts on or off."""
    if mode not in set(Mode):
        raise NotFound
    is_on = request.form.get("on") == "yes"
    with the_house().open_work() as work:
        modes.switch(work, Mode(mode), is_on=is_on, member_id=the_member().id)
    return _to_board()


@needs(Permission.STEER_EVENING)
def close() -> Response:
    """Close the evening, at once or from a time of today on."""
    with the_house().open_work() as work:
        closures.close(
            work,
            from_at=_from_at(work.now),
            reason=request.form.get("reason", ""),
            member_id=the_member().id,
        )
    return _to_board()


@needs(Permission.STEER_EVENING)
def withdraw_closure(closure_id: UUID) -> Response:
    """Open again after all."""
    with the_house().open_work() as work:
        closures.withdraw(work, closure_id, member_id=the_member().id)
    return _to_board()


@needs(Permission.STEER_EVENING)
def set_capacity(member_id: UUID) -> Response:
    """How many talks at once a member holds this evening; "" is as the schedule says."""
    chosen = request.form.get("capacity", "")
    if chosen and not (chosen.isascii() and chosen.isdecimal() and int(chosen) in range(10)):
        raise BadRequest
    with the_house().open_work() as work:
        presences.set_capacity(work, member_id, int(chosen) if chosen else None, by=the_member().id)
    return _to_board()


def _shown() -> dict[str, object]:
    house = the_house()
    with house.open_look() as work:
        shown = board_service.look(work, channel_id=house.channel_id, member_id=the_member().id)
        asked = lowerings.list_standing(work, member_id=the_member().id)
        marked = pauses.list_undecided(work, member_id=the_member().id)
    return {
        "board": shown,
        "alerts": alerts.list_open(),
        "lowerings": asked,
        "marked": marked,
        "trouble": house.schedule_trouble(),
    }


def _from_at(now: datetime) -> datetime | None:
    """None for at once; a time just past belongs to tomorrow only when today has no such hours."""
    if request.form.get("when") != "later":
        return None
    try:
        hour, minute = (int(part) for part in request.form.get("time", "").split(":"))
        at = now.astimezone(TOKYO).replace(hour=hour, minute=minute, second=0, microsecond=0)
    except ValueError:
        raise BadRequest from None
    return at if at >= now - timedelta(hours=12) else at + timedelta(days=1)


def _to_board() -> Response:
    return redirect(url_for("console.board"), 303)


WAYS: Final[Ways] = (
    ("/board", board, ["GET"]),
    ("/board/lists", board_lists, ["GET"]),
    ("/board/modes/<mode>", switch, ["POST"]),
    ("/board/closures", close, ["POST"]),
    ("/board/closures/<uuid:closure_id>/withdraw", withdraw_closure, ["POST"]),
    ("/board/crew/<uuid:member_id>/capacity", set_capacity, ["POST"]),
)
"""Every address of this module, and the view behind it."""
