"""What takes a second person in an incident, and who else is let read it for a while."""

from typing import Final
from uuid import UUID

from flask import request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.house import the_house
from console.incident_page import blank_forms, show, to_incident
from console.ways import Ways
from domain.errors import RefusedError
from domain.permission import Permission
from services import incident_guests, incident_requests


@needs(Permission.KEEP_INCIDENT)
def ask_second(incident_id: UUID) -> str | Response | tuple[str, int]:
    """Ask for an end, for disclosing, or for erasing."""
    forms = blank_forms()
    if not forms.two.is_whole():
        return show(incident_id, forms)
    try:
        with the_house().open_work() as work:
            told = forms.two.told(work.now)
            incident_requests.ask(work, incident_id, told, member_id=the_member().id)
    except RefusedError as refusal:
        return show(incident_id, forms, refusal=refusal)
    return to_incident(incident_id)


@needs(Permission.KEEP_INCIDENT)
def agree_second(incident_id: UUID, entry_id: UUID) -> str | Response | tuple[str, int]:
    """Agree as the second person."""
    return _answer(incident_id, entry_id, is_agreed=True)


@needs(Permission.KEEP_INCIDENT)
def refuse_second(incident_id: UUID, entry_id: UUID) -> str | Response | tuple[str, int]:
    """Say no as the second person."""
    return _answer(incident_id, entry_id, is_agreed=False)


@needs(Permission.KEEP_INCIDENT, is_fresh=True)
def let_guest_in(incident_id: UUID) -> Response:
    """Let somebody else read this one incident for some hours."""
    try:
        guest_id = UUID(request.form.get("guest", ""))
        hours = int(request.form.get("hours", ""))
    except ValueError:
        raise BadRequest from None
    with the_house().open_work() as work:
        incident_guests.let_in(
            work, incident_id, guest_id, member_id=the_member().id, for_hours=hours
        )
    return to_incident(incident_id)


@needs(Permission.KEEP_INCIDENT)
def end_guest(incident_id: UUID, guest_id: UUID) -> Response:
    """End it before its time."""
    with the_house().open_work() as work:
        incident_guests.end(work, incident_id, guest_id, member_id=the_member().id)
    return to_incident(incident_id)


def _answer(
    incident_id: UUID, entry_id: UUID, *, is_agreed: bool
) -> str | Response | tuple[str, int]:
    try:
        with the_house().open_work() as work:
            incident_requests.answer(
                work, incident_id, entry_id, member_id=the_member().id, is_agreed=is_agreed
            )
    except RefusedError as refusal:
        return show(incident_id, refusal=refusal)
    return to_incident(incident_id)


WAYS: Final[Ways] = (
    ("/incidents/<uuid:incident_id>/requests", ask_second, ["POST"]),
    ("/incidents/<uuid:incident_id>/requests/<uuid:entry_id>/agree", agree_second, ["POST"]),
    ("/incidents/<uuid:incident_id>/requests/<uuid:entry_id>/refuse", refuse_second, ["POST"]),
    ("/incidents/<uuid:incident_id>/guests", let_guest_in, ["POST"]),
    ("/incidents/<uuid:incident_id>/guests/<uuid:guest_id>/end", end_guest, ["POST"]),
)
"""Every address of this module, and the view behind it."""
