"""The record of a talk (相談記録): written, read, changed until it is signed, added to after."""

from datetime import datetime
from typing import Final
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response

from console.forms import record_data
from console.forms.record import RecordForm
from console.guard import needs, the_member
from console.house import the_house
from console.kept_pages import survives_reload
from console.opened import note_opened
from console.presence import note_here
from console.record_page import LONGEST_ADDITION, begun, blank, ended, kept, written_page
from console.ways import Ways
from domain.audit import Act
from domain.day_errors import RecordChangedError, RecordSignedError, RecordWrittenError
from domain.permission import Permission
from domain.secret import PrivateText
from services import (
    reading,
    record_drafts,
    record_in_place,
    records,
    sign_off,
    stat_corrections,
)


@needs(Permission.WRITE_RECORD)
@survives_reload()
def record(visit_id: UUID) -> str | Response | tuple[str, int]:
    """The form of a record, or the record once it is written."""
    note_here()
    member_id = the_member().id
    talk, written = ended(visit_id)
    is_own = talk.counsellor_id == member_id
    if written is not None and not (is_own and request.method == "POST"):
        return written_page(talk, written)
    if not is_own:
        raise NotFound
    form = RecordForm(data=begun(talk))
    if form.validate_on_submit():
        try:
            with the_house().open_work() as work:
                records.write(work, visit_id, member_id=member_id, entry=form.entry())
        except RecordWrittenError as refusal:
            return kept(talk, form, refusal)
        return redirect(url_for("console.inbox"), 303)
    return blank(talk, form, written=written)


@needs(Permission.WRITE_RECORD)
@survives_reload()
def change_record(visit_id: UUID) -> str | Response | tuple[str, int]:
    """The form again, for its author, until a supervisor has signed."""
    note_here()
    member_id = the_member().id
    talk, written = ended(visit_id)
    if written is None or written.author_id != member_id:
        raise NotFound
    if written.signature is not None and request.method == "GET":
        return redirect(url_for("console.record", visit_id=visit_id), 303)
    note_opened(visit_id, Act.RECORD_READ)
    form = RecordForm(data=record_data.of_entry(written.entry))
    if form.validate_on_submit():
        try:
            with the_house().open_work() as work:
                records.change(work, visit_id, member_id=member_id, entry=form.entry())
        except RecordSignedError as refusal:
            return kept(talk, form, refusal)
        return redirect(url_for("console.record", visit_id=visit_id), 303)
    return blank(talk, form, written=written)


@needs(Permission.SIGN_OFF_RECORD)
@survives_reload()
def write_in_place(visit_id: UUID) -> str | Response | tuple[str, int]:
    """A short record by a supervisor, where the counsellor writes none any more."""
    note_here()
    member_id = the_member().id
    talk, written = ended(visit_id)
    if written is not None and request.method == "GET":
        return redirect(url_for("console.record", visit_id=visit_id), 303)
    with the_house().open_look() as work:
        may_write = record_in_place.may_write(work, visit_id, member_id=member_id)
    if written is None and not may_write:
        raise NotFound
    form = RecordForm()
    if form.validate_on_submit():
        try:
            with the_house().open_work() as work:
                record_in_place.write(work, visit_id, member_id=member_id, entry=form.entry())
        except RecordWrittenError as refusal:
            return kept(talk, form, refusal)
        return redirect(url_for("console.record", visit_id=visit_id), 303)
    return blank(talk, form, written=None, is_in_place=True)


@needs(Permission.WRITE_RECORD)
def keep_record_draft(visit_id: UUID) -> tuple[str, int]:
    """Keep what is filled in so far."""
    filled = {name: request.form.getlist(name) for name in record_data.NAMES}
    with the_house().open_work() as work:
        record_drafts.keep(work, visit_id, member_id=the_member().id, filled=filled)
    return "", 204


@needs(Permission.WRITE_RECORD)
def amend_record(visit_id: UUID) -> Response:
    """Add to a signed record."""
    words = addition("words")
    with the_house().open_work() as work:
        records.amend(work, visit_id, member_id=the_member().id, words=words)
    return redirect(url_for("console.record", visit_id=visit_id), 303)


@needs(Permission.SIGN_OFF_RECORD)
@survives_reload(at="console.record")
def sign_record(visit_id: UUID) -> Response | tuple[str, int]:
    """A supervisor has read it and answers for it; what has changed meanwhile is shown anew."""
    member_id = the_member().id
    comment = addition("comment")
    try:
        with the_house().open_work() as work:
            sign_off.sign(work, visit_id, member_id=member_id, comment=comment, seen_at=_seen_at())
    except RecordChangedError:
        talk, written = ended(visit_id)
        if written is None:
            raise NotFound from None
        return written_page(talk, written, comment=comment), 409
    with the_house().open_look() as work:
        if reading.can_read(work, visit_id, member_id=member_id):
            return redirect(url_for("console.record", visit_id=visit_id), 303)
    return redirect(url_for("console.day"), 303)  # who stood in has nothing more to read in it


@needs(Permission.SIGN_OFF_RECORD)
@survives_reload(at="console.record")
def count_as_test(visit_id: UUID) -> Response:
    """The talk was a try of ours: from now on it is counted among tests."""
    ended(visit_id)
    with the_house().open_work() as work:
        stat_corrections.set_aside_as_test(work, visit_id, member_id=the_member().id)
    return redirect(url_for("console.record", visit_id=visit_id), 303)


def addition(name: str) -> PrivateText:
    """A short text of a form."""
    text = request.form.get(name, "").replace("\r\n", "\n")
    if len(text) > LONGEST_ADDITION:
        raise BadRequest
    return PrivateText(text)


def _seen_at() -> datetime | None:
    try:
        seen = datetime.fromisoformat(request.form.get("seen", ""))
    except ValueError:
        return None
    return seen if seen.tzinfo is not None else None


WAYS: Final[Ways] = (
    ("/talks/<uuid:visit_id>/record", record, ["GET", "POST"]),
    ("/talks/<uuid:visit_id>/record/change", change_record, ["GET", "POST"]),
    ("/talks/<uuid:visit_id>/record/in-place", write_in_place, ["GET", "POST"]),
    ("/talks/<uuid:visit_id>/record/draft", keep_record_draft, ["POST"]),
    ("/talks/<uuid:visit_id>/record/amend", amend_record, ["POST"]),
    ("/talks/<uuid:visit_id>/record/sign", sign_record, ["POST"]),
    ("/talks/<uuid:visit_id>/record/test", count_as_test, ["POST"]),
)
"""Every address of this module, and the view behind it."""
