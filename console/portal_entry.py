"""A destination's own entry on the portal: it is right, what to change, whether there is room."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.guard import Answer, needs, the_member
from console.house import the_house
from console.language import _
from console.plan_words import date_words
from console.portal_words import PROPOSAL_STATES, VACANCIES
from console.ways import Ways
from console.words import REFUSALS
from domain.errors import RefusedError
from domain.permission import Permission
from domain.portal import LONGEST_PROPOSAL, Vacancy
from services import portal_entry as entry_service
from services.destination_confirming import DestinationIncompleteError
from services.glass import SameHandsError
from services.portal_entry import NoProposalError
from services.vouching import EntryChangedError


@needs(Permission.USE_PORTAL)
def own_entry() -> Answer:
    """The entries one stands for."""
    return _entry_page()


@needs(Permission.USE_PORTAL)
def confirm_own_entry(destination_id: UUID) -> Answer:
    """Say that it is right as it stands."""
    based_on = request.form.get("based_on", type=int)
    if based_on is None:
        raise BadRequest
    try:
        with the_house().open_work() as work:
            entry_service.confirm(
                work, destination_id, member_id=the_member().id, based_on=based_on
            )
    except (EntryChangedError, DestinationIncompleteError, SameHandsError) as refusal:
        return _entry_page(refusal)
    return _to_entry()


@needs(Permission.USE_PORTAL)
def propose_change(destination_id: UUID) -> Answer:
    """Say what would have to be changed."""
    try:
        with the_house().open_work() as work:
            entry_service.propose(
                work,
                destination_id,
                request.form.get("proposal", ""),
                member_id=the_member().id,
            )
    except NoProposalError as refusal:
        return _entry_page(refusal)
    return _to_entry()


@needs(Permission.USE_PORTAL)
def say_room(destination_id: UUID) -> Response:
    """Say whether there is room."""
    vacancy = request.form.get("vacancy", "")
    if vacancy not in set(Vacancy):
        raise BadRequest
    with the_house().open_work() as work:
        entry_service.say_room(work, destination_id, Vacancy(vacancy), member_id=the_member().id)
    return _to_entry()


def _entry_page(refusal: RefusedError | None = None) -> tuple[str, int]:
    with the_house().open_look() as look:
        entries = entry_service.own_entries(look, member_id=the_member().id)
    page = render_template(
        "portal_entry.html",
        entries=entries,
        mistake=_(REFUSALS[refusal.code]) if refusal is not None else None,
        date_words=date_words,
        vacancies=VACANCIES,
        states=PROPOSAL_STATES,
        longest=LONGEST_PROPOSAL,
        today=the_house().clock().date(),
    )
    return page, 409 if refusal is not None else 200


def _to_entry() -> Response:
    return redirect(url_for("console.own_entry"), 303)


WAYS: Final[Ways] = (
    ("/portal/entry", own_entry, ["GET"]),
    ("/portal/entry/<uuid:destination_id>/confirm", confirm_own_entry, ["POST"]),
    ("/portal/entry/<uuid:destination_id>/propose", propose_change, ["POST"]),
    ("/portal/entry/<uuid:destination_id>/room", say_room, ["POST"]),
)
"""Every address of this module, and the view behind it."""
