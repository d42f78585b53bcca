"""Every kind of event has its handler, and says in a closed word what was done."""

import pytest

from domain.errors import SealError
from handlers import dispatch
from services import intake
from services.work import Work
from tests.factories.tables import ON_SQLITE, events
from tests.machinery.evening import Evening, user_id

TEXT = {"type": "text", "id": "7", "text": "こんばんは", "quoteToken": "q"}
GROUP = {"type": "group", "groupId": "C" + "1" * 32, "userId": user_id("a")}

CASES: list[tuple[str, dict[str, object], str]] = [
    ("message", {"message": TEXT}, "received"),
    ("message", {"message": {**TEXT, "text": "使い方"}}, "answered"),
    ("message", {"message": {**TEXT, "text": ""}}, "ignored:unreadable"),
    ("message", {"message": {"type": "sticker", "id": "7"}}, "received"),
    ("message", {"message": {"type": "image", "id": "7"}}, "received"),
    ("message", {"message": {"type": "hologram", "id": "7"}}, "ignored:unknown_type"),
    ("message", {"message": TEXT, "source": GROUP}, "leaving"),
    ("message", {"message": TEXT, "mode": "standby"}, "ignored:standby"),
    ("message", {"message": TEXT, "source": {"type": "user"}}, "ignored:no_sender"),
    ("messageEdited", {"message": TEXT}, "edited"),
    ("follow", {"follow": {"isUnblocked": False}}, "followed"),
    ("follow", {}, "followed"),
    ("unfollow", {}, "unfollowed"),
    ("unsend", {"unsend": {"messageId": "7"}}, "erased"),
    ("unsend", {}, "ignored:unreadable"),
    ("postback", {"postback": {"data": "how"}}, "answered"),
    ("postback", {"postback": {"data": "talk"}}, "received"),
    ("postback", {"postback": {"data": "act=other"}}, "ignored:unknown_button"),
    ("postback", {"postback": {}}, "ignored:unreadable"),
    ("join", {"source": GROUP}, "leaving"),
    ("leave", {"source": GROUP}, "ignored:not_for_us"),
    ("memberJoined", {"source": GROUP}, "leaving"),
    ("beacon", {"beacon": {"hwid": "x", "type": "enter"}}, "ignored:not_for_us"),
    ("videoPlayComplete", {"videoPlayComplete": {"trackingId": "x"}}, "ignored:not_for_us"),
    ("accountLink", {"link": {"result": "ok", "nonce": "x"}}, "ignored:not_for_us"),
    ("membership", {"membership": {"type": "joined"}}, "ignored:not_for_us"),
    ("delivery", {"delivery": {"data": "x"}, "source": None}, "ignored:not_for_us"),
    ("botSuspended", {"source": None}, "ignored:not_for_us"),
    ("tomorrowsEvent", {"future": {"a": 1}}, "ignored:unknown_type"),
]


@ON_SQLITE
@pytest.mark.parametrize(("kind", "fields", "outcome"), CASES)
def test_each_kind_of_event_has_its_outcome(
    evening: Evening, kind: str, fields: dict[str, object], outcome: str
) -> None:
    evening.arrive(evening.event(kind, "a", **fields))

    (event,) = events(evening)
    assert event.outcome == outcome
    assert event.sealed is None
    assert event.handled_at is not None


def test_an_event_is_handled_in_one_act_or_not_at_all(evening: Evening) -> None:
    evening.keep(evening.text("こんばんは"))
    (event,) = events(evening)

    with pytest.raises(LookupError), evening.program.open_work() as work:
        handled_and_then_failed(work, event.id)

    (event,) = events(evening)
    assert event.handled_at is None
    assert event.sealed is not None


def handled_and_then_failed(work: Work, number: int) -> None:
    dispatch.handle(work, number)
    raise LookupError


def test_an_event_taken_twice_is_not_opened_twice(evening: Evening) -> None:
    evening.says("こんばんは")
    (event,) = events(evening)

    with evening.program.open_work() as work, pytest.raises(SealError):
        intake.take(work, event.id)
