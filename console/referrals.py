"""Referrals: what is due, how each stands, and what is sent or noted of it."""

from typing import Final, TypeVar
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console import referral_words
from console.guard import needs, the_member
from console.house import the_house
from console.presence import note_here
from console.talk_page import mark_of
from console.ways import Ways
from domain.errors import SecondLookError
from domain.permission import Permission
from domain.record_details import ReferStep
from domain.referral import LONGEST_SHOWN, ConsentState, Interval, Shows
from domain.secret import PrivateText
from services import paper_pages, referral_lists, referral_pages, referral_talk, referrals
from services.referrals import Display

_Code = TypeVar("_Code", ReferStep, Interval, Shows)


@needs(Permission.REFER)
def referral_list() -> str:
    """The referrals one keeps: what is due first."""
    note_here()
    with the_house().open_look() as work:
        found = referral_lists.list_readable(work, member_id=the_member().id)
    return _page("referrals.html", referrals=found)


@needs(Permission.REFER)
def referral(referral_id: UUID) -> str:
    """One referral, with everything that was done."""
    note_here()
    member_id = the_member().id
    with the_house().open_look() as work:
        page = referral_pages.look(work, referral_id, member_id=member_id)
        papers = paper_pages.list_of(work, referral_id, member_id=member_id)
    if page.words is not None:
        with the_house().open_work() as work:
            referral_pages.note_read(work, referral_id, member_id=member_id)
    return _page("referral.html", page=page, referral=page.referral, papers=papers, mark_of=mark_of)


@needs(Permission.REFER)
def show_to(referral_id: UUID) -> Response:
    """Write down what the destination may read."""
    display = Display(shows=_code(Shows, "shows"), words=PrivateText(request.form.get("words", "")))
    with the_house().open_work() as work:
        referrals.show(work, referral_id, display, member_id=the_member().id)
    return _to(referral_id)


@needs(Permission.REFER)
def tell_place(referral_id: UUID) -> Response:
    """Send the place, as it was read."""
    member_id = the_member().id
    with the_house().open_work() as work:
        words = referral_talk.place_words(work, referral_id, member_id=member_id)
        _require_seen(words)
        referral_talk.tell(work, referral_id, member_id=member_id, seen=words)
    return _to(referral_id)


@needs(Permission.REFER)
def ask_consent(referral_id: UUID) -> Response:
    """Ask the person, in the words that were read."""
    member_id = the_member().id
    with the_house().open_work() as work:
        words = referral_talk.ask_words(work, referral_id, member_id=member_id)
        _require_seen(words)
        referral_talk.ask(work, referral_id, member_id=member_id, seen=words)
    return _to(referral_id)


@needs(Permission.REFER)
def note_step(referral_id: UUID) -> Response:
    """Note how far it came."""
    step = _code(ReferStep, "step")
    with the_house().open_work() as work:
        referrals.note_step(work, referral_id, step, member_id=the_member().id)
    return _to(referral_id)


@needs(Permission.REFER)
def plan_follow_up(referral_id: UUID) -> Response:
    """Set a day to look again."""
    interval = _code(Interval, "interval")
    with the_house().open_work() as work:
        referrals.plan_follow_up(work, referral_id, interval, member_id=the_member().id)
    return _to(referral_id)


@needs(Permission.REFER)
def finish_follow_up(referral_id: UUID, follow_up_id: UUID) -> Response:
    """Say that one has looked."""
    with the_house().open_work() as work:
        referrals.finish_follow_up(work, referral_id, follow_up_id, member_id=the_member().id)
    return _to(referral_id)


@needs(Permission.REFER)
def close_referral(referral_id: UUID) -> Response:
    """Close it; its history stays."""
    with the_house().open_work() as work:
        referrals.close(work, referral_id, member_id=the_member().id)
    return _to(referral_id)


def _page(template: str, **shown: object) -> str:
    return render_template(
        template,
        consents=referral_words.CONSENTS,
        shows_words=referral_words.SHOWS,
        longest_shown={shows.value: most for shows, most in LONGEST_SHOWN.items()},
        said_by=referral_words.SAID_BY,
        confirmed_as=referral_words.CONFIRMED_AS,
        intervals=referral_words.INTERVALS,
        paper_states=referral_words.PAPER_STATES,
        given=ConsentState.GIVEN,
        **shown,
    )


def _require_seen(words: PrivateText) -> None:
    if request.form.get("seen") != mark_of(words):
        raise SecondLookError


def _code(vocabulary: type[_Code], name: str) -> _Code:
    try:
        return vocabulary(request.form.get(name, ""))
    except ValueError:
        raise BadRequest from None


def _to(referral_id: UUID) -> Response:
    return redirect(url_for("console.referral", referral_id=referral_id), 303)


WAYS: Final[Ways] = (
    ("/referrals", referral_list, ["GET"]),
    ("/referrals/<uuid:referral_id>", referral, ["GET"]),
    ("/referrals/<uuid:referral_id>/shown", show_to, ["POST"]),
    ("/referrals/<uuid:referral_id>/place", tell_place, ["POST"]),
    ("/referrals/<uuid:referral_id>/consent", ask_consent, ["POST"]),
    ("/referrals/<uuid:referral_id>/steps", note_step, ["POST"]),
    ("/referrals/<uuid:referral_id>/follow-ups", plan_follow_up, ["POST"]),
    (
        "/referrals/<uuid:referral_id>/follow-ups/<uuid:follow_up_id>",
        finish_follow_up,
        ["POST"],
    ),
    ("/referrals/<uuid:referral_id>/close", close_referral, ["POST"]),
)
"""Every address of this module, and the view behind it."""
