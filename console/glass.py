"""Breaking the glass: asking for one ended talk, agreeing as the second person, reading it."""

from datetime import date
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.audit_words import GLASS_STATES, reason_words
from console.guard import find_member, needs, the_member
from console.house import the_house
from console.opened import note_opened
from console.ways import Ways
from domain.clock import TOKYO
from domain.glass import GlassReason
from domain.permission import Permission
from services import desk, glass_list, making
from services import glass as glass_acts
from services.glass_list import ShownGlass
from services.making import Made


@needs(Permission.GRANT_GLASS)
def glass() -> str:
    """What is asked for, what is open, and what was so in the last day."""
    with the_house().open_look() as work:
        found = glass_list.list_recent(work, member_id=the_member().id)
    return render_template(
        "glass.html", glasses=found, state_words=GLASS_STATES, reason_words=reason_words
    )


@needs(Permission.BREAK_GLASS, is_fresh=True)
def ask_glass() -> str | Response:
    """Choose a talk and a reason, and ask."""
    if request.method == "POST":
        with the_house().open_work() as work:
            glass_acts.ask(work, _visit_id(), member_id=the_member().id, reason=_reason())
        return _to_glass()
    on = _day()
    with the_house().open_look() as work:
        talks = glass_list.list_ended_talks(work, member_id=the_member().id, on=on)
    return render_template(
        "glass_ask.html", talks=talks, on=on, reasons=list(GlassReason), reason_words=reason_words
    )


@needs(Permission.GRANT_GLASS, is_fresh=True)
def grant_glass(glass_id: UUID) -> Response:
    """Agree as the second person."""
    with the_house().open_work() as work:
        glass_acts.grant(work, glass_id, member_id=the_member().id)
    return _to_glass()


@needs(Permission.GRANT_GLASS)
def refuse_glass(glass_id: UUID) -> Response:
    """Say no as the second person."""
    with the_house().open_work() as work:
        glass_acts.refuse(work, glass_id, member_id=the_member().id)
    return _to_glass()


@needs(Permission.BREAK_GLASS, is_fresh=True)
def announce_glass(glass_id: UUID) -> Response:
    """Open it without a second person; everybody who looks on sees it."""
    with the_house().open_work() as work:
        glass_acts.announce(work, glass_id, member_id=the_member().id)
    return _to_glass()


@needs(Permission.BREAK_GLASS)
def end_glass(glass_id: UUID) -> Response:
    """Need it no more."""
    with the_house().open_work() as work:
        glass_acts.end(work, glass_id, member_id=the_member().id)
    return _to_glass()


@needs(Permission.GRANT_GLASS)
def note_glass(glass_id: UUID) -> Response:
    """Have seen that it was opened without a second person."""
    with the_house().open_work() as work:
        glass_acts.note(work, glass_id, member_id=the_member().id)
    return _to_glass()


@needs(Permission.BREAK_GLASS)
def glass_talk(glass_id: UUID) -> str:
    """The talk that is open to oneself, to read and nothing else."""
    member_id = the_member().id
    with the_house().open_look() as work:
        visit_id = glass_list.get_open(work, glass_id, member_id=member_id)
        talk = desk.get_talk(work, visit_id, member_id=member_id)
    note_opened(visit_id)
    return render_template("glass_talk.html", talk=talk, glass_id=glass_id)


def glass_news() -> tuple[ShownGlass, ...]:
    """What others ask for, have open or opened alone, for whoever looks on; for a banner."""
    member = find_member()
    if member is None or not member.may(Permission.GRANT_GLASS):
        return ()
    with the_house().open_look() as work:
        return glass_list.list_news(work, member_id=member.id)


def power_news() -> tuple[Made, ...]:
    """Whom others have made one who reads or opens talks, for whoever looks on; for a banner."""
    member = find_member()
    if member is None or not member.may(Permission.GRANT_GLASS):
        return ()
    with the_house().open_look() as work:
        return making.list_news(work, member_id=member.id)


def _visit_id() -> UUID:
    try:
        return UUID(request.form.get("talk", ""))
    except ValueError:
        raise BadRequest from None


def _reason() -> GlassReason:
    try:
        return GlassReason(request.form.get("reason", ""))
    except ValueError:
        raise BadRequest from None


def _day() -> date:
    """The day whose talks are to choose from: today unless another is named."""
    asked = request.args.get("day", "")
    try:
        return date.fromisoformat(asked) if asked else the_house().clock().astimezone(TOKYO).date()
    except ValueError:
        raise BadRequest from None


def _to_glass() -> Response:
    return redirect(url_for("console.glass"), 303)


WAYS: Final[Ways] = (
    ("/glass", glass, ["GET"]),
    ("/glass/ask", ask_glass, ["GET", "POST"]),
    ("/glass/<uuid:glass_id>/grant", grant_glass, ["POST"]),
    ("/glass/<uuid:glass_id>/refuse", refuse_glass, ["POST"]),
    ("/glass/<uuid:glass_id>/announce", announce_glass, ["POST"]),
    ("/glass/<uuid:glass_id>/end", end_glass, ["POST"]),
    ("/glass/<uuid:glass_id>/note", note_glass, ["POST"]),
    ("/glass/<uuid:glass_id>/talk", glass_talk, ["GET"]),
)
"""Every address of this module, and the view behind it."""
