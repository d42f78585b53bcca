"""The portal of a destination: a code is typed or scanned, and its step confirmed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import render_template, request

from console.guard import needs, the_member
from console.house import the_house
from console.language import _
from console.portal_words import CODE_STEPS, NO_CODE, NO_STEP, REFUSED
from console.ways import Ways
from domain.permission import Permission
from domain.referral_code import CodeStep, read
from services import portal as portal_service
from services import portal_entry, portal_members
from services.portal import Answer as Answered
from services.portal import Answered as What
from services.work import Work

_MOST_TYPED: Final = 64
_REFUSED_BY: Final = {What.CONFIRMED: 200, What.NOT_THIS_ONE: 422, What.LATER: 429}

Redeem = Callable[[Work, str, CodeStep], Answered]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of a form: the status, and what the page says. Nothing was sent: all is None."""

    status: int = 200
    typed: str = ""
    step: str = ""
    mistake: str | None = None
    answer: Answered | None = None


@needs(Permission.USE_PORTAL)
def portal() -> tuple[str, int]:
    """Confirm a code."""
    member_id = the_member().id
    with the_house().open_look() as look:
        entries = portal_entry.own_entries(look, member_id=member_id)
    tried = try_code(
        lambda work, code, step: portal_service.redeem(
            work, portal_members.of_member(work, member_id), code, step
        )
    )
    page = render_template("portal.html", entries=entries, tried=tried, steps=CODE_STEPS)
    return page, tried.status


def try_code(redeem: Redeem) -> Tried:
    """Do what the form says, if one was sent; what is no code is asked for again, uncounted."""
    if request.method != "POST":
        return Tried()
    typed, step = request.form.get("code", "")[:_MOST_TYPED], request.form.get("step", "")
    code = read(typed)
    mistake = NO_CODE if code is None else None if step in set(CodeStep) else NO_STEP
    if code is None or mistake is not None:
        return Tried(status=422, typed=typed, step=step, mistake=_(mistake or NO_CODE))
    with the_house().open_work() as work:
        answer = redeem(work, code, CodeStep(step))
    if answer.answered is What.CONFIRMED:
        return Tried(answer=answer)
    refused = _(REFUSED[answer.answered])
    return Tried(status=_REFUSED_BY[answer.answered], typed=typed, step=step, mistake=refused)


WAYS: Final[Ways] = (("/portal", portal, ["GET", "POST"]),)
"""Every address of this module, and the view behind it."""
