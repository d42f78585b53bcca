"""The briefing (15:45), and the review (21:20)."""

from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console import alerts
from console.guard import needs, the_member
from console.house import the_house
from console.language import later
from console.presence import note_here
from console.ways import Ways
from domain.permission import Permission
from domain.secret import PrivateText
from domain.service_day import ServiceDay
from domain.weight import LONGEST_WORDS, WEIGHTS
from services import aftercare, reviews
from services import briefing as briefing_service
from services.reviews import Said

WEIGHT_WORDS: Final = {
    1: later("1　軽い"),
    2: later("2　やや軽い"),
    3: later("3　ふつう"),
    4: later("4　重い"),
    5: later("5　とても重い"),
}


@needs(Permission.SEE_BRIEFING)
def briefing() -> str:
    """What an evening begins with."""
    note_here()
    with the_house().open_look() as work:
        shown = briefing_service.look(work, member_id=the_member().id)
    return render_template("briefing.html", briefing=shown, alerts=alerts.list_open())


@needs(Permission.SEE_BRIEFING)
def review() -> str:
    """One's own day, and how heavy it was."""
    note_here()
    member = the_member()
    today = ServiceDay.around(the_house().clock())
    with the_house().open_look() as work:
        talks = reviews.list_own(work, today, member_id=member.id)
        said = reviews.find_own(work, today, member_id=member.id)
        colleagues = reviews.list_colleagues(work, today, member_id=member.id)
        uncared = (
            aftercare.count_undone(work, member_id=member.id)
            if member.may(Permission.CARE_FOR_CREW)
            else 0
        )
    return render_template(
        "review.html",
        on=today.on,
        talks=talks,
        said=said,
        colleagues=colleagues,
        uncared=uncared,
        weights=WEIGHT_WORDS,
        longest=LONGEST_WORDS,
    )


@needs(Permission.SEE_BRIEFING)
def say_weight() -> Response:
    """Say how heavy the day was."""
    weight = request.form.get("weight", type=int)
    words = request.form.get("words", "").replace("\r\n", "\n")
    if weight not in WEIGHTS or len(words) > LONGEST_WORDS:
        raise BadRequest
    with the_house().open_work() as work:
        said = Said(weight=weight, words=PrivateText(words))
        reviews.say(work, member_id=the_member().id, said=said)
    return redirect(url_for("console.review"), 303)


WAYS: Final[Ways] = (
    ("/briefing", briefing, ["GET"]),
    ("/review", review, ["GET"]),
    ("/review", say_weight, ["POST"]),
)
"""Every address of this module, and the view behind it."""
