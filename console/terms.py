"""Terms from practice: what was missed, paraphrased, approved by a second supervisor, measured."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.danger_words import FAULTS
from console.guard import needs, the_member
from console.house import the_house
from console.language import _
from console.ways import Ways
from console.words import REFUSALS
from domain.errors import RefusedError
from domain.permission import Permission
from domain.practice import LEVELS, LONGEST_TERM, SIGNS
from domain.risk.assessment import Sign
from services import practice_terms
from services.practice_terms import TermRefusedError


@needs(Permission.KEEP_TERMS)
def terms() -> str:
    """What waits, what is looked for, and what it does to the shipped sentences."""
    return _page()


@needs(Permission.KEEP_TERMS)
def propose_term() -> Response | tuple[str, int]:
    """Write down a paraphrase of what was missed."""
    phrase = request.form.get("phrase", "")
    sign, level = request.form.get("sign", ""), request.form.get("level", type=int)
    if sign not in SIGNS or level not in LEVELS:
        raise BadRequest
    try:
        with the_house().open_work() as work:
            practice_terms.propose(
                work, phrase, sign=Sign(sign), level=level, member_id=the_member().id
            )
    except RefusedError as refusal:
        return _page(refusal), 409
    return _to_page()


@needs(Permission.APPROVE_TERMS)
def approve_term(term_id: UUID) -> Response | tuple[str, int]:
    """Put a colleague's term in force."""
    try:
        with the_house().open_work() as work:
            practice_terms.approve(work, term_id, member_id=the_member().id)
    except RefusedError as refusal:
        return _page(refusal), 409
    return _to_page()


@needs(Permission.KEEP_TERMS)
def withdraw_term(term_id: UUID) -> Response:
    """Look for a term no more."""
    with the_house().open_work() as work:
        practice_terms.withdraw(work, term_id, member_id=the_member().id)
    return _to_page()


def _page(refusal: RefusedError | None = None) -> str:
    with the_house().open_look() as work:
        listed = practice_terms.list_terms(work, member_id=the_member().id)
        measured = practice_terms.measured_now(work)
    return render_template(
        "terms.html",
        waiting=[each for each in listed if each.is_waiting],
        standing=[each for each in listed if each.in_force_at and not each.withdrawn_at],
        withdrawn=[each for each in listed if each.withdrawn_at],
        measured=measured,
        refused=_refused(refusal),
        signs=SIGNS,
        levels=LEVELS,
        longest=LONGEST_TERM,
    )


def _refused(refusal: RefusedError | None) -> str | None:
    if isinstance(refusal, TermRefusedError):
        return _(FAULTS[refusal.fault])
    return _(REFUSALS[refusal.code]) if refusal is not None else None


def _to_page() -> Response:
    return redirect(url_for("console.terms"), 303)


WAYS: Final[Ways] = (
    ("/terms", terms, ["GET"]),
    ("/terms", propose_term, ["POST"]),
    ("/terms/<uuid:term_id>/approve", approve_term, ["POST"]),
    ("/terms/<uuid:term_id>/withdraw", withdraw_term, ["POST"]),
)
"""Every address of this module, and the view behind it."""
