"""A destination's own dates on the portal: written down, cancelled, and how many came."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from console.forms.programme import DateForm
from console.guard import Answer, needs, the_member
from console.house import the_house
from console.language import _
from console.programme_dates import keep
from console.programme_words import REASONS, REFUSALS, number_words, when_words
from console.ways import Ways
from domain.errors import RefusedError
from domain.permission import Permission
from domain.programme import CancelledFor
from services import portal_dates as date_service
from services.programme_dates import DateOverError, ImpossibleDateError, NotYetHeldError
from services.work import Work


@needs(Permission.USE_PORTAL)
def own_dates() -> Answer:
    """The dates of one's destinations."""
    return _page()


@needs(Permission.USE_PORTAL)
def new_own_date(programme_id: UUID) -> Answer:
    """Write down a date of one's own programme, for a member to look at."""
    member_id = the_member().id
    with the_house().open_look() as look:
        own = date_service.get_programme(look, programme_id, member_id=member_id)
        form = DateForm(look.now)

    def enter(work: Work) -> UUID:
        return date_service.enter(work, programme_id, form.facts(), member_id=member_id)

    made, told = keep(form, enter, destination_id=own.facts.destination_id)
    if made is not None:
        return redirect(url_for("console.own_dates"), 303)
    status = 422 if form.errors else 409 if told else 200
    page = render_template("portal_date_form.html", form=form, programme=own, told=told)
    return page, status


@needs(Permission.USE_PORTAL)
def cancel_own_date(date_id: UUID) -> Answer:
    """It does not take place."""
    why = request.form.get("why", "")
    if why not in set(CancelledFor):
        raise BadRequest
    try:
        with the_house().open_work() as work:
            date_service.cancel(work, date_id, CancelledFor(why), member_id=the_member().id)
    except DateOverError as refusal:
        return _page(refusal)
    return redirect(url_for("console.own_dates"), 303)


@needs(Permission.USE_PORTAL)
def count_own_heads(date_id: UUID) -> Answer:
    """Say how many came."""
    heads = request.form.get("heads", type=int)
    if heads is None:
        raise BadRequest
    try:
        with the_house().open_work() as work:
            date_service.count_heads(work, date_id, heads, member_id=the_member().id)
    except (ImpossibleDateError, NotYetHeldError) as refusal:
        return _page(refusal)
    return redirect(url_for("console.own_dates"), 303)


def _page(refusal: RefusedError | None = None) -> tuple[str, int]:
    with the_house().open_look() as look:
        dates = date_service.list_dates(look, member_id=the_member().id)
        programmes = date_service.list_programmes(look, member_id=the_member().id)
    page = render_template(
        "portal_dates.html",
        dates=dates,
        programmes=programmes,
        mistake=_(REFUSALS[refusal.code]) if refusal is not None else None,
        number_words=number_words,
        when_words=when_words,
        reasons=REASONS,
        moment_now=the_house().clock(),
    )
    return page, 409 if refusal is not None else 200


WAYS: Final[Ways] = (
    ("/portal/dates", own_dates, ["GET"]),
    ("/portal/programmes/<uuid:programme_id>/dates/new", new_own_date, ["GET", "POST"]),
    ("/portal/dates/<uuid:date_id>/cancel", cancel_own_date, ["POST"]),
    ("/portal/dates/<uuid:date_id>/heads", count_own_heads, ["POST"]),
)
"""Every address of this module, and the view behind it."""
