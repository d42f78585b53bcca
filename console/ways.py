"""Ways: which address leads to which view, and where a form leads once it has done its work."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response

Ways = tuple[tuple[str, Callable[..., Any], list[str]], ...]
"""Addresses, each with the view behind it and the methods it takes."""


def to_talk(visit_id: UUID) -> Response:
    """To the page of a talk, by GET."""
    return redirect(url_for("console.talk", visit_id=visit_id), 303)
