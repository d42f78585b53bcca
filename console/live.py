"""Live updates: an open page hears that something changed, and fetches what."""

from collections.abc import Callable, Iterator
from typing import Final, Protocol, cast
from uuid import UUID

from flask import Response, abort, request, session

from console.guard import needs, the_member
from console.house import Live, the_house
from console.ways import Ways
from domain.permission import Permission
from services import desk
from services.live import WAITING_LINE, Topic

_RETRY_SECONDS: Final = 5
_BEGUN: Final = ": begun\n\n"
_TICK: Final = "event: tick\ndata:\n\n"


class _Watched(Protocol):
    """What this page needs of the session: asking it again long after the request began."""

    def watch(self) -> Callable[[], bool]:
        """A question that tells whether the sign-in still holds; asking counts as being there."""


@needs(Permission.SEE_WAITING_LINE)
def stream() -> Response:
    """Server-sent events: ``change`` with a topic's name, ``tick`` every few seconds.

    Always of what oneself is asked; with ``?talk=<visit id>`` of that talk too, otherwise of the
    waiting line and the lists. Ends as soon as the sign-in does; 503 when no more pages can be
    served.
    """
    topics = (_topic(), Topic.member(the_member().id))
    house = the_house()
    if not house.live.has_room():
        abort(Response(status=503, headers={"Retry-After": str(_RETRY_SECONDS)}))
    is_signed_in = cast("_Watched", session).watch()
    return Response(
        _events(house.live, topics, is_signed_in),
        mimetype="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


def _topic() -> Topic:
    wish = request.args.get("talk", type=UUID)
    if "talk" not in request.args:
        return WAITING_LINE
    if wish is None:
        abort(404)
    with the_house().open_look() as work:
        desk.require_readable(work, wish, member_id=the_member().id)
    return Topic.conversation(wish)


def _events(
    live: Live, topics: tuple[Topic, ...], is_signed_in: Callable[[], bool]
) -> Iterator[str]:
    with live.listen(frozenset(topics)) as news:
        yield _BEGUN  # granian holds a stream's first piece back until there is a second
        # What changed between the page's making and this moment is caught up with now.
        yield "".join(_change(topic) for topic in topics)
        for topic in news:
            if topic is None and not is_signed_in():
                return
            yield _TICK if topic is None else _change(topic)


def _change(topic: Topic) -> str:
    return f"event: change\ndata: {topic.name}\n\n"


WAYS: Final[Ways] = (("/live/stream", stream, ["GET"]),)
"""Every address of this module, and the view behind it."""
