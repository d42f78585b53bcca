"""Incidents: opened in one press, told of line by line, with a conference the same day."""

from typing import Final
from uuid import UUID

from flask import render_template, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.forms.incident import ConferenceForm, blank_conference
from console.guard import needs, the_member
from console.house import the_house
from console.incident_page import blank_forms, show, to_incident
from console.language import _
from console.presence import note_here
from console.ways import Ways
from console.words import REFUSALS
from domain.clock import TOKYO
from domain.errors import RefusedError
from domain.incident import Cause
from domain.permission import Permission
from domain.secret import PrivateText
from services import incident_pages
from services import incidents as acts
from services.incident_pages import ShownIncident
from services.incidents import LONGEST_MOMENT


@needs(Permission.READ_INCIDENT)
def incident_list() -> str:
    """The incidents one keeps: the open ones first."""
    note_here()
    with the_house().open_look() as work:
        found = incident_pages.list_readable(work, member_id=the_member().id)
    return render_template("incidents.html", incidents=found)


@needs(Permission.KEEP_INCIDENT)
def open_incident(visit_id: UUID) -> Response:
    """Open the incident of a talk, in one press; an open one is simply shown."""
    try:
        cause = Cause(request.form.get("from", Cause.TALK))
    except ValueError:
        raise BadRequest from None
    with the_house().open_work() as work:
        incident_id = acts.open_for(work, visit_id, member_id=the_member().id, cause=cause)
    return to_incident(incident_id)


@needs(Permission.READ_INCIDENT)
def incident(incident_id: UUID) -> str | tuple[str, int]:
    """The page of one incident."""
    note_here()
    return show(incident_id)


@needs(Permission.KEEP_INCIDENT)
def tell_incident(incident_id: UUID) -> str | Response | tuple[str, int]:
    """Add a line to the memo, or a call."""
    forms = blank_forms()
    form = forms.call if "call-kind" in request.form else forms.memo
    if not form.is_whole():
        return show(incident_id, forms)
    try:
        with the_house().open_work() as work:
            acts.tell(work, incident_id, form.told(), member_id=the_member().id)
    except RefusedError as refusal:
        return show(incident_id, forms, refusal=refusal)
    return to_incident(incident_id)


@needs(Permission.KEEP_INCIDENT)
def tell_moment(incident_id: UUID) -> Response:
    """今: the second it is pressed."""
    words = request.form.get("words", "").strip()
    if len(words) > LONGEST_MOMENT:
        raise BadRequest
    with the_house().open_work() as work:
        acts.tell_moment(
            work,
            incident_id,
            member_id=the_member().id,
            words=PrivateText(words) if words else None,
        )
    return to_incident(incident_id)


@needs(Permission.KEEP_INCIDENT)
def conference(incident_id: UUID) -> str | Response | tuple[str, int]:
    """The form of a conference; its next time is always set."""
    note_here()
    now = the_house().clock().astimezone(TOKYO).replace(second=0, microsecond=0, tzinfo=None)
    form = blank_conference(now, participants=the_member().alias)
    with the_house().open_look() as look:
        page = incident_pages.look(look, incident_id, member_id=the_member().id)
    if form.is_whole():
        try:
            with the_house().open_work() as work:
                acts.tell(work, incident_id, form.told(), member_id=the_member().id)
        except RefusedError as refusal:
            refused = _(REFUSALS.get(refusal.code, REFUSALS["refused"]))
            return _conference_form(page.incident, form, refused=refused), 409
        return to_incident(incident_id)
    return _conference_form(page.incident, form), 422 if form.errors else 200


def _conference_form(
    incident: ShownIncident, form: ConferenceForm, *, refused: str | None = None
) -> str:
    return render_template(
        "incident_conference.html", incident=incident, form=form, refused=refused
    )


WAYS: Final[Ways] = (
    ("/incidents", incident_list, ["GET"]),
    ("/talks/<uuid:visit_id>/incident", open_incident, ["POST"]),
    ("/incidents/<uuid:incident_id>", incident, ["GET"]),
    ("/incidents/<uuid:incident_id>/entries", tell_incident, ["POST"]),
    ("/incidents/<uuid:incident_id>/now", tell_moment, ["POST"]),
    ("/incidents/<uuid:incident_id>/conference", conference, ["GET", "POST"]),
)
"""Every address of this module, and the view behind it."""
