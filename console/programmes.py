"""Programmes: what takes place in a month, and what is known of each."""

from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from console.forms.programme import ProgrammeForm
from console.guard import needs, the_member
from console.house import the_house
from console.language import _
from console.programme_words import EASES, KINDS, REASONS, number_words, room_words, when_words
from console.ways import Ways
from console.words import REFUSALS
from domain.clock import TOKYO
from domain.permission import Permission
from domain.programme import local_day
from services import destinations, programme_keeping
from services import programmes as programme_service
from services.programme_keeping import DatesAheadError, ProgrammeWordsError
from services.programmes import ShownProgramme
from services.work import Work

_DECEMBER: Final = 12
_LAST_YEAR: Final = 2199


@needs(Permission.SEE_PROGRAMMES)
def programmes() -> str:
    """The dates of a month, and every programme there is."""
    with the_house().open_look() as work:
        today = local_day(work.now)
        first = _asked_month() or today.replace(day=1)
        following = _next(first)
        return page(
            "programmes.html",
            first=first,
            before=_before(first),
            following=following,
            is_now=first == today.replace(day=1),
            dates=programme_service.list_dates(
                work, since=_midnight(first), until=_midnight(following)
            ),
            programmes=programme_service.list_all(work),
            waiting=programme_service.list_waiting(work),
        )


@needs(Permission.SEE_PROGRAMMES)
def programme(programme_id: UUID) -> str:
    """One programme with its dates."""
    return _programme_page(programme_id)


@needs(Permission.KEEP_PROGRAMMES)
def new_programme() -> str | Response | tuple[str, int]:
    """Write down a programme."""
    with the_house().open_look() as work:
        form = ProgrammeForm(_choices(work))
    if form.is_right():
        try:
            with the_house().open_work() as work:
                made = programme_keeping.add(work, form.facts(), member_id=the_member().id)
            return _to(made)
        except ProgrammeWordsError:
            _tell_faults(form)
    return page("programme_form.html", form=form, programme=None), 422 if form.errors else 200


@needs(Permission.KEEP_PROGRAMMES)
def edit_programme(programme_id: UUID) -> str | Response | tuple[str, int]:
    """Write a programme anew."""
    with the_house().open_look() as work:
        shown = programme_service.get(work, programme_id)
        form = ProgrammeForm(_choices(work, shown), shown.facts)
    if form.is_right():
        try:
            with the_house().open_work() as work:
                programme_keeping.change(
                    work, programme_id, form.facts(), member_id=the_member().id
                )
            return _to(programme_id)
        except ProgrammeWordsError:
            _tell_faults(form)
    return page("programme_form.html", form=form, programme=shown), 422 if form.errors else 200


@needs(Permission.KEEP_PROGRAMMES)
def end_programme(programme_id: UUID) -> Response | tuple[str, int]:
    """It takes place no more."""
    try:
        with the_house().open_work() as work:
            programme_keeping.end(work, programme_id, member_id=the_member().id)
    except DatesAheadError as refusal:
        return _programme_page(programme_id, told=_(REFUSALS[refusal.code])), 409
    return _to(programme_id)


def page(template: str, **shown: object) -> str:
    """A page of programmes, with the words all of them use."""
    return render_template(
        template,
        kinds=KINDS,
        eases=EASES,
        room_words=room_words,
        reasons=REASONS,
        number_words=number_words,
        when_words=when_words,
        **shown,
    )


def _programme_page(programme_id: UUID, *, told: str | None = None) -> str:
    with the_house().open_look() as work:
        shown = programme_service.get(work, programme_id)
        dates = programme_service.list_dates(work, programme_id=programme_id)
        return page("programme.html", programme=shown, dates=dates, told=told)


def _choices(work: Work, shown: ShownProgramme | None = None) -> list[tuple[UUID, str]]:
    """The destinations one may choose; of a programme that is written anew, its own."""
    if shown is not None:
        return [(shown.facts.destination_id, shown.destination)]
    return [(each.id, each.facts.name) for each in destinations.usable_by_staff(work)]


def _tell_faults(form: ProgrammeForm) -> None:
    with the_house().open_look() as work:
        form.tell(programme_keeping.find_faults(work, form.facts()))


def _asked_month() -> date | None:
    try:
        asked = date.fromisoformat(f"{request.args.get('month', '')}-01")
    except ValueError:
        return None
    return asked if 1 < asked.year < _LAST_YEAR else None


def _next(first: date) -> date:
    if first.month == _DECEMBER:
        return date(first.year + 1, 1, 1)
    return date(first.year, first.month + 1, 1)


def _before(first: date) -> date:
    if first.month == 1:
        return date(first.year - 1, _DECEMBER, 1)
    return date(first.year, first.month - 1, 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), TOKYO)


def _to(programme_id: UUID) -> Response:
    return redirect(url_for("console.programme", programme_id=programme_id), 303)


WAYS: Final[Ways] = (
    ("/programmes", programmes, ["GET"]),
    ("/programmes/new", new_programme, ["GET", "POST"]),
    ("/programmes/<uuid:programme_id>", programme, ["GET"]),
    ("/programmes/<uuid:programme_id>/edit", edit_programme, ["GET", "POST"]),
    ("/programmes/<uuid:programme_id>/end", end_programme, ["POST"]),
)
"""Every address of this module, and the view behind it."""
