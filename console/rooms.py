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

_STATIC: Final = Path(__file__).with_name("static")


def register(app: Flask, house: House) -> None:
    """Put the console into an app that knows its members (``bot.identity``)."""
    furnish(app, house)
    rooms = Blueprint("console", __name__, template_folder="templates")
    for rule, view, methods in (
        ("/static/<path:filename>", static, ["GET"]),
        ("/", inbox.inbox, ["GET"]),
        ("/inbox/lists", inbox.inbox_lists, ["GET"]),
        ("/line/next", waiting_line.take_next, ["POST"]),
        ("/line/<uuid:visit_id>/take", waiting_line.take, ["POST"]),
        ("/talks/<uuid:visit_id>", conversation.talk, ["GET"]),
        ("/talks/<uuid:visit_id>/changes", conversation.talk_changes, ["GET"]),
        ("/talks/<uuid:visit_id>/messages", conversation.send, ["POST"]),
        ("/talks/<uuid:visit_id>/draft", conversation.keep_draft, ["POST"]),
        ("/talks/<uuid:visit_id>/end", conversation.end, ["POST"]),
        ("/talks/<uuid:visit_id>/record", records.record, ["GET", "POST"]),
        ("/talks/<uuid:visit_id>/hand-over", hand_over.hand_over, ["GET", "POST"]),
        ("/talks/<uuid:visit_id>/keep", hand_over.keep, ["POST"]),
        ("/talks/<uuid:visit_id>/risk", hand_over.raise_risk, ["POST"]),
        ("/talks/<uuid:visit_id>/may-know", hand_over.may_know, ["POST"]),
        ("/talks/<uuid:visit_id>/join", supervision.join, ["POST"]),
        ("/talks/<uuid:visit_id>/step-back", supervision.step_back, ["POST"]),
        ("/talks/<uuid:visit_id>/whisper", supervision.whisper, ["POST"]),
        ("/talks/<uuid:visit_id>/take-over", supervision.take_over, ["POST"]),
        ("/talks/<uuid:visit_id>/reassign", supervision.reassign, ["GET", "POST"]),
        ("/talks/<uuid:visit_id>/extend", supervision.extend, ["POST"]),
        ("/talks/<uuid:visit_id>/give-back", supervision.give_back, ["POST"]),
        ("/presence/beat", presence.beat, ["POST"]),
        ("/presence/come", presence.come, ["POST"]),
        ("/presence/pause", presence.pause, ["POST"]),
        ("/offers", offers.own_offers, ["GET"]),
        ("/offers/<uuid:offer_id>/accept", offers.accept, ["POST"]),
        ("/offers/<uuid:offer_id>/decline", offers.decline, ["POST"]),
        ("/leaving", leaving.leaving, ["GET"]),
        ("/board", board.board, ["GET"]),
        ("/board/lists", board.board_lists, ["GET"]),
        ("/board/modes/<mode>", board.switch, ["POST"]),
        ("/board/closures", board.close, ["POST"]),
        ("/board/closures/<uuid:closure_id>/withdraw", board.withdraw_closure, ["POST"]),
        ("/board/crew/<uuid:member_id>/capacity", board.set_capacity, ["POST"]),
        ("/live/stream", live.stream, ["GET"]),
    ):
        rooms.add_url_rule(rule, view_func=view, methods=methods)
    add_filters(app, rooms)
    handle_errors(app)
    app.register_blueprint(rooms)


@open_to_all
def static(filename: str) -> Response:
    """A style sheet, a module or the icon."""
    return send_from_directory(_STATIC, filename)
