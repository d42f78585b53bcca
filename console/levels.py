"""Levels of danger: how a talk's has gone, lowering it, and agreeing to that."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.house import the_house
from console.language import _, later
from console.opened import note_opened
from console.presence import note_here
from console.ways import Ways
from console.words import REFUSALS
from domain.errors import RefusedError
from domain.lowering import LONGEST_REASON, SHORTEST_REASON, LoweringState, needs_second
from domain.permission import Permission
from domain.secret import PrivateText
from services import circumstances, desk, lowerings
from services import levels as level_service
from services.lowerings import ShownLowering

_LEVELS: Final = range(4)
"""What a level can be lowered to."""

_GONE: Final[Mapping[LoweringState, str]] = {
    LoweringState.LAPSED: later("30分のうちに返事がなかったため、このお願いは終わりました。"),
    LoweringState.OVERTAKEN: later("新しいサインが届いたため、このお願いは終わりました。"),
    LoweringState.MOOT: later("お話しか、お願いした方の役割が終わったため、閉じました。"),
}
"""Why nobody can agree any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stood in the form when it was sent: it is not lost by a refusal.

    ``level`` is None where it is to be chosen anew: things have changed since.
    """

    level: int | None
    reason: PrivateText


@needs(Permission.SEE_ALERTS)
def levels(visit_id: UUID) -> str:
    """Every change of a talk's level, and what lowers it."""
    note_here()
    return _page(visit_id)


@needs(Permission.LOWER_RISK)
def lower(visit_id: UUID) -> Response | tuple[str, int]:
    """Lower it with a reason; from R3 on, ask another supervisor to agree."""
    to = request.form.get("level", type=int)
    reason = PrivateText(request.form.get("reason", "").replace("\r\n", "\n"))
    if to is None or to not in _LEVELS:
        raise BadRequest
    try:
        with the_house().open_work() as work:
            lowerings.lower(work, visit_id, to=to, member_id=the_member().id, reason=reason)
    except RefusedError as refusal:
        return _page(visit_id, refusal=refusal, typed=Typed(level=to, reason=reason)), 409
    return _to_levels(visit_id)


@needs(Permission.GRANT_LOWERING)
def grant_lowering(visit_id: UUID, lowering_id: UUID) -> Response | tuple[str, int]:
    """Agree as the second supervisor."""
    return _answer(visit_id, lowering_id, is_granted=True)


@needs(Permission.GRANT_LOWERING)
def refuse_lowering(visit_id: UUID, lowering_id: UUID) -> Response | tuple[str, int]:
    """Say no as the second supervisor."""
    return _answer(visit_id, lowering_id, is_granted=False)


def _answer(visit_id: UUID, lowering_id: UUID, *, is_granted: bool) -> Response | tuple[str, int]:
    answer = lowerings.grant if is_granted else lowerings.refuse
    try:
        with the_house().open_work() as work:
            if lowerings.visit_of(work, lowering_id) != visit_id:
                raise NotFound
            answer(work, lowering_id, member_id=the_member().id)
    except RefusedError as refusal:
        return _page(visit_id, refusal=refusal), 409
    return _to_levels(visit_id)


def _page(
    visit_id: UUID, *, refusal: RefusedError | None = None, typed: Typed | None = None
) -> str:
    """The page; ``refusal`` and what was ``typed`` are of an asking that could not be done."""
    member_id = the_member().id
    with the_house().open_look() as work:
        talk = desk.get_talk(work, visit_id, member_id=member_id)
        around = circumstances.around(work, visit_id, member_id=member_id)
        asked = lowerings.find(work, visit_id, member_id=member_id)
        gone = lowerings.find_gone(work, visit_id, member_id=member_id) if asked is None else None
        changes = level_service.list_changes(work, visit_id)
    note_opened(visit_id)
    return render_template(
        "alert_levels.html",
        talk=talk,
        risk=around.risk,
        asked=asked,
        gone=gone,
        gone_words=_GONE[gone.state] if gone is not None else None,
        changes=changes,
        takes_two=needs_second(around.risk),
        shortest=SHORTEST_REASON,
        longest=LONGEST_REASON,
        refused=_(REFUSALS[refusal.code]) if refusal is not None else None,
        typed=typed or _again(gone),
    )


def _again(gone: ShownLowering | None) -> Typed | None:
    """What one has asked oneself stays in the form: it may be asked anew."""
    if gone is None or not gone.is_own or gone.reason is None:
        return None
    return Typed(level=None, reason=gone.reason)


def _to_levels(visit_id: UUID) -> Response:
    return redirect(url_for("console.levels", visit_id=visit_id), 303)


WAYS: Final[Ways] = (
    ("/talks/<uuid:visit_id>/levels", levels, ["GET"]),
    ("/talks/<uuid:visit_id>/levels", lower, ["POST"]),
    ("/talks/<uuid:visit_id>/levels/<uuid:lowering_id>/grant", grant_lowering, ["POST"]),
    ("/talks/<uuid:visit_id>/levels/<uuid:lowering_id>/refuse", refuse_lowering, ["POST"]),
)
"""Every address of this module, and the view behind it."""
