"""One's own shifts (わたしの当番): who else is on, swaps, and what one still has to learn."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.house import the_house
from console.plan_words import (
    CERTIFICATE_STATES,
    DUTY_STATES,
    EXPIRIES,
    date_words,
    hours_words,
    length_words,
)
from console.times import day_words
from console.ways import Ways
from domain.permission import Permission
from services import own_shifts, shift_swaps, trained


@needs(Permission.SEE_SHIFTS)
def duty_plan() -> str:
    """The page."""
    member_id = the_member().id
    with the_house().open_look() as work:
        duties = own_shifts.list_own(work, member_id)
        takeable = own_shifts.list_takeable(work, member_id)
        learned = trained.get_own(work, member_id)
    return render_template(
        "shift_own.html",
        duties=duties,
        takeable=takeable,
        learned=learned,
        state_words=DUTY_STATES,
        certificate_words=CERTIFICATE_STATES,
        expiry_words=EXPIRIES,
        day_words=day_words,
        date_words=date_words,
        hours_words=hours_words,
        length_words=length_words,
    )


@needs(Permission.SEE_SHIFTS)
def hold_out_shift(duty_id: UUID) -> Response:
    """Ask colleagues to take one's shift."""
    with the_house().open_work() as work:
        shift_swaps.hold_out(work, duty_id, member_id=the_member().id)
    return _to_own()


@needs(Permission.SEE_SHIFTS)
def keep_shift(duty_id: UUID) -> Response:
    """Keep one's shift after all."""
    with the_house().open_work() as work:
        shift_swaps.withdraw(work, duty_id, member_id=the_member().id)
    return _to_own()


@needs(Permission.SEE_SHIFTS)
def take_shift(duty_id: UUID) -> Response:
    """Take a colleague's shift."""
    with the_house().open_work() as work:
        shift_swaps.take(work, duty_id, member_id=the_member().id)
    return _to_own()


def _to_own() -> Response:
    return redirect(url_for("console.duty_plan"), 303)


WAYS: Final[Ways] = (
    ("/duty-plan", duty_plan, ["GET"]),
    ("/duty-plan/<uuid:duty_id>/hold-out", hold_out_shift, ["POST"]),
    ("/duty-plan/<uuid:duty_id>/keep", keep_shift, ["POST"]),
    ("/duty-plan/<uuid:duty_id>/take", take_shift, ["POST"]),
)
"""Every address of this module, and the view behind it."""
