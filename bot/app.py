"""The web application: the door for LINE, the console, and what tells that they live."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from flask import Flask, g, has_request_context
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from werkzeug.middleware.proxy_fix import ProxyFix

from bot.batches import Batches
from bot.crowding import MOST_AT_ONCE, MOST_LONG_ONES, few_at_once
from bot.destinations import Destinations
from bot.headers import set_headers
from bot.health import add_health
from bot.hub import Hub
from bot.identity import Identity, set_up
from bot.logs import report
from bot.throttling import throttle_codes
from bot.webhook import Door
from bot.wiring import Program
from console import rooms
from console.house import House
from domain.clock import TOKYO
from routing.organisations import has_joined
from services import presences, sign_ins
from services.passkeys import Site
from services.work import Work
from storage.queries.sessions import KeptSession
from storage.turn import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """The application, and what has to be stopped with it."""

    app: Flask
    hub: Hub
    batches: Batches

    def stop(self) -> None:
        """End every open page, ring what is still to be rung."""
        self.hub.stop()
        self.batches.close()


def create_web(program: Program) -> Web:
    """Everything that answers on the web, in one application."""
    hub = Hub(program.redis)
    batches = Batches(program.database, program.bell.ring)
    app = create_app(program, hub)
    app.wsgi_app = few_at_once(app.wsgi_app, Line(MOST_AT_ONCE), Line(MOST_LONG_ONES))  # type: ignore[method-assign, assignment] # this is how Flask takes middleware
    app.wsgi_app = Door(  # type: ignore[method-assign, assignment] # middleware again
        secrets=tuple(secret.reveal() for secret in program.settings.line_channel_secrets),
        seals=program.house.seals,
        clock=program.clock,
        batches=batches,
        destinations=Destinations(
            program.open_look, program.open_work, program.settings.line_channel_id
        ),
    ).before(app.wsgi_app)
    if program.settings.public_url.startswith("https://"):  # TLS ends at a proxy before us
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign] # middleware again
    return Web(app=app, hub=hub, batches=batches)


def create_app(program: Program, hub: Hub) -> Flask:
    """The Flask application: console and health."""
    app = Flask("madobe", static_folder=None)
    is_https = program.settings.public_url.startswith("https://")
    app.config["MAX_CONTENT_LENGTH"] = 256 * 1024
    set_up(
        app,
        Identity(
            database=program.database,
            clock=program.clock.now,
            redis_url=program.settings.redis_url,
            secret=program.console_secret,
            is_https=is_https,
            leave=lambda member_id: _leave(program, member_id),
            is_over=lambda session, kept: _is_over(program, session, kept),
            open_work=program.open_work,
            asks_second_factor=program.settings.asks_second_factor,
        ),
    )
    rooms.register(
        app,
        House(
            open_work=lambda: _open_work(program),
            open_statement=program.open_statement,
            open_look=lambda: _open_look(program),
            live=hub,
            clock=program.clock.now,
            is_clock_moved=program.clock.is_moved,
            channel_id=program.settings.line_channel_id,
            schedule_trouble=lambda: program.timetable.trouble,
            report=report,
            outages=(SQLAlchemyError, RedisError),
            has_joined=lambda code: _has_joined(program, code),
            site=Site(origin=program.settings.public_url),
            asks_second_factor=program.settings.asks_second_factor,
        ),
    )
    throttle_codes(app)
    add_health(app, program)
    set_headers(app, is_https=is_https)  # last, so that of all it is done first, whatever fails
    return app


def _is_over(program: Program, session: Session, kept: KeptSession) -> bool:
    """Whether a sign-in is over; what this evening's closures are is known to the request then."""
    work = Work(session=session, now=program.clock.now(), house=program.house)
    is_over = sign_ins.is_shift_over(work, kept)
    if has_request_context():
        g.timetable = work.timetable
    return is_over


@contextmanager
def _open_look(program: Program) -> Iterator[Work]:
    """A look of the console's; of one request all see the same timetable."""
    with program.open_look() as work:
        if has_request_context():
            work.timetable = g.get("timetable")
        yield work


@contextmanager
def _open_work(program: Program) -> Iterator[Work]:
    """An act of the console's; afterwards the timetable may be another one."""
    if has_request_context():
        g.pop("timetable", None)
    with program.open_work() as work:
        yield work


def _has_joined(program: Program, code: str | None) -> bool:
    today = program.clock.now().astimezone(TOKYO).date()
    return has_joined(program.house.schedule, code, today)


def _leave(program: Program, member_id: UUID) -> None:
    """Go off duty.

    Raises:
        OpenTalksError: talks are still open.
    """
    with program.open_work() as work:
        presences.leave(work, member_id)
