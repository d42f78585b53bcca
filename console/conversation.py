"""One talk: reading it, writing in it, ending it."""

from typing import Final
from uuid import UUID, uuid4

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.goodbye import preview_goodbye
from console.guard import needs, the_member
from console.house import the_house
from console.presence import note_here
from console.supervision import EXTENSIONS, LONGEST_WHISPER
from console.ways import Ways, to_talk
from console.words import REFUSALS
from domain.errors import RefusedError
from domain.permission import Permission
from domain.secret import PrivateText
from services import circumstances, conversations, desk, drafts


@needs(Permission.READ_TALK)
def talk(visit_id: UUID) -> str:
    """The page of one talk."""
    note_here()
    return _page(visit_id)


@needs(Permission.READ_TALK)
def talk_changes(visit_id: UUID) -> str:
    """What has changed after revision ``since``, for a page that is already open."""
    since = request.args.get("since", type=int)
    if since is None or since < 0:
        raise BadRequest
    return _changes(visit_id, since)


@needs(Permission.WRITE_IN_TALK)
def send(visit_id: UUID) -> str | Response | tuple[str, int]:
    """Say something; the same ``send_key`` says it once.

    A page with script gets what has changed, or the refusal with the words kept by the page;
    one without gets the page anew.
    """
    text = PrivateText(request.form.get("text", "").replace("\r\n", "\n"))
    try:
        with the_house().open_work() as work:
            conversations.send(
                work, visit_id, member_id=the_member().id, text=text, send_key=_send_key()
            )
    except RefusedError as refusal:
        if _wants_fragment():
            raise
        return _page(visit_id, draft=text, refusal=refusal), 409
    if _wants_fragment():
        return _changes(visit_id, request.form.get("since", 0, type=int))
    return to_talk(visit_id)


@needs(Permission.WRITE_IN_TALK)
def keep_draft(visit_id: UUID) -> tuple[str, int]:
    """Keep what is typed so far."""
    text = PrivateText(request.form.get("text", "").replace("\r\n", "\n"))
    with the_house().open_work() as work:
        drafts.keep(work, visit_id, member_id=the_member().id, text=text)
    return "", 204


@needs(Permission.WRITE_IN_TALK)
def end(visit_id: UUID) -> Response:
    """End the talk and go on to its record."""
    with_goodbye = request.form.get("with_goodbye") == "yes"
    with the_house().open_work() as work:
        conversations.end(work, visit_id, member_id=the_member().id, with_goodbye=with_goodbye)
    return redirect(url_for("console.record", visit_id=visit_id), 303)


def _page(
    visit_id: UUID, *, draft: PrivateText | None = None, refusal: RefusedError | None = None
) -> str:
    member_id = the_member().id
    goodbye = None
    with the_house().open_look() as work:
        shown = desk.get_talk(work, visit_id, member_id=member_id)
        around = circumstances.around(work, visit_id, member_id=member_id)
        if around.may_write:
            draft = draft or drafts.find(work, visit_id, member_id=member_id)
        if around.may_write and around.is_owner:
            goodbye = preview_goodbye(work)
    return render_template(
        "talk.html",
        talk=shown,
        around=around,
        draft=draft,
        goodbye=goodbye,
        extensions=EXTENSIONS,
        longest_whisper=LONGEST_WHISPER,
        send_key=uuid4().hex,
        told_composer=REFUSALS[refusal.code] if refusal else None,
    )


def _changes(visit_id: UUID, since: int) -> str:
    member_id = the_member().id
    with the_house().open_look() as work:
        shown = desk.find_changes(work, visit_id, member_id=member_id, since=since)
        around = circumstances.around(work, visit_id, member_id=member_id)
    return render_template("talk_changes.html", talk=shown, around=around, extensions=EXTENSIONS)


def _send_key() -> UUID:
    try:
        return UUID(hex=request.form.get("send_key", ""))
    except ValueError:
        raise BadRequest from None


def _wants_fragment() -> bool:
    return "X-Fragment" in request.headers


WAYS: Final[Ways] = (
    ("/talks/<uuid:visit_id>", talk, ["GET"]),
    ("/talks/<uuid:visit_id>/changes", talk_changes, ["GET"]),
    ("/talks/<uuid:visit_id>/messages", send, ["POST"]),
    ("/talks/<uuid:visit_id>/draft", keep_draft, ["POST"]),
    ("/talks/<uuid:visit_id>/end", end, ["POST"]),
)
"""Every address of this module, and the view behind it."""
