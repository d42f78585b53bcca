"""The directory of support lines: how each stands, what would be named, and who has rung."""

from datetime import datetime
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.directory_words import AUDIENCES, LINE_ACTS, MEANS, PURPOSES, state_words
from console.forms.directory import HOURS_EXAMPLE, LineForm
from console.guard import needs, the_member
from console.house import the_house
from console.language import _
from console.plan_words import date_words
from console.text_words import TITLES
from console.ways import Ways
from console.words import REFUSALS
from domain.checking import EntryAct
from domain.clock import TOKYO
from domain.errors import RefusedError
from domain.permission import Permission
from services import directory as directory_service
from services import directory_keeping, directory_pages, directory_warnings
from services.directory_keeping import LineIncompleteError
from services.glass import SameHandsError
from services.vouching import EntryChangedError


@needs(Permission.SEE_DIRECTORY)
def directory() -> str:
    """Every line, what would be named at this minute, or at another."""
    at = _asked_moment()
    with the_house().open_look() as work:
        return _page(
            "directory.html",
            lines=directory_pages.list_lines(work),
            examples=work.house.examples if work.house.with_examples else (),
            named=directory_pages.named_at(work, at or work.now),
            asked=(at or work.now).astimezone(TOKYO).strftime("%Y-%m-%dT%H:%M"),
            is_now=at is None,
            news=directory_warnings.news(work),
        )


@needs(Permission.SEE_DIRECTORY)
def directory_entry(line_id: UUID) -> str:
    """One line, with everything that was done to it."""
    return _entry_page(line_id)


@needs(Permission.KEEP_DIRECTORY)
def new_line() -> str | Response | tuple[str, int]:
    """Write down another line."""
    form = LineForm()
    if form.is_right():
        with the_house().open_work() as work:
            [line_id] = directory_keeping.add(
                work, [(form.facts(), None)], act=EntryAct.ADDED, member_id=the_member().id
            )
        return _to_entry(line_id)
    return _page("directory_form.html", form=form, line=None), 422 if form.errors else 200


@needs(Permission.KEEP_DIRECTORY)
def edit_line(line_id: UUID) -> str | Response | tuple[str, int]:
    """Write a line anew; whatever was rung of it is to be rung again."""
    with the_house().open_look() as work:
        line = directory_pages.get_line(work, line_id)
    form = LineForm(line.facts, line.newest)
    if form.is_right():
        try:
            with the_house().open_work() as work:
                directory_keeping.change(
                    work,
                    line_id,
                    form.facts(),
                    member_id=the_member().id,
                    based_on=form.number(),
                )
        except EntryChangedError as refusal:
            return _page("directory_form.html", form=form, line=line, told=_told(refusal)), 409
        return _to_entry(line_id)
    return _page("directory_form.html", form=form, line=line), 422 if form.errors else 200


@needs(Permission.CONFIRM_DIRECTORY)
def confirm_line(line_id: UUID) -> Response | tuple[str, int]:
    """Say that one has rung."""
    based_on = request.form.get("based_on", type=int)
    if based_on is None:
        raise BadRequest
    try:
        with the_house().open_work() as work:
            directory_keeping.confirm(work, line_id, member_id=the_member().id, based_on=based_on)
    except (EntryChangedError, LineIncompleteError, SameHandsError) as refusal:
        return _entry_page(line_id, told=_told(refusal)), 409
    return _to_entry(line_id)


@needs(Permission.KEEP_DIRECTORY)
def withdraw_line(line_id: UUID) -> Response:
    """Take a line out of use."""
    with the_house().open_work() as work:
        directory_keeping.withdraw(work, line_id, member_id=the_member().id)
    return _to_entry(line_id)


@needs(Permission.KEEP_DIRECTORY)
def restore_line(line_id: UUID) -> Response:
    """Take it back."""
    with the_house().open_work() as work:
        directory_keeping.restore(work, line_id, member_id=the_member().id)
    return _to_entry(line_id)


def _entry_page(line_id: UUID, *, told: str | None = None) -> str:
    with the_house().open_look() as work:
        line = directory_pages.get_line(work, line_id)
        named = directory_warnings.naming_texts(work)
        return _page(
            "directory_entry.html",
            line=line,
            versions=directory_pages.list_versions(work, line_id),
            named_by=named.get(directory_service.way_of(line.facts.contact), ()),
            told=told,
            today=directory_service.today(work),
        )


def _page(template: str, **shown: object) -> str:
    return render_template(
        template,
        state_words=state_words,
        date_words=date_words,
        purposes=PURPOSES,
        audiences=AUDIENCES,
        means=MEANS,
        acts=LINE_ACTS,
        text_titles=TITLES,
        hours_example=HOURS_EXAMPLE,
        **shown,
    )


def _asked_moment() -> datetime | None:
    """The moment asked about, in Tokyo; None for now, and for what is none."""
    try:
        asked = datetime.fromisoformat(request.args.get("at", ""))
    except ValueError:
        return None
    return asked.replace(tzinfo=TOKYO) if asked.tzinfo is None else None


def _told(refusal: RefusedError) -> str:
    return _(REFUSALS[refusal.code])


def _to_entry(line_id: UUID) -> Response:
    return redirect(url_for("console.directory_entry", line_id=line_id), 303)


WAYS: Final[Ways] = (
    ("/directory", directory, ["GET"]),
    ("/directory/new", new_line, ["GET", "POST"]),
    ("/directory/<uuid:line_id>", directory_entry, ["GET"]),
    ("/directory/<uuid:line_id>/edit", edit_line, ["GET", "POST"]),
    ("/directory/<uuid:line_id>/confirm", confirm_line, ["POST"]),
    ("/directory/<uuid:line_id>/withdraw", withdraw_line, ["POST"]),
    ("/directory/<uuid:line_id>/restore", restore_line, ["POST"]),
)
"""Every address of this module, and the view behind it."""
