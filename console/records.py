"""The short record of a talk (相談記録)."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from console.forms.record import RecordForm
from console.guard import needs, the_member
from console.house import the_house
from console.presence import note_here
from console.ways import Ways
from domain.conversation import End, VisitState
from domain.permission import Permission
from services import desk, records


@needs(Permission.WRITE_RECORD)
def record(visit_id: UUID) -> str | Response | tuple[str, int]:
    """The form of a record, or the record once it is written."""
    note_here()
    member_id = the_member().id
    with the_house().open_look() as work:
        talk = desk.get_talk(work, visit_id, member_id=member_id)
        written = records.find(work, visit_id, member_id=member_id)
    if talk.state is not VisitState.ENDED or talk.counsellor_id is None:
        raise NotFound
    if written is not None:
        return render_template("record_written.html", talk=talk, entry=written)
    if talk.counsellor_id != member_id:
        raise NotFound
    form = RecordForm(end=End.BLOCKED.value if talk.is_blocked else None)
    if form.validate_on_submit():
        with the_house().open_work() as work:
            records.write(work, visit_id, member_id=member_id, entry=form.entry())
        return redirect(url_for("console.inbox"), 303)
    return render_template("record.html", talk=talk, form=form), 422 if form.errors else 200


WAYS: Final[Ways] = (("/talks/<uuid:visit_id>/record", record, ["GET", "POST"]),)
"""Every address of this module, and the view behind it."""
