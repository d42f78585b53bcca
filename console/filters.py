"""What templates may do to values. Reading private words is one of them, by name: ``|revealed``."""

from typing import Final

from flask import Blueprint, Flask, request

from console.evening_words import (
    CALENDAR,
    DUTIES,
    FINDINGS,
    MODES,
    OFFERS,
    PRESENCES,
    PRIORITIES,
    SILENCES,
)
from console.guard import SignedIn, find_member, the_member
from console.house import the_house
from console.keys import PLACES as KEY_PLACES
from console.keys import keys_of
from console.language import LANGUAGES, _, counted, language, said
from console.nudges import nudge
from console.own_path import own_path
from console.pages import PLACES, Place
from console.times import clock_banner, hour, iso, minutes_between, since, waited, written
from console.words import CALLERS, DELIVERY, ENDS, KINDS, REASONS, RISKS, STATES, THEMES
from domain.secret import PrivateText
from services import own_desk
from services.own_desk import OwnDesk
from services.shown import ShownMessage

_OPENING: Final = 60
"""Characters of first words in a list that is looked at in passing."""


def add_filters(app: Flask, rooms: Blueprint) -> None:
    """Give every template its filters, and who is signed in and what time it is."""
    app.jinja_env.filters.update(
        revealed=revealed,
        place=place,
        own_path=own_path,
        iso=iso,
        since=since,
        moment=written,
        clock_banner=clock_banner,
        state_words=said(STATES),
        delivery_words=said(DELIVERY),
        reason_words=said(REASONS),
        kind_words=said(KINDS),
        caller_words=said(CALLERS),
        theme_words=said(THEMES),
        risk_words=said(RISKS),
        end_words=said(ENDS),
        opening=opening,
        hour=hour,
        waited=waited,
        minutes_to=minutes_between,
        nudge=nudge,
        duty_words=said(DUTIES),
        presence_words=said(PRESENCES),
        offer_words=said(OFFERS),
        silence_words=said(SILENCES),
        priority_words=said(PRIORITIES),
        finding_words=said(FINDINGS),
        mode_words=lambda mode: tuple(_(words) for words in MODES[mode]),
        calendar_words=said(CALENDAR),
    )
    app.jinja_env.globals.update(
        places_of=_places_of,
        keys_of=keys_of,
        key_places=KEY_PLACES,
        _=_,
        counted=counted,
        languages=LANGUAGES,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    rooms.app_context_processor(_frame)


def revealed(text: PrivateText) -> str:
    """What was written; Jinja escapes it."""
    return text.reveal()


def opening(text: PrivateText) -> str:
    """How it begins: enough to know what it is about."""
    words = " ".join(text.reveal().split())
    return words if len(words) <= _OPENING else words[:_OPENING] + "…"


def place(message: ShownMessage) -> str:
    """A text by which messages sort as the desk sorts them: by time, then by id."""
    return f"{int(message.order_at.timestamp() * 1_000_000):020d}-{message.id}"


def _places_of(member: SignedIn) -> list[Place]:
    return [place for place in PLACES if member.may(place.permission)]


def _own_desk() -> OwnDesk:
    with the_house().open_look() as work:
        return own_desk.look(work, the_member().id)


def _frame() -> dict[str, object]:
    house = the_house()
    return {
        "member": find_member(),
        "now": house.clock(),
        "is_clock_moved": house.is_clock_moved,
        "own_desk": _own_desk,
        "language": language(),
        "here": request.path if request.method == "GET" else "/",
    }
