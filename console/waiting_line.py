"""Taking somebody out of the waiting line."""

from typing import Final
from uuid import UUID

from werkzeug.wrappers import Response

from console.guard import needs, the_member
from console.house import the_house
from console.ways import Ways, to_talk
from domain.permission import Permission
from services import waiting_line


@needs(Permission.TAKE_CONTACT)
def take_next() -> Response:
    """Begin to talk with whoever waits longest."""
    with the_house().open_work() as work:
        visit_id = waiting_line.take_next(work, member_id=the_member().id)
    return to_talk(visit_id)


@needs(Permission.TAKE_CONTACT)
def take(visit_id: UUID) -> Response:
    """Begin to talk with a chosen person."""
    with the_house().open_work() as work:
        waiting_line.take(work, visit_id, member_id=the_member().id)
    return to_talk(visit_id)


WAYS: Final[Ways] = (
    ("/line/next", take_next, ["POST"]),
    ("/line/<uuid:visit_id>/take", take, ["POST"]),
)
"""Every address of this module, and the view behind it."""
