"""Live updates: an open page hears that something changed, and fetches what."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Final, Protocol, cast
from uuid import UUID

from flask import Response, abort, request, session

from console.guard import needs, the_member
from console.house import the_house
from console.ways import Ways
from domain.permission import Permission
from services import desk, reading
from services.live import ALERTS, WAITING_LINE, News, Topic

_RETRY_SECONDS: Final = 5
_ASKED_EVERY: Final = 3
"""Of so many ticks one asks whether the sign-in still holds: what ends one in between is told."""
_BEGUN: Final = ": begun\n\n"


class _Watched(Protocol):
    """What this page needs of the session: asking it again long after the request began."""

    def watch(self) -> Callable[[], bool]:
        """A question that tells whether the sign-in still holds; asking counts as being there."""


@needs(Permission.SEE_WAITING_LINE)
def stream() -> Response:
    """Server-sent events: ``change`` with a topic's name, ``tick`` every few seconds.

    Always of what oneself is asked, and whoever sees alerts hears of these; with
    ``?talk=<visit id>`` of that talk too, with ``?of=alerts`` of nothing else, otherwise of the
    waiting line and the lists. Each carries a place; whoever comes back with one (``?after=``, or
    ``Last-Event-ID`` as a browser sends it) hears first of what has changed since, or of
    everything when nobody knows. Ends as soon as the sign-in does, or the talk is not the member's
    to read any more; 503 when no more pages can be served.
    """
    topic = _topic()
    member_id = the_member().id
    heard = {topic, *_of_supervisors()}
    sign_in = Topic.sign_in(member_id)
    house = the_house()
    if not house.live.has_room():
        abort(Response(status=503, headers={"Retry-After": str(_RETRY_SECONDS)}))
    is_signed_in = cast("_Watched", session).watch()
    return Response(
        _events(
            house.live.listen(
                frozenset({*heard, Topic.member(member_id), sign_in}), after=_last_heard()
            ),
            sign_in,
            is_signed_in,
            _may_hear(topic),
        ),
        mimetype="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


def _topic() -> Topic:
    wish = request.args.get("talk", type=UUID)
    if "talk" not in request.args:
        return ALERTS if _of_supervisors() and request.args.get("of") == "alerts" else WAITING_LINE
    if wish is None:
        abort(404)
    with the_house().open_look() as work:
        desk.require_readable(work, wish, member_id=the_member().id)
    return Topic.conversation(wish)


def _of_supervisors() -> frozenset[Topic]:
    return frozenset({ALERTS} if the_member().may(Permission.SEE_ALERTS) else ())


def _may_hear(topic: Topic) -> Callable[[Topic | None], bool]:
    """A question, long after the request began: may what has changed be heard of further?"""
    wish, member_id, house = request.args.get("talk", type=UUID), the_member().id, the_house()

    def may_hear(changed: Topic | None) -> bool:
        if wish is None or changed != topic:
            return True
        with house.open_look() as work:
            return reading.can_read(work, wish, member_id=member_id)

    return may_hear


def _last_heard() -> str | None:
    return request.args.get("after") or request.headers.get("Last-Event-ID")


def _events(
    listening: AbstractContextManager[Iterator[News]],
    sign_in: Topic,
    is_signed_in: Callable[[], bool],
    may_hear: Callable[[Topic | None], bool],
) -> Iterator[str]:
    with listening as heard:
        yield _BEGUN  # granian holds a stream's first piece back until there is a second
        ticks = 0
        for news in heard:
            ticks += news.topic is None
            is_asked = news.topic == sign_in or (news.topic is None and ticks % _ASKED_EVERY == 1)
            if is_asked and not is_signed_in():
                return
            if news.topic == sign_in:
                continue
            yield _written(news)  # also of the change by which a talk is lost: the page asks, 404
            if not may_hear(news.topic):
                return


def _written(news: News) -> str:
    kind, name = ("tick", "") if news.topic is None else ("change", news.topic.name)
    return f"id: {news.place}\nevent: {kind}\ndata: {name}\n\n"


WAYS: Final[Ways] = (("/live/stream", stream, ["GET"]),)
"""Every address of this module, and the view behind it."""
