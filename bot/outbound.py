"""Makes the calls to LINE that the services have decided on, and writes down what came of them."""

from typing import Final
from uuid import UUID

from bot.logs import get_log
from bot.wiring import Program
from domain.delivery import Outcome, Road
from domain.errors import (
    PlatformBusyError,
    PlatformError,
    PlatformFaultError,
    PlatformForbiddenError,
    PlatformRefusedError,
    PlatformUnsureError,
    QuotaExhaustedError,
    ReplyTokenSpentError,
)
from line.client import LineClient
from line.event_kinds import PlaceKind
from services import deliveries, departures
from services.deliveries import Call

_OUTCOMES: Final[dict[type[PlatformError], Outcome]] = {
    PlatformBusyError: Outcome.BUSY,
    PlatformFaultError: Outcome.FAULT,
    PlatformUnsureError: Outcome.UNSURE,
    PlatformRefusedError: Outcome.REFUSED,
    PlatformForbiddenError: Outcome.FORBIDDEN,
    ReplyTokenSpentError: Outcome.SPENT,
    QuotaExhaustedError: Outcome.QUOTA,
}


def deliver(program: Program, line: LineClient, outgoing_id: UUID) -> None:
    """Send what waits for the contact of this row, call after call.

    After a call that did not go out the others get their turn first: it is rung for again.
    """
    while True:
        with program.open_work() as work:
            call = deliveries.next_call(work, outgoing_id)
        if call is None:
            return
        outcome, request_id = _made(line, call)
        with program.open_work() as work:
            deliveries.settle_call(work, call.key, outcome, request_id=request_id)
        if outcome is not Outcome.ACCEPTED:
            get_log().warning(
                "not sent", outgoing_id=str(outgoing_id), outcome=outcome, state=call.road
            )
            return


def leave(program: Program, line: LineClient, departure_id: UUID) -> None:
    """Leave one group or room."""
    with program.open_work() as work:
        call = departures.next_call(work, departure_id)
    if call is None:
        return
    try:
        line.leave(PlaceKind(call.kind), call.line_id)
    except PlatformRefusedError:
        is_left = True  # LINE knows no such group, or we are in it no more
    except PlatformError:
        is_left = False
    else:
        is_left = True
    with program.open_work() as work:
        departures.settle(work, departure_id, is_left=is_left)


def _made(line: LineClient, call: Call) -> tuple[Outcome, str | None]:
    try:
        if call.road is Road.REPLY and call.reply_token is not None:
            accepted = line.reply(call.reply_token, call.utterance)
        else:
            accepted = line.push(call.line_id, call.utterance, call.key)
    except PlatformError as error:
        return _OUTCOMES[type(error)], None
    return Outcome.ACCEPTED, accepted.request_id
