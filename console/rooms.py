"""The rooms of the console: every address, and the view behind it."""

from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, Response, send_from_directory

from console import (
    board,
    conversation,
    hand_over,
    inbox,
    leaving,
    live,
    offers,
    presence,
    records,
    supervision,
    waiting_line,
)
from console.errors import handle_errors
from console.filters import add_filters
from console.guard import open_to_all
from console.house import House, furnish
from console.ways import Ways

_AREAS: Final[tuple[Ways, ...]] = (
    board.WAYS,
    conversation.WAYS,
    hand_over.WAYS,
    inbox.WAYS,
    leaving.WAYS,
    live.WAYS,
    offers.WAYS,
    presence.WAYS,
    records.WAYS,
    supervision.WAYS,
    waiting_line.WAYS,
)
"""Every area of the console lists its own ways."""

_STATIC: Final = Path(__file__).with_name("static")


def register(app: Flask, house: House) -> None:
    """Put the console into an app that knows its members (``bot.identity``)."""
    furnish(app, house)
    rooms = Blueprint("console", __name__, template_folder="templates")
    rooms.add_url_rule("/static/<path:filename>", view_func=static)
    for area in _AREAS:
        for rule, view, methods in area:
            rooms.add_url_rule(rule, view_func=view, methods=methods)
    add_filters(app, rooms)
    handle_errors(app)
    app.register_blueprint(rooms)


@open_to_all
def static(filename: str) -> Response:
    """A style sheet, a module or the icon."""
    return send_from_directory(_STATIC, filename)
