"""The headers on every answer: nothing is loaded from elsewhere, framed, kept or told on."""

from typing import Final

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
    "frame-ancestors 'none'"
)
"""Only our own files; no inline script or style, so a planted one does not run."""

HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

_HTTPS_ONLY: Final = "max-age=31536000"


def set_headers(app: Flask, *, is_https: bool) -> None:
    """Put the headers on every answer of the app, errors and static files included.

    Static files are kept by the browser but asked after each time (ETag); nothing else is kept.
    """

    @app.after_request
    def add_headers(answer: Response) -> Response:
        for name, value in HEADERS.items():
            answer.headers[name] = value
        if is_https:
            answer.headers["Strict-Transport-Security"] = _HTTPS_ONLY
        is_static = request.endpoint == "console.static" and answer.status_code in {200, 304}
        answer.headers["Cache-Control"] = "no-cache" if is_static else "no-store"
        return answer
