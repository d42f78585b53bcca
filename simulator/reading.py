"""Reading a call to LINE's API: content type and JSON, refused in LINE's words."""

import json

from flask import request

from simulator.refusals import RefusedError
from simulator.shapes import JsonObject


def json_body() -> JsonObject:
    """Return the call's JSON object.

    Raises:
        RefusedError: 415 for another content type, 400 for what is no JSON object.
    """
    if request.mimetype != "application/json":
        raise RefusedError(415, "Unsupported media type")
    try:
        body = json.loads(request.get_data())
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise RefusedError(400, "The request body could not be parsed as JSON")
    return body


def form(name: str) -> str:
    """Return a field of a form-encoded call, empty when it is missing.

    Raises:
        RefusedError: 415 for another content type.
    """
    if request.mimetype != "application/x-www-form-urlencoded":
        raise RefusedError(415, "Unsupported media type")
    return request.form.get(name, "")
