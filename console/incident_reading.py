"""Reading around an open incident: saying why first, what was taken back, and as a guest."""

from typing import Final
from uuid import UUID

from flask import Flask, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console import incident_words
from console.forms.team import ROLES
from console.guard import find_member, needs, the_member
from console.house import the_house
from console.language import _
from console.own_path import own_path
from console.ways import Ways
from console.words import REFUSALS
from domain.audit import Act
from domain.errors import NotFoundError
from domain.incident import ReadReason
from domain.incident_errors import ReasonNeededError
from domain.permission import Permission
from services import (
    desk,
    incident_day,
    incident_guests,
    incident_held,
    incident_pages,
    incident_reasons,
    incident_views,
)
from services.incident_day import DayLamp
from services.incident_guests import Invitation


@needs(Permission.READ_INCIDENT)
def read_reason(visit_id: UUID) -> str | Response:
    """Say why one reads a talk whose incident is open, and go on to where one was going."""
    wish = own_path(request.values.get("next"))
    with the_house().open_look() as look:
        desk.require_readable(look, visit_id, member_id=the_member().id)
    if request.method == "POST":
        with the_house().open_work() as work:
            incident_reasons.give(work, visit_id, member_id=the_member().id, reason=_reason())
        to_talk = url_for("console.talk", visit_id=visit_id)
        return redirect(to_talk if wish == "/" else wish, 303)
    return render_template(
        "incident_reason.html", visit_id=visit_id, wish=wish, reasons=incident_words.REASONS
    )


@needs(Permission.READ_INCIDENT)
def held_words(incident_id: UUID) -> str:
    """What the person took back while the incident was open."""
    member_id = the_member().id
    with the_house().open_look() as look:
        held = incident_held.list_for(look, incident_id, member_id=member_id)
        page = incident_pages.look(look, incident_id, member_id=member_id)
    with the_house().open_work() as work:
        incident_views.note(work, incident_id, Act.HELD_WORDS_READ, member_id=member_id)
    return render_template("incident_held.html", incident=page.incident, held=held)


@needs(Permission.OWN_ACCOUNT)
def guest_incident(incident_id: UUID) -> str:
    """One incident, to read and nothing else, for whoever was let in until a time."""
    member_id = the_member().id
    with the_house().open_look() as look:
        page = incident_pages.look(look, incident_id, member_id=member_id)
    if page.guest_until is None:
        raise NotFoundError("No such incident")
    with the_house().open_work() as work:
        incident_views.note(work, incident_id, Act.INCIDENT_READ, member_id=member_id)
    return render_template("incident_guest.html", page=page, incident=page.incident)


def incident_news() -> tuple[DayLamp, ...]:
    """The days on which something is left, for whoever is to know of it; for a banner."""
    member = find_member()
    if member is None or not member.may(Permission.SEE_INCIDENT_LAMP):
        return ()
    with the_house().open_look() as look:
        return incident_day.list_lamps(look, member_id=member.id)


def own_invitations() -> tuple[Invitation, ...]:
    """What the member is let read now."""
    member = find_member()
    if member is None:
        return ()
    with the_house().open_look() as look:
        return incident_guests.list_own(look, member.id)


def furnish(app: Flask) -> None:
    """Give the templates what they say of incidents; ask whoever has to say why they read."""
    app.register_error_handler(ReasonNeededError, _ask_why)
    app.jinja_env.globals["incident_news"] = incident_news
    app.jinja_env.globals["own_invitations"] = own_invitations
    app.jinja_env.filters.update(
        seconds=lambda moment: f":{moment:%S}",
        incident_kind_words=lambda kind: _(incident_words.KINDS[kind]),
        incident_part_words=lambda part: _(incident_words.PARTS[part]),
        decision_words=lambda decision: _(incident_words.DECISIONS[decision]),
        member_role_words=lambda role: _(ROLES[role]),
        lamp_words=lambda lamp: _(incident_words.LAMPS[lamp]),
        incident_need_words=lambda need: _(incident_words.NEEDS[need]),
    )


def _ask_why(needed: ReasonNeededError) -> Response:
    if "X-Fragment" in request.headers:
        return Response(_(REFUSALS[needed.code]), 409, mimetype="text/plain")
    wish = own_path(request.full_path.rstrip("?")) if request.method == "GET" else "/"
    asked = url_for("console.read_reason", visit_id=needed.visit_id, next=wish)
    return redirect(asked, 303)


def _reason() -> ReadReason:
    try:
        return ReadReason(request.form.get("reason", ""))
    except ValueError:
        raise BadRequest from None


WAYS: Final[Ways] = (
    ("/talks/<uuid:visit_id>/reason", read_reason, ["GET", "POST"]),
    ("/incidents/<uuid:incident_id>/held", held_words, ["GET"]),
    ("/incidents/<uuid:incident_id>/as-guest", guest_incident, ["GET"]),
)
"""Every address of this module, and the view behind it."""
