"""One talk: reading it, writing in it, ending it."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.house import the_house
from console.presence import note_here
from console.talk_page import (
    back_to,
    changes,
    look_mark,
    mark_of,
    refused,
    show,
    typed,
    wants_fragment,
)
from console.ways import Ways
from domain.errors import RefusedError
from domain.permission import Permission
from domain.secret import PrivateText
from services import conversations, drafts
from services.conversations import Look


@needs(Permission.READ_TALK)
def talk(visit_id: UUID) -> str:
    """The page of one talk."""
    note_here()
    return show(visit_id)


@needs(Permission.READ_TALK)
def talk_changes(visit_id: UUID) -> str:
    """What has changed after revision ``since``; ``read=yes`` says that somebody has it in view."""
    since = request.args.get("since", type=int)
    if since is None or since < 0:
        raise BadRequest
    return changes(visit_id, since)


@needs(Permission.WRITE_IN_TALK)
def send(visit_id: UUID) -> str | Response | tuple[str, int]:
    """Say something; the same ``send_key`` says it once.

    ``since`` is the revision the page shows: an answer given after it stops the sending once.
    A page with script gets what has changed, or the refusal with the words kept by the page;
    one without gets the page anew.
    """
    text = typed()
    try:
        with the_house().open_work() as work:
            conversations.send(
                work,
                visit_id,
                member_id=the_member().id,
                text=text,
                send_key=_send_key(),
                look=_look(text),
            )
    except RefusedError as refusal:
        if wants_fragment():
            mark = look_mark(refusal, text)
            return render_template("refused.html", told=refused(refusal), mark=mark), 409
        return show(visit_id, draft=text, refusal=refusal), 409
    return back_to(visit_id)


@needs(Permission.WRITE_IN_TALK)
def keep_draft(visit_id: UUID) -> tuple[str, int]:
    """Keep what is typed so far."""
    with the_house().open_work() as work:
        drafts.keep(work, visit_id, member_id=the_member().id, text=typed())
    return "", 204


@needs(Permission.WRITE_IN_TALK)
def end(visit_id: UUID) -> Response:
    """End the talk and go on to its record."""
    with_goodbye = request.form.get("with_goodbye") == "yes"
    with the_house().open_work() as work:
        conversations.end(work, visit_id, member_id=the_member().id, with_goodbye=with_goodbye)
    return redirect(url_for("console.record", visit_id=visit_id), 303)


def _look(text: PrivateText) -> Look | None:
    """What the page has shown; a page always says so, other programs need not."""
    since = request.form.get("since", type=int)
    if since is None:
        return None
    return Look(seen=since, is_confirmed=request.form.get("confirm") == mark_of(text))


def _send_key() -> UUID:
    try:
        return UUID(hex=request.form.get("send_key", ""))
    except ValueError:
        raise BadRequest from None


WAYS: Final[Ways] = (
    ("/talks/<uuid:visit_id>", talk, ["GET"]),
    ("/talks/<uuid:visit_id>/changes", talk_changes, ["GET"]),
    ("/talks/<uuid:visit_id>/messages", send, ["POST"]),
    ("/talks/<uuid:visit_id>/draft", keep_draft, ["POST"]),
    ("/talks/<uuid:visit_id>/end", end, ["POST"]),
)
"""Every address of this module, and the view behind it."""
