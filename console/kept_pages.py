"""A form that is refused leads to a page one can reload, leave and come back to.

The answer to a POST is never kept by a browser: reloading would send it again, coming back would
find nothing. So what was refused is kept here for a while, and shown at the form's own address.
"""

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, Protocol, cast

from flask import make_response, redirect, request, session, url_for
from werkzeug.wrappers import Response

from console.guard import Answer, View
from console.house import the_house
from domain.secret import PrivateText
from services import kept_pages
from services.kept_pages import Refusal

AGAIN: Final = "again"
"""What the address says, with the status, when it shows what was kept."""

_REFUSED: Final = frozenset({409, 422})
_SHOWN: Final = 200
_MOVED: Final = 400

P = ParamSpec("P")


class _Kept(Protocol):
    token_hash: bytes


class _Session(Protocol):
    kept: _Kept | None


def survives_reload(at: str | None = None) -> Callable[[View[P]], View[P]]:
    """Keep what this view refuses; ``at`` names the page, if it is not at the form's address.

    That page has to survive too. It is asked first: who may not see it any more sees neither.
    """

    def keeping(view: View[P]) -> View[P]:
        @wraps(view)
        def answered(*args: P.args, **kwargs: P.kwargs) -> Answer:
            answer = make_response(view(*args, **kwargs))
            session_hash = _session_hash()
            if session_hash is None or "X-Fragment" in request.headers:
                return answer
            if request.method != "POST":
                return _kept(session_hash, answer) or answer
            path = request.path if at is None else url_for(at, **(request.view_args or {}))
            return _refused(session_hash, path, answer)

        return answered

    return keeping


def _refused(session_hash: bytes, path: str, answer: Response) -> Response:
    """To the page of what was refused; what was taken leaves nothing behind."""
    if answer.status_code not in _REFUSED:
        if answer.status_code < _MOVED:
            with the_house().open_work() as work:
                kept_pages.drop(work, session_hash)
        return answer
    refusal = Refusal(page=PrivateText(answer.get_data(as_text=True)), status=answer.status_code)
    with the_house().open_work() as work:
        is_kept = kept_pages.keep(work, session_hash, path=path, refusal=refusal)
    return redirect(f"{path}?{AGAIN}={refusal.status}", 303) if is_kept else answer


def _kept(session_hash: bytes, answer: Response) -> Response | None:
    """What was refused here, for whoever may see the page it stands on."""
    if AGAIN not in request.args or answer.status_code != _SHOWN:
        return None
    with the_house().open_look() as look:
        refusal = kept_pages.find(look, session_hash, path=request.path)
    return (
        None
        if refusal is None
        else Response(refusal.page.reveal(), refusal.status, mimetype="text/html")
    )


def _session_hash() -> bytes | None:
    """The digest of the browser's session; None before there is one."""
    kept = cast("_Session", session).kept
    return kept.token_hash if kept is not None else None
