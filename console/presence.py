"""Being here: an open page is a sign of it, and a button begins and pauses the taking of talks."""

from typing import Final

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.house import the_house
from console.own_path import own_path
from console.ways import Ways
from domain.permission import Permission
from services import own_desk, own_talks, presences


@needs(Permission.BE_ON_DUTY)
def beat() -> str:
    """A sign of an open page; gives one's own desk anew, so that no offer is missed."""
    note_here()
    return own_desk_fragment()


@needs(Permission.BE_ON_DUTY)
def come() -> Response | str:
    """Ready for talks from now on."""
    with the_house().open_work() as work:
        presences.come(work, the_member().id)
    return _back()


@needs(Permission.BE_ON_DUTY)
def pause() -> Response | str:
    """No new talks for a while."""
    with the_house().open_work() as work:
        presences.pause(work, the_member().id)
    return _back()


def note_here() -> None:
    """Opening a page is a sign of being here, also without script."""
    with the_house().open_work() as work:
        presences.beat(work, the_member().id)


def own_desk_fragment() -> str:
    """The parts of a page that show one's own desk."""
    with the_house().open_look() as work:
        own = own_desk.look(work, the_member().id)
        own_list = own_talks.list_own(work, the_member().id)
    here = own_path(request.values.get("on"))
    return render_template("own_desk.html", own=own, own_list=own_list, here=here)


def _back() -> Response | str:
    """The page one came from; a page with script gets one's own desk."""
    if "X-Fragment" in request.headers:
        return own_desk_fragment()
    return redirect(own_path(request.form.get("next")), 303)


WAYS: Final[Ways] = (
    ("/presence/beat", beat, ["POST"]),
    ("/presence/come", come, ["POST"]),
    ("/presence/pause", pause, ["POST"]),
)
"""Every address of this module, and the view behind it."""
