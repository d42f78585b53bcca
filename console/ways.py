"""Ways: where a form leads once it has done its work."""

from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response


def to_talk(visit_id: UUID) -> Response:
    """To the page of a talk, by GET."""
    return redirect(url_for("console.talk", visit_id=visit_id), 303)
