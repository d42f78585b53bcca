"""Going home: not while talks are open, which are handed on or ended first."""

from typing import Final

from flask import render_template

from console.guard import needs, the_member
from console.house import the_house
from console.ways import Ways
from domain.conversation import VisitState
from domain.permission import Permission
from services import desk


@needs(Permission.BE_ON_DUTY)
def leaving() -> str:
    """What is still open, and the way to hand it on."""
    with the_house().open_look() as work:
        talks = desk.list_talks(work, the_member().id)
    still_open = [talk for talk in talks if talk.state is VisitState.TALKING]
    return render_template("leaving.html", talks=still_open)


WAYS: Final[Ways] = (("/leaving", leaving, ["GET"]),)
"""Every address of this module, and the view behind it."""
