"""Files are read before they are sent, for the small server that browsers' tests ask."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def with_whole_files(application: "WSGIApplication") -> "WSGIApplication":
    """The application, with no file left open where a browser turns away while it is sent.

    werkzeug's own server does not end an answer then; granian, which serves for good, does.
    """

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        body = application(environ, start_response)
        if not environ["PATH_INFO"].startswith("/static/"):
            return body
        try:
            return [b"".join(body)]
        finally:
            if (close := getattr(body, "close", None)) is not None:
                close()

    return answer
