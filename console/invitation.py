"""The link of an invitation: whoever holds it chooses a passphrase, and goes on to a factor."""

from typing import Final

from flask import render_template, request

from console import half_way
from console.account import new_passphrase
from console.guard import Answer, open_to_all
from console.house import the_house
from console.kept_pages import survives_reload
from console.ways import Ways
from domain.errors import NotFoundError
from services import invitations


@open_to_all
@survives_reload()
def welcome(token: str) -> Answer:
    """Greet whom the link is for; a link that is unknown, used or too old is answered alike."""
    try:
        with the_house().open_look() as look:
            invited = invitations.get(look, token)
        mistake = None
        if request.method == "POST":
            mistake, password_hash = new_passphrase(invited.login)
            if password_hash is not None:
                with the_house().open_work() as work:
                    invitations.accept(work, token, password_hash=password_hash)
                return half_way.first_sign_in(invited.member_id)
    except NotFoundError:
        return render_template("welcome_gone.html"), 404
    page = render_template("welcome.html", invited=invited, mistake=mistake)
    return page, 422 if mistake else 200


WAYS: Final[Ways] = (("/welcome/<token>", welcome, ["GET", "POST"]),)
"""Every address of this module, and the view behind it."""
