"""What every call to LINE's API passes: id, faults, size, token, rate, and the log."""

import time
from collections.abc import Iterator

from flask import Flask, Response, g, jsonify, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

from simulator.faults import Fault
from simulator.ids import request_id
from simulator.journal import UNKNOWN_PATH, Traffic
from simulator.refusals import (
    RefusedError,
    invalid_access_token,
    monthly_limit,
    not_found,
    rate_limit,
)
from simulator.world import World

LARGEST_BODY = 2 * 1024 * 1024
_LOGGED_HEADERS = ("content-type", "x-line-retry-key", "accept")
_REFUSING: dict[str, RefusedError] = {
    "error_500": RefusedError(500, "Internal server error"),
    "error_503": RefusedError(503, "Service unavailable"),
    "timeout_before": RefusedError(500, "Internal server error"),
    "rate_429": rate_limit(),
    "monthly_429": monthly_limit(),
    "forbidden_403": RefusedError(403, "Access to this API is not available for your account"),
    "expired_401": invalid_access_token(),
}


def is_line_path(path: str) -> bool:
    """Tell whether a path belongs to LINE, and not to the simulator's own pages."""
    return path not in {"/", "/favicon.ico"} and not path.startswith(("/phone", "/_control"))


class Gate:
    """Stands before and after every call to a LINE path."""

    def __init__(self, world: World) -> None:
        self._world = world

    def install(self, app: Flask) -> None:
        """Stand before and after all of this app's calls."""
        app.before_request(self._enter)
        app.after_request(self._leave)
        app.register_error_handler(RefusedError, _refuse)
        app.register_error_handler(HTTPException, _refuse_http)

    def _enter(self) -> Response | None:
        if not is_line_path(request.path):
            return None
        g.request_id, g.started, g.note = request_id(), time.perf_counter(), ""
        g.fault = fault = self._world.faults.for_call(request.path)
        if fault is not None:
            refused = self._meet(fault)
            if refused is not None:
                return refused
        if (request.content_length or 0) > LARGEST_BODY or len(request.get_data()) > LARGEST_BODY:
            raise RefusedError(413, "Request body exceeds the limit of 2MB")
        now = self._world.platform.clock.now()
        if request.path.startswith(("/v2/bot/", "/bot/")):
            self._world.access.demand(request.headers.get("Authorization"), now)
        with self._world.platform.changed:
            self._world.platform.rates.demand(request.path, now)
        return None

    def _meet(self, fault: Fault) -> Response | None:
        g.note = f"障害 {fault.kind}"
        if fault.kind in {"slow", "timeout_before"}:
            self._world.stopping.wait(fault.seconds)
        if fault.kind == "reset_before":
            return _broken_off()
        refusal = _REFUSING.get(fault.kind)
        return _refuse(refusal) if refusal is not None else None

    def _leave(self, response: Response) -> Response:
        if not is_line_path(request.path):
            return response
        response.headers["x-line-request-id"] = g.request_id
        fault: Fault | None = g.get("fault")
        if fault is not None and fault.kind in {"nonsense", "error_500_after", "reset_after"}:
            response = self._spoil(fault, response)
        self._log(response)
        if fault is not None and fault.kind == "timeout_after":
            self._world.stopping.wait(fault.seconds)
        return response

    def _spoil(self, fault: Fault, response: Response) -> Response:
        if not response.status.startswith("2"):
            return response
        if fault.kind == "nonsense":
            return Response("<html>ok?</html>", status=200, content_type="text/html")
        if fault.kind == "reset_after":
            return _broken_off()
        return _refuse(_REFUSING["error_500"])

    def _log(self, response: Response) -> None:
        headers = {
            name: request.headers[name] for name in _LOGGED_HEADERS if name in request.headers
        }
        self._world.journal.write(
            Traffic(
                direction="call",
                method=request.method,
                path=request.path,
                query=request.query_string.decode("utf-8", "replace"),
                headers=headers,
                body=request.get_data(as_text=False)[:200_000].decode("utf-8", "replace"),
                status=response.status_code,
                answer_headers={
                    name.lower(): value
                    for name, value in response.headers
                    if name.lower() == "content-type" or name.lower().startswith("x-line-")
                },
                answer="" if response.is_streamed else response.get_data(as_text=True)[:200_000],
                is_ordinary=g.get("fault") is None,
                note=g.note,
                at_ms=self._world.platform.clock.milliseconds(),
                milliseconds=round((time.perf_counter() - g.started) * 1000, 1),
            )
        )


def _refuse(refused: RefusedError) -> Response:
    response = jsonify(refused.body())
    response.status_code = refused.status
    response.headers.update(refused.headers)
    return response


def _refuse_http(error: HTTPException) -> Response:
    if not is_line_path(request.path):
        return Response(error.name, status=error.code or 500, content_type="text/plain")
    if isinstance(error, NotFound | MethodNotAllowed):
        g.note = g.get("note") or UNKNOWN_PATH
        return _refuse(
            not_found() if isinstance(error, NotFound) else RefusedError(405, "Not allowed")
        )
    return _refuse(RefusedError(error.code or 500, error.name))


def _broken_off() -> Response:
    """Return an answer that never comes: the server closes the connection instead."""
    return Response(_BrokenOff(), content_type="application/json", headers={"Content-Length": "64"})


class _BrokenOff:
    """A body that breaks off before its first byte."""

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        raise ConnectionResetError
