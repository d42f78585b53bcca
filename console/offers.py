"""Offers: what one is asked just now, and the two answers."""

from typing import Final
from uuid import UUID

from flask import redirect, request
from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.house import the_house
from console.own_path import own_path
from console.presence import own_desk_fragment
from console.ways import Ways, to_talk
from domain.permission import Permission
from services import offers


@needs(Permission.TAKE_CONTACT)
def own_offers() -> str:
    """One's own desk alone, for a page that is already open."""
    return own_desk_fragment()


@needs(Permission.TAKE_CONTACT)
def accept(offer_id: UUID) -> Response:
    """Take what one is offered, and go to the talk."""
    with the_house().open_work() as work:
        visit_id = offers.accept(work, offer_id, member_id=the_member().id)
    return to_talk(visit_id)


@needs(Permission.TAKE_CONTACT)
def decline(offer_id: UUID) -> Response | str:
    """Say no; nobody asks why."""
    with the_house().open_work() as work:
        offers.decline(work, offer_id, member_id=the_member().id)
    if "X-Fragment" in request.headers:
        return own_desk_fragment()
    return redirect(own_path(request.form.get("next")), 303)


WAYS: Final[Ways] = (
    ("/offers", own_offers, ["GET"]),
    ("/offers/<uuid:offer_id>/accept", accept, ["POST"]),
    ("/offers/<uuid:offer_id>/decline", decline, ["POST"]),
)
"""Every address of this module, and the view behind it."""
