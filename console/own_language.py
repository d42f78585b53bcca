"""The language a member reads the console in: chosen here, kept with the account."""

from typing import Final

from flask import redirect, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.house import the_house
from console.language import LANGUAGES
from console.own_path import own_path
from console.ways import Ways
from domain.permission import Permission
from services import languages


@needs(Permission.OWN_ACCOUNT)
def choose_language() -> Response:
    """Speak this language from the next page on."""
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES:
        raise BadRequest
    with the_house().open_work() as work:
        languages.choose(work, the_member().id, chosen)
    return redirect(own_path(request.form.get("next")), 303)


WAYS: Final[Ways] = (("/language", choose_language, ["POST"]),)
"""Every address of this module, and the view behind it."""
