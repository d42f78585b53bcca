"""Destinations: which there are, how each stands, and who has made sure."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console import destination_words
from console.destination_search import read_wanted
from console.destination_words import age_words, state_words
from console.directory_words import LINE_ACTS
from console.forms.destination import DestinationForm
from console.guard import needs, the_member
from console.house import the_house
from console.language import _
from console.plan_words import date_words
from console.record_words import AREAS, REFER_TO
from console.ways import Ways
from console.words import REFUSALS
from domain.checking import EntryAct, EntryState
from domain.destination_search import Wanted
from domain.errors import RefusedError
from domain.permission import Permission
from services import (
    destination_confirming,
    destination_keeping,
    destination_pages,
    destination_warnings,
)
from services import destinations as destination_service
from services.destination_confirming import DestinationIncompleteError
from services.destination_keeping import DestinationRefusedError
from services.glass import SameHandsError
from services.vouching import EntryChangedError


@needs(Permission.SEE_DESTINATIONS)
def destinations() -> str:
    """Every destination, or those that are looked for."""
    wanted = read_wanted()
    with the_house().open_look() as work:
        listed = destination_service.list_all(work)
        return _page(
            "destinations.html",
            found=destination_service.search(work, wanted),
            withdrawn=[each for each in listed if each.state is EntryState.WITHDRAWN],
            wanted=wanted,
            is_searched=wanted != Wanted(),
            ending=destination_warnings.ending(work),
        )


@needs(Permission.SEE_DESTINATIONS)
def destination_entry(destination_id: UUID) -> str:
    """One destination, with everything that was done to it."""
    return _entry_page(destination_id)


@needs(Permission.KEEP_DESTINATIONS)
def new_destination() -> str | Response | tuple[str, int]:
    """Write down another destination."""
    form = DestinationForm()
    if form.is_right():
        with the_house().open_work() as work:
            [made] = destination_keeping.add(
                work, [(form.facts(), None)], act=EntryAct.ADDED, member_id=the_member().id
            )
        return _to_entry(made)
    return _page("destination_form.html", form=form, entry=None), 422 if form.errors else 200


@needs(Permission.KEEP_DESTINATIONS)
def edit_destination(destination_id: UUID) -> str | Response | tuple[str, int]:
    """Write a destination anew; whatever was made sure of is to be made sure of again."""
    with the_house().open_look() as work:
        entry = destination_pages.get_entry(work, destination_id)
    form = DestinationForm(entry.shown.facts, entry.newest)
    if form.is_right():
        try:
            with the_house().open_work() as work:
                destination_keeping.change(
                    work,
                    destination_id,
                    form.facts(),
                    member_id=the_member().id,
                    based_on=form.number(),
                )
        except (EntryChangedError, DestinationRefusedError) as refusal:
            told = _told(refusal)
            return _page("destination_form.html", form=form, entry=entry, told=told), 409
        return _to_entry(destination_id)
    return _page("destination_form.html", form=form, entry=entry), 422 if form.errors else 200


@needs(Permission.CONFIRM_DESTINATIONS)
def confirm_destination(destination_id: UUID) -> Response | tuple[str, int]:
    """Say that one has made sure."""
    based_on = request.form.get("based_on", type=int)
    if based_on is None:
        raise BadRequest
    try:
        with the_house().open_work() as work:
            destination_confirming.confirm(
                work, destination_id, member_id=the_member().id, based_on=based_on
            )
    except (EntryChangedError, DestinationIncompleteError, SameHandsError) as refusal:
        return _entry_page(destination_id, told=_told(refusal)), 409
    return _to_entry(destination_id)


@needs(Permission.KEEP_DESTINATIONS)
def withdraw_destination(destination_id: UUID) -> Response:
    """Take a destination out of use."""
    with the_house().open_work() as work:
        destination_keeping.withdraw(work, destination_id, member_id=the_member().id)
    return _to_entry(destination_id)


@needs(Permission.KEEP_DESTINATIONS)
def restore_destination(destination_id: UUID) -> Response:
    """Take it back."""
    with the_house().open_work() as work:
        destination_keeping.restore(work, destination_id, member_id=the_member().id)
    return _to_entry(destination_id)


def _entry_page(destination_id: UUID, *, told: str | None = None) -> str:
    with the_house().open_look() as work:
        return _page(
            "destination_entry.html",
            entry=destination_pages.get_entry(work, destination_id),
            versions=destination_pages.list_versions(work, destination_id),
            told=told,
            today=destination_service.today(work),
        )


def _page(template: str, **shown: object) -> str:
    return render_template(
        template,
        state_words=state_words,
        age_words=age_words,
        date_words=date_words,
        kinds=REFER_TO,
        areas=AREAS,
        audiences=destination_words.AUDIENCES,
        ways=destination_words.WAYS,
        offers=destination_words.OFFERS,
        days=destination_words.DAYS,
        codes=destination_words.NARROWED_BY,
        acts=LINE_ACTS,
        **shown,
    )


def _told(refusal: RefusedError) -> str:
    return _(REFUSALS[refusal.code])


def _to_entry(destination_id: UUID) -> Response:
    return redirect(url_for("console.destination_entry", destination_id=destination_id), 303)


WAYS: Final[Ways] = (
    ("/destinations", destinations, ["GET"]),
    ("/destinations/new", new_destination, ["GET", "POST"]),
    ("/destinations/<uuid:destination_id>", destination_entry, ["GET"]),
    ("/destinations/<uuid:destination_id>/edit", edit_destination, ["GET", "POST"]),
    ("/destinations/<uuid:destination_id>/confirm", confirm_destination, ["POST"]),
    ("/destinations/<uuid:destination_id>/withdraw", withdraw_destination, ["POST"]),
    ("/destinations/<uuid:destination_id>/restore", restore_destination, ["POST"]),
)
"""Every address of this module, and the view behind it."""
