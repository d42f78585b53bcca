"""A link to the portal for once: staff without an account confirm one code."""

from typing import Final

from flask import render_template

from console.guard import Answer, open_to_all
from console.house import the_house
from console.portal import try_code
from console.portal_words import CODE_STEPS
from console.ways import Ways
from domain.errors import NotFoundError
from services import portal_links


@open_to_all
def portal_once(token: str) -> Answer:
    """Confirm a code; a link that is unknown, used or too old is answered alike."""
    try:
        with the_house().open_look() as look:
            name = portal_links.name_behind(look, token)
        tried = try_code(lambda work, code, step: portal_links.redeem(work, token, code, step))
    except NotFoundError:
        return render_template("portal_gone.html"), 404
    page = render_template("portal_once.html", name=name, tried=tried, steps=CODE_STEPS)
    return page, tried.status


WAYS: Final[Ways] = (("/portal/once/<token>", portal_once, ["GET", "POST"]),)
"""Every address of this module, and the view behind it."""
