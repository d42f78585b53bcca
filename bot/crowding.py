"""Few requests at once: the others wait in line, and whoever is within is done soon.

Two hundred pages that open at the same moment, each on a thread, would share one interpreter: all
of them would be slow, whoever writes would hold the database for as long, and LINE would wait
behind them. The door for LINE is before this, and so is what a stream says once it has begun.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from storage.turn import Line

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST_AT_ONCE: Final = 3
"""Enough for those who wait for the disk or for one another. The interpreter runs one, and whoever
is within shares it: with twelve, each word took a half more of a processor than with three."""

MOST_LONG_ONES: Final = 2
"""Those have a line of their own, so that an evening never stands behind a year's figures."""

_NEVER_WAITS: Final = frozenset({"/live", "/ready", "/metrics"})
"""Whoever asks how the service is wants to know it also while it is crowded."""

_FIRST: Final = frozenset({"/board/lists"})
"""What shows supervisors an alert does not wait behind two hundred pages' ordinary words."""

_LONG: Final = ("/dashboard", "/exports", "/indicators", "/numbers", "/outreach", "/staffing")
_LONG_FILES: Final = (".pdf", ".xlsx", ".csv")


def few_at_once(application: "WSGIApplication", line: Line, long_ones: Line) -> "WSGIApplication":
    """The application, answering as many requests at once as the lines let in, in their order.

    What may take seconds (figures, files) waits in the line of ``long_ones``. A supervisor's board
    comes before the others. Whoever asks after the service's health (``bot.health``) does not
    wait with them.
    """

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if path in _NEVER_WAITS:
            return application(environ, start_response)
        is_long = path.startswith(_LONG) or path.endswith(_LONG_FILES)
        its_line = long_ones if is_long else line
        its_line.wait(is_first=path in _FIRST)
        try:
            return application(environ, start_response)
        finally:
            its_line.leave()

    return answer
