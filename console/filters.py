"""What templates may do to values. Reading private words is one of them, by name: ``|revealed``."""

from flask import Blueprint, Flask

from console.guard import find_member
from console.house import the_house
from console.own_path import own_path
from console.times import clock_banner, since, written
from console.words import CALLERS, DELIVERY, ENDS, KINDS, REASONS, RISKS, STATES, THEMES
from domain.secret import PrivateText
from services.desk import TalkMessage


def add_filters(app: Flask, rooms: Blueprint) -> None:
    """Give every template its filters, and who is signed in and what time it is."""
    app.jinja_env.filters.update(
        revealed=revealed,
        place=place,
        own_path=own_path,
        since=since,
        moment=written,
        clock_banner=clock_banner,
        state_words=STATES.__getitem__,
        delivery_words=DELIVERY.__getitem__,
        reason_words=REASONS.__getitem__,
        kind_words=KINDS.__getitem__,
        caller_words=CALLERS.__getitem__,
        theme_words=THEMES.__getitem__,
        risk_words=RISKS.__getitem__,
        end_words=ENDS.__getitem__,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    rooms.app_context_processor(_frame)


def revealed(text: PrivateText) -> str:
    """What was written; Jinja escapes it."""
    return text.reveal()


def place(message: TalkMessage) -> str:
    """A text by which messages sort as the desk sorts them: by time, then by id."""
    return f"{int(message.order_at.timestamp() * 1_000_000):020d}-{message.id}"


def _frame() -> dict[str, object]:
    house = the_house()
    return {
        "member": find_member(),
        "now": house.clock(),
        "is_clock_moved": house.is_clock_moved,
    }
