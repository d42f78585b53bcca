"""From one talk, or its record: where somebody could go, at which stages they stand."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console import referral_words
from console.destination_search import read_wanted
from console.destination_words import NARROWED_BY
from console.guard import needs, the_member
from console.house import the_house
from console.opened import note_opened
from console.presence import note_here
from console.ways import Ways
from domain.destination_search import Wanted
from domain.permission import Permission
from domain.secret import PrivateText
from domain.stage import LONGEST_SMALL_STEP, SmallStep, Stage
from services import desk, referral_lists, referral_pages, referral_places, referrals, stages
from services.referral_places import NamedPlace
from services.work import Work

_FEW: Final = 3


@needs(Permission.REFER)
def talk_referrals(visit_id: UUID) -> str:
    """The referrals of one person, a search for places, and their stages.

    Places are not searched by age here: it would stand in an address beside the talk.
    """
    note_here()
    member_id = the_member().id
    wanted = replace(read_wanted(words="q"), age=None)
    with the_house().open_look() as work:
        talk = desk.get_talk(work, visit_id, member_id=member_id)
        may_refer = referral_pages.may_refer(work, visit_id, member_id=member_id)
        page = render_template(
            "talk_referrals.html",
            talk=talk,
            referrals=referral_lists.list_of(work, visit_id, member_id=member_id),
            wanted=wanted,
            is_sought=wanted != Wanted(),
            codes=NARROWED_BY,
            found_places=_found(work, wanted) if may_refer else (),
            may_refer=may_refer,
            stages=stages.list_stages(work, visit_id, member_id=member_id),
            small_steps=stages.list_small_steps(work, visit_id, member_id=member_id),
            stage_words=referral_words.STAGES,
            small_step_words=referral_words.SMALL_STEPS,
            longest=LONGEST_SMALL_STEP,
            consents=referral_words.CONSENTS,
        )
    note_opened(visit_id)
    return page


@needs(Permission.REFER)
def propose_referral(visit_id: UUID) -> Response:
    """Begin a referral; nothing is sent by it."""
    try:
        destination_id = UUID(request.form.get("destination", ""))
    except ValueError:
        raise BadRequest from None
    with the_house().open_work() as work:
        referral_id = referrals.propose(work, visit_id, destination_id, member_id=the_member().id)
    return redirect(url_for("console.referral", referral_id=referral_id), 303)


@needs(Permission.REFER)
def keep_stages(visit_id: UUID) -> Response:
    """Say at which stages the person stands today."""
    try:
        now_at = frozenset(map(Stage, request.form.getlist("stage")))
    except ValueError:
        raise BadRequest from None
    with the_house().open_work() as work:
        stages.keep(work, visit_id, now_at, member_id=the_member().id)
    return _to(visit_id)


@needs(Permission.REFER)
def add_small_step(visit_id: UUID) -> Response:
    """Note a small step."""
    try:
        kind = SmallStep(request.form.get("kind", ""))
    except ValueError:
        raise BadRequest from None
    words = request.form.get("words", "").strip()
    with the_house().open_work() as work:
        stages.add_small_step(
            work,
            visit_id,
            kind,
            PrivateText(words) if words else None,
            member_id=the_member().id,
        )
    return _to(visit_id)


def _found(work: Work, wanted: Wanted) -> tuple[NamedPlace, ...]:
    """What is found; a few where nobody has looked for anything yet."""
    found = referral_places.search(work, wanted)
    return found if wanted != Wanted() else found[:_FEW]


def _to(visit_id: UUID) -> Response:
    return redirect(url_for("console.talk_referrals", visit_id=visit_id), 303)


WAYS: Final[Ways] = (
    ("/talks/<uuid:visit_id>/referrals", talk_referrals, ["GET"]),
    ("/talks/<uuid:visit_id>/referrals", propose_referral, ["POST"]),
    ("/talks/<uuid:visit_id>/stages", keep_stages, ["POST"]),
    ("/talks/<uuid:visit_id>/small-steps", add_small_step, ["POST"]),
)
"""Every address of this module, and the view behind it."""
