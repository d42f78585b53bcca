"""Other dangers in a talk: marks set with one tap, and a pause decided by a supervisor."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.house import the_house
from console.talk_page import back_to
from console.ways import Ways
from domain.mark import BY_HAND, Mark
from domain.pause import PauseLength
from domain.permission import Permission
from services import home_violence, marks
from services import pauses as pause_acts


@needs(Permission.WRITE_IN_TALK)
def put_mark(visit_id: UUID, mark: str) -> str | Response:
    """Mark the talk."""
    kind = _kind(mark)
    if kind not in BY_HAND:
        raise NotFound
    with the_house().open_work() as work:
        if kind is Mark.VIOLENCE_AT_HOME:
            home_violence.mark(work, visit_id, member_id=the_member().id)
        else:
            marks.put(work, visit_id, kind, member_id=the_member().id)
    return back_to(visit_id)


@needs(Permission.WRITE_IN_TALK)
def take_mark_away(visit_id: UUID, mark: str) -> str | Response:
    """It was not so; or the offer to mark the talk is not wanted."""
    kind = _kind(mark)
    with the_house().open_work() as work:
        marks.take_away(work, visit_id, kind, member_id=the_member().id)
    return back_to(visit_id)


@needs(Permission.SUPERVISE_TALK)
def clear_violence(visit_id: UUID) -> str | Response:
    """This person may be called again."""
    with the_house().open_work() as work:
        home_violence.clear(work, visit_id, member_id=the_member().id)
    return back_to(visit_id)


@needs(Permission.PAUSE_CONTACT)
def pause_contact(visit_id: UUID) -> str | Response:
    """Let the person come again after a day or a week."""
    length = request.form.get("length", "")
    if length not in set(PauseLength):
        raise BadRequest
    with the_house().open_work() as work:
        pause_acts.decide(work, visit_id, length=PauseLength(length), member_id=the_member().id)
    return redirect(url_for("console.pauses"), 303)


@needs(Permission.PAUSE_CONTACT)
def pauses() -> str:
    """Who comes again later, until when; and where abuse was noted and nothing decided yet."""
    with the_house().open_look() as work:
        member_id = the_member().id
        standing = pause_acts.list_standing(work, member_id=member_id)
        undecided = pause_acts.list_undecided(work, member_id=member_id)
    return render_template("pauses.html", standing=standing, undecided=undecided)


@needs(Permission.PAUSE_CONTACT)
def lift_pause(pause_id: UUID) -> Response:
    """Let the person come again at once."""
    with the_house().open_work() as work:
        pause_acts.lift(work, pause_id, member_id=the_member().id)
    return redirect(url_for("console.pauses"), 303)


def _kind(mark: str) -> Mark:
    if mark not in set(Mark):
        raise NotFound
    return Mark(mark)


WAYS: Final[Ways] = (
    ("/talks/<uuid:visit_id>/marks/<mark>", put_mark, ["POST"]),
    ("/talks/<uuid:visit_id>/marks/<mark>/remove", take_mark_away, ["POST"]),
    ("/talks/<uuid:visit_id>/violence/clear", clear_violence, ["POST"]),
    ("/talks/<uuid:visit_id>/pause", pause_contact, ["POST"]),
    ("/pauses", pauses, ["GET"]),
    ("/pauses/<uuid:pause_id>/lift", lift_pause, ["POST"]),
)
"""Every address of this module, and the view behind it."""
