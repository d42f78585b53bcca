"""Beside the talk: what was told, what to take care of, the talks before."""

from typing import Final
from uuid import UUID

from flask import render_template, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.house import the_house
from console.opened import note_opened
from console.presence import note_here
from console.talk_page import back_to
from console.ways import Ways
from domain.care import LONGEST_CARE, CareKind
from domain.permission import Permission
from domain.secret import PrivateText
from domain.told import CODES, DETAILS, Detail, Side
from services import care, desk, doubts, earlier, told


@needs(Permission.WRITE_IN_TALK)
def keep_told(visit_id: UUID) -> str | Response:
    """Note what was understood of the person."""
    codes = {
        (side, detail): _code(side, detail)
        for side, details in DETAILS.items()
        for detail in details
        if _name(side, detail) in request.form
    }
    with the_house().open_work() as work:
        told.keep(work, visit_id, member_id=the_member().id, codes=codes)
    return back_to(visit_id)


@needs(Permission.WRITE_IN_TALK)
def keep_care(visit_id: UUID) -> str | Response:
    """Write what the next counsellor should take care of."""
    words = {kind: _care(kind) for kind in CareKind if kind in request.form}
    with the_house().open_work() as work:
        care.keep(work, visit_id, member_id=the_member().id, words=words)
    return back_to(visit_id)


@needs(Permission.WRITE_IN_TALK)
def doubt(visit_id: UUID) -> str | Response:
    """Say that it may be somebody else who writes."""
    with the_house().open_work() as work:
        doubts.mark(work, visit_id, member_id=the_member().id)
    return back_to(visit_id)


@needs(Permission.SUPERVISE_TALK)
def clear_doubt(visit_id: UUID) -> str | Response:
    """It is the same person after all."""
    with the_house().open_work() as work:
        doubts.clear(work, visit_id, member_id=the_member().id)
    return back_to(visit_id)


@needs(Permission.READ_TALK)
def earlier_talk(visit_id: UUID, earlier_id: UUID) -> str:
    """A talk before this one, to be read."""
    note_here()
    member_id = the_member().id
    with the_house().open_look() as work:
        talk = desk.get_talk(work, visit_id, member_id=member_id)
        before, messages = earlier.get_transcript(work, visit_id, earlier_id, member_id=member_id)
    note_opened(earlier_id)
    return render_template("earlier.html", talk=talk, before=before, messages=messages)


def _name(side: Side, detail: Detail) -> str:
    return f"{side}-{detail}"


def _code(side: Side, detail: Detail) -> str:
    code = request.form[_name(side, detail)]
    if code and code not in CODES[detail]:
        raise BadRequest
    return code


def _care(kind: CareKind) -> PrivateText:
    text = request.form[kind].replace("\r\n", "\n").strip()
    if len(text) > LONGEST_CARE[kind]:
        raise BadRequest
    return PrivateText(text)


WAYS: Final[Ways] = (
    ("/talks/<uuid:visit_id>/told", keep_told, ["POST"]),
    ("/talks/<uuid:visit_id>/care", keep_care, ["POST"]),
    ("/talks/<uuid:visit_id>/doubt", doubt, ["POST"]),
    ("/talks/<uuid:visit_id>/doubt/clear", clear_doubt, ["POST"]),
    ("/talks/<uuid:visit_id>/earlier/<uuid:earlier_id>", earlier_talk, ["GET"]),
)
"""Every address of this module, and the view behind it."""
