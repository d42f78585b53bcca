"""The door for LINE: prove, keep, ring, 200.

A bare WSGI function in front of Flask: this is the one road where every microsecond is paid by
each message, and it needs neither routing nor sessions. Whatever goes wrong, the outside learns a
status and nothing else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from bot.batches import Batches, NotKeptError
from bot.destinations import Destinations
from bot.logs import get_log, report
from domain.clock import Clock
from line.body import IncomingEvent, UnreadableBodyError, read_body
from line.signature import is_signed
from services import urgency
from services.intake import place_of_event
from storage.queries.line_events import KeptEvent
from storage.seals import Seals

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PATH: Final = "/line/webhook"
MOST_BYTES: Final = 1024 * 1024

_APART: Final = timedelta(microseconds=1)
_OK: Final = "200 OK"
_BAD: Final = "400 Bad Request"
_UNSIGNED: Final = "401 Unauthorized"
_NOT_POST: Final = "405 Method Not Allowed"
_TOO_LARGE: Final = "413 Content Too Large"
_NOT_KEPT: Final = "503 Service Unavailable"
_HEADERS: Final = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Length", "0"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Everything the door needs: it can seal an event, and open nothing that was sealed."""

    secrets: tuple[str, ...]
    seals: Seals
    clock: Clock
    batches: Batches
    destinations: Destinations

    def before(self, app: "WSGIApplication") -> "WSGIApplication":
        """The application with the door in front of it."""

        def application(
            environ: "WSGIEnvironment", start_response: "StartResponse"
        ) -> Iterable[bytes]:
            if environ["PATH_INFO"] != PATH:
                return app(environ, start_response)
            try:
                status = self.receive(environ)
            except Exception as error:  # noqa: BLE001 - the app's edge: LINE sends it again
                report(error)
                status = _NOT_KEPT
            start_response(status, _HEADERS)
            return [b""]

        return application

    def receive(self, environ: "WSGIEnvironment") -> str:
        """Take one webhook and give the status line to answer with."""
        if environ["REQUEST_METHOD"] != "POST":
            return _NOT_POST
        body = _read(environ)
        if body is None:
            return _TOO_LARGE
        if not is_signed(body, environ.get("HTTP_X_LINE_SIGNATURE"), self.secrets):
            return _UNSIGNED
        return self._take(body)

    def _take(self, body: bytes) -> str:
        try:
            incoming = read_body(body)
        except UnreadableBodyError:
            return _BAD
        if incoming.unreadable_count:
            get_log().warning("unreadable events", count=incoming.unreadable_count)
        if incoming.events and not self.destinations.is_ours(incoming.bot_user_id):
            get_log().warning("wrong destination", count=len(incoming.events))
            return _OK
        return self._keep(incoming.events) if incoming.events else _OK

    def _keep(self, events: Iterable[IncomingEvent]) -> str:
        now = self.clock.now()
        # People whose words come together stand in the line in the order in which they wrote.
        in_order = sorted(events, key=attrgetter("occurred_ms"))
        kept = [self._sealed(event, now + _APART * count) for count, event in enumerate(in_order)]
        try:
            self.batches.keep(kept)
        except NotKeptError:
            return _NOT_KEPT
        return _OK

    def _sealed(self, event: IncomingEvent, received_at: datetime) -> KeptEvent:
        user_id = event.user_id
        return KeptEvent(
            webhook_event_id=event.event_id,
            contact_id=self.seals.contact_id(user_id) if user_id is not None else None,
            is_urgent=user_id is not None and _is_urgent(event.payload),
            occurred_ms=event.occurred_ms or int(received_at.timestamp() * 1000),
            received_at=received_at,
            sealed=self.seals.seal_passing(event.payload, place_of_event(event.event_id)),
        )


def _is_urgent(payload: bytes) -> bool:
    """Nothing that goes wrong with a first glance may cost the words themselves."""
    try:
        return urgency.is_urgent(payload)
    except Exception as error:  # noqa: BLE001 - it is judged with care behind the door
        report(error)
        return False


def _read(environ: "WSGIEnvironment") -> bytes | None:
    """The raw body; None when it is too large, which is known before all of it is read."""
    declared = environ.get("CONTENT_LENGTH") or ""
    if declared.isdecimal() and int(declared) > MOST_BYTES:
        return None
    read: Callable[[int], bytes] = environ["wsgi.input"].read
    body = read(int(declared) if declared.isdecimal() else MOST_BYTES + 1)
    return body if len(body) <= MOST_BYTES else None
