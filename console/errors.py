"""What a member reads when something does not work: kind, short, and without detail."""

import re
from typing import Final

from flask import Flask, current_app, g, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from console.house import the_house
from console.language import LANGUAGES, WRITTEN_IN, _, language, later
from console.own_path import own_path
from console.words import REFUSALS
from domain.errors import NotFoundError, RefusedError

WORDS: Final = {
    400: (
        later("うまく受け取れませんでした"),
        later("お手数ですが、前の画面からもう一度お試しください。"),
    ),
    401: (
        later("もう一度サインインしてください"),
        later(
            "時間がたったため、サインインが終わっていました。書いたものは、ブラウザの「戻る」で"
            "もどれることがあります。写してから、サインインしなおしてください。"
        ),
    ),
    403: (later("このページは開けません"), later("必要なときは、責任者に声をかけてください。")),
    404: (
        later("見つかりませんでした"),
        later("ページが移ったか、受け持ちの方が変わったのかもしれません。"),
    ),
    405: (later("このようには開けません"), later("受付の画面から、もう一度お試しください。")),
    409: (later("今はできませんでした"), later("前の画面からもう一度お試しください。")),
    413: (later("大きすぎて受け取れません"), later("文章を分けてお送りください。")),
    429: (
        later("少し時間をおいてください"),
        later("続けて何度も試されたため、しばらくお待ちいただいています。"),
    ),
    500: (
        later("こちらで不具合が起きました"),
        later("書いたものは下書きに残っています。少しおいて、もう一度お試しください。"),
    ),
    503: (
        later("今はつながりにくくなっています"),
        later("少しおいて、もう一度お試しください。書いたものは残っています。"),
    ),
}
"""A heading and what to do, by status."""

_OUR_FAULT: Final = 500
_REFUSED: Final = 409
_AT_WORK: Final = frozenset({404, 409})
"""What befalls a member in the middle of an evening: their other talks must not be lost by it."""

_TALK: Final = re.compile(r"/talks/[0-9a-f-]{36}(?=/)")
_BARE: Final = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{title}</title>'
    '<link rel="stylesheet" href="/static/tokens.css">'
    '<link rel="stylesheet" href="/static/page.css">'
    '</head><body><main class="narrow"><h1>{heading}</h1><p>{advice}</p></main></body></html>'
)

_EXPIRED: Final = later(
    "時間がたったため、受け取れませんでした。書いたものは、ブラウザの「戻る」でもどれることが"
    "あります。写してから、サインインしなおしてください。"
)


def handle_errors(app: Flask) -> None:
    """Answer every error of the app with a page of ours."""
    app.register_error_handler(HTTPException, _status)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(RefusedError, _refused)
    app.register_error_handler(NotFoundError, lambda _missing: _page(404))
    app.register_error_handler(401, _sign_in)
    app.register_error_handler(Exception, _unforeseen)


def _sign_in(_refusal: HTTPException) -> Response:
    """To the door, and back afterwards; a form is told so, a page's own fetches plainly."""
    if _is_fragment() or request.accept_mimetypes.best == "text/event-stream":
        return Response(status=401)
    if request.method != "GET":
        return _page(401)
    wish = own_path(request.full_path.rstrip("?"))
    return redirect(url_for("security.login", next=None if wish == "/" else wish))


def _unforeseen(error: Exception) -> Response:
    """Whatever else goes wrong: the one who runs the server learns where, the member what to do."""
    the_house().report(error)
    return _bare(503 if isinstance(error, the_house().outages) else 500)


def _status(error: HTTPException) -> Response:
    if error.response is not None:
        return current_app.make_response(error.response)
    code = error.code or 500
    answer = _page(code) if code < _OUR_FAULT else _bare(code)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer


def _expired(_refusal: CSRFError) -> Response:
    return _page(400, advice=_EXPIRED)


def _refused(refusal: RefusedError) -> Response:
    return _page(409, advice=REFUSALS.get(refusal.code, REFUSALS["refused"]))


def _page(status: int, *, advice: str | None = None) -> Response:
    heading, usual = WORDS.get(status, WORDS[500])
    words = _(advice or usual)
    if _is_fragment():
        return Response(words, status, mimetype="text/plain")
    return Response(
        render_template(
            "error.html",
            heading=_(heading),
            advice=words,
            is_plain=status not in _AT_WORK,
            back=_back(status),
            here="",  # no page one can come back to
        ),
        status,
        mimetype="text/html",
    )


def _back(status: int) -> str | None:
    """The talk in which something could not be done just now."""
    found = _TALK.match(request.path)
    return found[0] if found and status == _REFUSED else None


def _bare(status: int) -> Response:
    """A page made of nothing but words: whatever pages are made of may be what went wrong."""
    if "language" not in g:  # the member may be what cannot be asked for
        g.language = request.accept_languages.best_match(LANGUAGES, WRITTEN_IN)
    heading, advice = (_(words) for words in WORDS.get(status, WORDS[500]))
    if _is_fragment():
        return Response(advice, status, mimetype="text/plain")
    page = _BARE.format(
        language=language(),
        title=_("%(heading)s — 窓辺", heading=heading),
        heading=heading,
        advice=advice,
    )
    return Response(page, status, mimetype="text/html")


def _is_fragment() -> bool:
    return "X-Fragment" in request.headers
