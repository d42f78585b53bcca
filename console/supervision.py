"""What a supervisor does in somebody's talk."""

from typing import Final
from uuid import UUID

from flask import render_template, request
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.house import the_house
from console.presence import note_here
from console.talk_page import EXTENSIONS, LONGEST_WHISPER
from console.ways import Ways, to_talk
from domain.conversation import VisitState
from domain.permission import Permission
from domain.secret import PrivateText
from services import colleagues, desk, supervision


@needs(Permission.SUPERVISE_TALK)
def join(visit_id: UUID) -> Response:
    """Write beside the counsellor from now on."""
    with the_house().open_work() as work:
        supervision.join(work, visit_id, supervisor_id=the_member().id)
    return to_talk(visit_id)


@needs(Permission.SUPERVISE_TALK)
def step_back(visit_id: UUID) -> Response:
    """Only read along again."""
    with the_house().open_work() as work:
        supervision.step_back(work, visit_id, supervisor_id=the_member().id)
    return to_talk(visit_id)


@needs(Permission.SUPERVISE_TALK)
def whisper(visit_id: UUID) -> Response:
    """Say something to the counsellor that the person never sees."""
    text = request.form.get("whisper", "").replace("\r\n", "\n")
    if len(text) > LONGEST_WHISPER:
        raise BadRequest
    with the_house().open_work() as work:
        supervision.whisper(work, visit_id, supervisor_id=the_member().id, text=PrivateText(text))
    return to_talk(visit_id)


@needs(Permission.SUPERVISE_TALK)
def take_over(visit_id: UUID) -> Response:
    """Have the talk oneself."""
    with the_house().open_work() as work:
        supervision.take_over(work, visit_id, supervisor_id=the_member().id)
    return to_talk(visit_id)


@needs(Permission.SUPERVISE_TALK)
def reassign(visit_id: UUID) -> str | Response:
    """Give the talk to another counsellor at once: to whom, and the act."""
    if request.method == "POST":
        with the_house().open_work() as work:
            supervision.reassign(
                work, visit_id, to_member_id=_chosen(), supervisor_id=the_member().id
            )
        return to_talk(visit_id)
    note_here()
    with the_house().open_look() as work:
        talk = desk.get_talk(work, visit_id, member_id=the_member().id)
        free = colleagues.list_free(work, visit_id)
    if talk.state is not VisitState.TALKING:
        raise NotFound
    return render_template("reassign.html", talk=talk, colleagues=free)


@needs(Permission.SUPERVISE_TALK)
def extend(visit_id: UUID) -> Response:
    """Let the talk run on after closing."""
    minutes = request.form.get("minutes", type=int)
    if minutes not in EXTENSIONS:
        raise BadRequest
    with the_house().open_work() as work:
        supervision.extend(work, visit_id, minutes=minutes, supervisor_id=the_member().id)
    return to_talk(visit_id)


@needs(Permission.SUPERVISE_TALK)
def give_back(visit_id: UUID) -> Response:
    """The counsellor whose connection was lost goes on."""
    with the_house().open_work() as work:
        supervision.give_back(work, visit_id)
    return to_talk(visit_id)


def _chosen() -> UUID:
    try:
        return UUID(request.form.get("to", ""))
    except ValueError:
        raise BadRequest from None


WAYS: Final[Ways] = (
    ("/talks/<uuid:visit_id>/join", join, ["POST"]),
    ("/talks/<uuid:visit_id>/step-back", step_back, ["POST"]),
    ("/talks/<uuid:visit_id>/whisper", whisper, ["POST"]),
    ("/talks/<uuid:visit_id>/take-over", take_over, ["POST"]),
    ("/talks/<uuid:visit_id>/reassign", reassign, ["GET", "POST"]),
    ("/talks/<uuid:visit_id>/extend", extend, ["POST"]),
    ("/talks/<uuid:visit_id>/give-back", give_back, ["POST"]),
)
"""Every address of this module, and the view behind it."""
