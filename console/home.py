"""The first page of a member: of a counsellor the inbox, of others what they come for."""

from typing import Final

from flask import url_for

from console.guard import SignedIn
from domain.permission import Permission

_HOMES: Final = (
    (Permission.SEE_WAITING_LINE, "console.inbox"),
    (Permission.SEE_TEAM, "console.team"),
    (Permission.USE_PORTAL, "console.portal"),
    (Permission.OWN_ACCOUNT, "console.overview"),
)
"""Of the pages with a permission the member has, the first."""


def home_of(member: SignedIn) -> str:
    """The path of the member's first page."""
    return next(url_for(view) for permission, view in _HOMES if member.may(permission))
