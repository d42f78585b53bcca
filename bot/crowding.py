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

MOST_AT_ONCE: Final = 6
"""Enough for those who wait for the disk or for one another; the interpreter runs one, and whoever
is within shares it with all the others."""

_NEVER_WAITS: Final = frozenset({"/live", "/ready", "/metrics"})
"""Whoever asks how the service is wants to know it also while it is crowded."""

_FIRST: Final = frozenset({"/board/lists"})
"""What shows supervisors an alert does not wait behind two hundred pages' ordinary words."""


def few_at_once(application: "WSGIApplication", line: Line) -> "WSGIApplication":
    """The application, answering as many requests at once as the line lets in, in their order.

    A supervisor's board comes before the others. Whoever asks after the service's health
    (``bot.health``) does not wait with them.
    """

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ.get("PATH_INFO")
        if path in _NEVER_WAITS:
            return application(environ, start_response)
        line.wait(is_first=path in _FIRST)
        try:
            return application(environ, start_response)
        finally:
            line.leave()

    return answer
