"""The first page of whoever neither answers nor runs an organisation: calm, and without words."""

from typing import Final

from flask import render_template

from console.guard import needs, the_member
from console.pages import PLACES
from console.ways import Ways
from domain.permission import Permission, Role


@needs(Permission.OWN_ACCOUNT)
def overview() -> str:
    """Where one can go, and what will be here."""
    member = the_member()
    return render_template(
        "overview.html",
        places=[place for place in PLACES if member.may(place.permission)],
        is_coordinator=Role.COORDINATOR in member.roles,
        waits_to_join=not member.has_joined,
        waits_for_second=not member.is_admitted,
    )


WAYS: Final[Ways] = (("/overview", overview, ["GET"]),)
"""Every address of this module, and the view behind it."""
