"""Handing one's own talk on, and what else a counsellor may say about it."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response

from console.guard import Answer, needs, the_member
from console.house import the_house
from console.kept_pages import survives_reload
from console.presence import note_here
from console.ways import Ways, to_talk
from domain.conversation import VisitState
from domain.permission import Permission
from domain.record import LONGEST_NOTE
from domain.secret import PrivateText
from services import colleagues, conflicts, desk, handover, notes, supervision
from services.colleagues import Colleague
from services.desk import Talk
from services.notes import NoteEntry

TO_THE_LINE: Final = "line"
_LEVELS: Final = (1, 2, 3, 4)


@needs(Permission.WRITE_IN_TALK)
@survives_reload()
def hand_over(visit_id: UUID) -> Answer:
    """To whom, and with what note; a page, or its form for a dialog."""
    if request.method == "POST":
        return _handed_over(visit_id)
    note_here()
    member_id = the_member().id
    with the_house().open_look() as work:
        talk = desk.get_talk(work, visit_id, member_id=member_id)
        free = colleagues.list_free(work, visit_id)
        crosses = notes.may_cross(work, member_id=member_id)
    if talk.counsellor_id != member_id or talk.state is not VisitState.TALKING:
        raise NotFound
    template = "hand_over_form.html" if "X-Fragment" in request.headers else "hand_over.html"
    return _page(template, talk, free, crosses=crosses)


@needs(Permission.WRITE_IN_TALK)
def keep(visit_id: UUID) -> Response:
    """Go on oneself after all."""
    with the_house().open_work() as work:
        handover.keep(work, visit_id, member_id=the_member().id)
    return to_talk(visit_id)


@needs(Permission.RAISE_RISK)
def raise_risk(visit_id: UUID) -> Response:
    """Raise the level of danger; only in a talk one may read."""
    level = request.form.get("level", type=int)
    if level not in _LEVELS:
        raise BadRequest
    with the_house().open_work() as work:
        desk.require_readable(work, visit_id, member_id=the_member().id)
        supervision.raise_risk(work, visit_id, level=level, supervisor_id=the_member().id)
    return to_talk(visit_id)


@needs(Permission.WRITE_IN_TALK)
def may_know(visit_id: UUID) -> Response:
    """Say that one may know this person. Nobody asks why, and nobody is told."""
    member_id = the_member().id
    with the_house().open_work() as work:
        desk.require_readable(work, visit_id, member_id=member_id)
        state = desk.get_talk(work, visit_id, member_id=member_id).state
        conflicts.mark(work, visit_id, member_id=member_id)
    if state is VisitState.TALKING:
        return to_talk(visit_id)
    return redirect(url_for("console.inbox"), 303)


def _handed_over(visit_id: UUID) -> Answer:
    to = request.form.get("to", "")
    text = request.form.get("note", "").replace("\r\n", "\n").strip()
    if not to or len(text) > LONGEST_NOTE:
        raise BadRequest
    note = NoteEntry(words=PrivateText(text), crosses=request.form.get("crosses") == "yes")
    member_id = the_member().id
    if to == TO_THE_LINE:
        with the_house().open_work() as work:
            handover.release(work, visit_id, member_id=member_id, note=note)
        return to_talk(visit_id)
    chosen = _uuid(to)
    if text and "asked" not in request.form:
        asked = _asked_about(visit_id, chosen, note)
        if asked is not None:
            return asked, 409
    with the_house().open_work() as work:
        handover.offer_to(work, visit_id, member_id=member_id, to_member_id=chosen, note=note)
    return to_talk(visit_id)


def _asked_about(visit_id: UUID, chosen: UUID, note: NoteEntry) -> str | None:
    """The form again, where whoever is chosen would not see the note; None where they would."""
    member_id = the_member().id
    with the_house().open_look() as look:
        talk = desk.get_talk(look, visit_id, member_id=member_id)
        free = colleagues.list_free(look, visit_id)
        crosses = notes.may_cross(look, member_id=member_id)
    other = next((each for each in free if each.is_other and each.member_id == chosen), None)
    if other is None or (note.crosses and other.gets_notes):
        return None
    return _page("hand_over.html", talk, free, crosses=crosses, chosen=other, note=note.words)


def _page(
    template: str,
    talk: Talk,
    free: tuple[Colleague, ...],
    *,
    crosses: bool,
    chosen: Colleague | None = None,
    note: PrivateText | None = None,
) -> str:
    """The form; ``note`` has words that whoever is ``chosen`` would not see as it stands."""
    return render_template(
        template,
        talk=talk,
        colleagues=free,
        longest=LONGEST_NOTE,
        crosses=crosses,
        chosen=chosen.member_id if chosen else None,
        is_shut=chosen is not None and not chosen.gets_notes,
        note=note,
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadRequest from None


WAYS: Final[Ways] = (
    ("/talks/<uuid:visit_id>/hand-over", hand_over, ["GET", "POST"]),
    ("/talks/<uuid:visit_id>/keep", keep, ["POST"]),
    ("/talks/<uuid:visit_id>/risk", raise_risk, ["POST"]),
    ("/talks/<uuid:visit_id>/may-know", may_know, ["POST"]),
)
"""Every address of this module, and the view behind it."""
