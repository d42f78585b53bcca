"""Dates of programmes: set, moved, told of in two steps, cancelled; who came; asking for news."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.forms.programme import DateForm
from console.guard import needs, the_member
from console.house import the_house
from console.language import _
from console.programmes import page
from console.talk_page import back_to
from console.ways import Ways
from console.words import REFUSALS
from domain.errors import RefusedError
from domain.permission import Permission
from domain.programme import CancelledFor
from services import interests, programme_dates, programme_news, programmes
from services.portal_dates import ManyWaitingError
from services.programme_dates import DateOverError, ImpossibleDateError, NotYetHeldError
from services.programme_keeping import ProgrammeWordsError, find_place_faults
from services.work import Work


@needs(Permission.KEEP_PROGRAMMES)
def new_date(programme_id: UUID) -> str | Response | tuple[str, int]:
    """Set a date."""
    with the_house().open_look() as work:
        shown = programmes.get(work, programme_id)
        form = DateForm(work.now)

    def add(work: Work) -> UUID:
        return programme_dates.add(work, programme_id, form.facts(), member_id=the_member().id)

    made, told = keep(form, add, destination_id=shown.facts.destination_id)
    if made is not None:
        return _to(made)
    status = 422 if form.errors else 409 if told else 200
    return page("programme_date_form.html", form=form, programme=shown, told=told), status


@needs(Permission.KEEP_PROGRAMMES)
def edit_date(date_id: UUID) -> str | Response | tuple[str, int]:
    """Write a date anew; whoever signed up is told of another time or place."""
    with the_house().open_look() as work:
        date = programmes.get_date(work, date_id)
        form = DateForm(work.now, date.facts)

    def change(work: Work) -> UUID:
        programme_dates.change(work, date_id, form.facts(), member_id=the_member().id)
        return date_id

    made, told = keep(form, change, destination_id=date.programme.facts.destination_id)
    if made is not None:
        return _to(made)
    status = 422 if form.errors else 409 if told else 200
    shown = page(
        "programme_date_form.html", form=form, programme=date.programme, date=date, told=told
    )
    return shown, status


@needs(Permission.KEEP_PROGRAMMES)
def accept_date(date_id: UUID) -> Response | tuple[str, int]:
    """Let out a date that its destination wrote down."""
    try:
        with the_house().open_work() as work:
            programme_dates.accept(work, date_id, member_id=the_member().id)
    except DateOverError as refusal:
        return _date_page(date_id, told=_told(refusal)), 409
    return _to(date_id)


def keep(
    form: DateForm, act: Callable[[Work], UUID], *, destination_id: UUID
) -> tuple[UUID | None, str | None]:
    """Do what was filled in, if it was sent and is right; gives the date, or what was refused.

    What is wrong with its place stands at the form.
    """
    if not form.is_right():
        return None, None
    try:
        with the_house().open_work() as work:
            return act(work), None
    except ProgrammeWordsError:
        with the_house().open_look() as work:
            form.tell_place(find_place_faults(work, destination_id, form.facts().place))
        return None, None
    except (ImpossibleDateError, DateOverError, ManyWaitingError) as refusal:
        return None, _told(refusal)


@needs(Permission.SEE_PROGRAMMES)
def programme_date(date_id: UUID) -> str:
    """One date: when, for how many, whether it is told of."""
    return _date_page(date_id)


@needs(Permission.KEEP_PROGRAMMES)
def tell_date(date_id: UUID) -> str | Response | tuple[str, int]:
    """First look at the notice and at how many it reaches; then let it go out."""
    if request.method == "POST":
        try:
            with the_house().open_work() as work:
                programme_dates.tell(work, date_id, member_id=the_member().id)
        except DateOverError as refusal:
            return _date_page(date_id, told=_told(refusal)), 409
        return _to(date_id)
    with the_house().open_look() as work:
        return page(
            "programme_tell.html",
            date=programmes.get_date(work, date_id),
            notice=programme_news.preview(work, date_id),
            receivers=programme_news.receivers_at_least(work, date_id),
        )


@needs(Permission.KEEP_PROGRAMMES)
def cancel_date(date_id: UUID) -> Response | tuple[str, int]:
    """It does not take place."""
    why = request.form.get("why", "")
    if why not in set(CancelledFor):
        raise BadRequest
    try:
        with the_house().open_work() as work:
            programme_dates.cancel(work, date_id, CancelledFor(why), member_id=the_member().id)
    except DateOverError as refusal:
        return _date_page(date_id, told=_told(refusal)), 409
    return _to(date_id)


@needs(Permission.KEEP_PROGRAMMES)
def count_heads(date_id: UUID) -> Response | tuple[str, int]:
    """Say how many came in all."""
    heads = request.form.get("heads", type=int)
    if heads is None:
        raise BadRequest
    try:
        with the_house().open_work() as work:
            programme_dates.keep_heads(work, date_id, heads, member_id=the_member().id)
    except (NotYetHeldError, ImpossibleDateError) as refusal:
        return _date_page(date_id, told=_told(refusal)), 409
    return _to(date_id)


@needs(Permission.WRITE_IN_TALK)
def ask_news(visit_id: UUID) -> str | Response:
    """Ask the person of one's own talk whether news may be sent."""
    with the_house().open_work() as work:
        interests.ask(work, visit_id, member_id=the_member().id)
    return back_to(visit_id)


def _date_page(date_id: UUID, *, told: str | None = None) -> str:
    with the_house().open_look() as work:
        shown = programmes.get_date(work, date_id)
        has_begun = shown.facts.begins_at <= work.now
        return page("programme_date.html", date=shown, has_begun=has_begun, told=told)


def _told(refusal: RefusedError) -> str:
    return _(REFUSALS[refusal.code])


def _to(date_id: UUID) -> Response:
    return redirect(url_for("console.programme_date", date_id=date_id), 303)


WAYS: Final[Ways] = (
    ("/programmes/<uuid:programme_id>/dates/new", new_date, ["GET", "POST"]),
    ("/programmes/dates/<uuid:date_id>", programme_date, ["GET"]),
    ("/programmes/dates/<uuid:date_id>/edit", edit_date, ["GET", "POST"]),
    ("/programmes/dates/<uuid:date_id>/accept", accept_date, ["POST"]),
    ("/programmes/dates/<uuid:date_id>/tell", tell_date, ["GET", "POST"]),
    ("/programmes/dates/<uuid:date_id>/cancel", cancel_date, ["POST"]),
    ("/programmes/dates/<uuid:date_id>/heads", count_heads, ["POST"]),
    ("/talks/<uuid:visit_id>/ask-news", ask_news, ["POST"]),
)
"""Every address of this module, and the view behind it."""
