"""Every RQ job there is. A job takes one id, may run twice, and is one line long."""

from dataclasses import dataclass
from uuid import UUID

from bot import inbound, line_service, notifying, outbound, preparing, sheets
from bot.wiring import Program
from line.client import LineClient


@dataclass(slots=True)
class Station:
    """What the jobs of this process work with; set once, before the first job."""

    _program: Program | None = None
    _line: LineClient | None = None

    def man(self, program: Program, line: LineClient) -> None:
        """Make the jobs ready to run."""
        self._program, self._line = program, line

    @property
    def program(self) -> Program:
        """The program."""
        if self._program is None:
            raise RuntimeError("No worker has been set up in this process")
        return self._program

    @property
    def line(self) -> LineClient:
        """The client for LINE."""
        if self._line is None:
            raise RuntimeError("No worker has been set up in this process")
        return self._line


STATION = Station()


def handle_events(batch_id: str) -> None:
    """Handle the kept events of one bell."""
    inbound.handle_batch(STATION.program, UUID(batch_id))


def deliver(outgoing_id: str) -> None:
    """Send what waits for the contact of one outbox row."""
    outbound.deliver(STATION.program, STATION.line, UUID(outgoing_id))


def leave(departure_id: str) -> None:
    """Leave one group or room."""
    outbound.leave(STATION.program, STATION.line, UUID(departure_id))


def serve_line(_nobody: str) -> None:
    """Offer whoever waits to whoever has room."""
    line_service.serve(STATION.program)


def tell_of_alert(call_id: str) -> None:
    """Tell whoever one call of an alert is for."""
    notifying.tell(STATION.program, UUID(call_id))


def try_ways(_nobody: str) -> None:
    """See whether the phone tree's ways could be used."""
    notifying.try_ways(STATION.program)


def tell_staff(member_id: str) -> None:
    """Tell one of a destination's staff that something waits."""
    notifying.tell_staff(STATION.program, UUID(member_id))


def prepare_release(release_id: str) -> None:
    """Prepare the figures of one period."""
    preparing.prepare(STATION.program, UUID(release_id))


def make_sheet(sheet_id: str) -> None:
    """Make the inner sheet of a long period."""
    sheets.make(STATION.program, UUID(sheet_id))
