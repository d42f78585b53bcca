"""How long ago a member proved that it is them: some acts ask for a proof of a moment ago."""

from datetime import datetime, timedelta
from typing import Final

from flask import Response, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from console.house import the_house
from console.own_path import own_path

FRESH_FOR: Final = timedelta(minutes=10)
"""So long a proof holds for exports, roles, keys, factors and breaking the glass."""

PROVED_AT: Final = "proved_at"
"""Where the session, which lives on the server, keeps the moment."""

_PAGES: Final = {
    "console.grant_role": "console.role_list",
    "console.withdraw_asking": "console.team_member",
    "console.grant_glass": "console.glass",
    "console.announce_glass": "console.glass",
    "console.let_guest_in": "console.incident",
    "console.release_export": "console.export",
    "console.prepare_export": "console.exports",
    "console.renew_link": "console.team_member",
    "console.end_sign_ins": "console.team_member",
    "console.let_go": "console.team_member",
    "console.renew_codes": "console.set_up",
    "console.remove_app": "console.set_up",
    "console.remove_passkey": "console.set_up",
    "console.begin_app": "console.set_up",
    "console.confirm_app": "console.set_up",
    "console.add_passkey": "console.set_up",
}
"""Acts that ask for a proof and have no page at their own address, and the page each is on."""

_KEPT: Final = frozenset({"member_id", "incident_id", "release_id"})
"""Whose page it is, where one's own address says so."""


def note_proof() -> None:
    """It has been proved now."""
    session[PROVED_AT] = the_house().clock().isoformat()


def is_fresh() -> bool:
    """Whether it was proved a moment ago."""
    known = session.get(PROVED_AT)
    if not known:
        return False
    return the_house().clock() - datetime.fromisoformat(known) < FRESH_FOR


def ask_for_proof() -> AnyResponse:
    """To the page that asks for a proof, and back.

    What was sent is not kept meanwhile: it is sent again, from its own page.
    """
    if "X-Fragment" in request.headers:
        part = render_template("prove_first_part.html", wish=_page_of_the_act())
        return Response(part, 403)
    wish = own_path(request.full_path.rstrip("?"))
    if request.method == "GET":
        return redirect(url_for("console.prove", next=wish), 303)
    page = render_template("prove_first.html", is_plain=True, wish=_page_of_the_act())
    return make_response(page, 403)


def _page_of_the_act() -> str:
    """The page what was sent came from, as far as it is known: browsers are told not to say."""
    endpoint, given = request.endpoint or "", request.view_args or {}
    if endpoint in _PAGES:
        kept = {name: value for name, value in given.items() if name in _KEPT}
        return url_for(_PAGES[endpoint], **kept)
    rule = request.url_rule
    return own_path(request.path if rule and "GET" in (rule.methods or ()) else None)
