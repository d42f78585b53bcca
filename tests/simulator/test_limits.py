"""LINE's limits, also those its specification leaves out, hold in sending and in validation."""

import pytest

from simulator.clock import Clock
from simulator.ids import ulid
from simulator.limits import faults_of_messages
from simulator.measure import graphemes, utf16_units
from simulator.shapes import JsonObject
from tests.simulator.door import Post


def text(words: object = "はい", **more: object) -> JsonObject:
    return {"type": "text", "text": words, **more}


def quick(*actions: JsonObject) -> JsonObject:
    return text(quickReply={"items": [{"type": "action", "action": one} for one in actions]})


def postback(label: str = "話す", data: str = "x") -> JsonObject:
    return {"type": "postback", "label": label, "data": data}


def confirm(**more: object) -> JsonObject:
    template = {"type": "confirm", "text": "?", "actions": [postback(), postback()], **more}
    return {"type": "template", "altText": "?", "template": template}


FAMILY = "👨\u200d👩\u200d👧"
GOOD = {
    "5,000 units": [text("あ" * 5_000)],
    "2,500 apples": [text("🍎" * 2_500)],
    "five messages": [text()] * 5,
    "13 quick replies": [quick(*[postback()] * 13)],
    "20 families on a label": [quick(postback(FAMILY * 20))],
    "300 units of data": [quick(postback(data="x" * 300))],
    "a sender": [text(sender={"name": "相談員A"})],
    "a confirm": [confirm()],
}
BAD = {
    "no messages": ([], "messages"),
    "no list": ("はい", "messages"),
    "six messages": ([text()] * 6, "messages"),
    "5,001 units": ([text("あ" * 5_001)], "messages[0].text"),
    "2,600 apples": ([text("🍎" * 2_600)], "messages[0].text"),
    "an empty text": ([text(), text("")], "messages[1].text"),
    "a missing text": ([{"type": "text"}], "messages[0].text"),
    "an unknown type": ([{"type": "smell"}], "messages[0].type"),
    "14 quick replies": ([quick(*[postback()] * 14)], "messages[0].quickReply.items"),
    "21 on a label": (
        [quick(postback("あ" * 21))],
        "messages[0].quickReply.items[0].action.label",
    ),
    "301 units of data": (
        [quick(postback(data="x" * 301))],
        "messages[0].quickReply.items[0].action.data",
    ),
    "no data": ([quick(postback(data=""))], "messages[0].quickReply.items[0].action.data"),
    "a long altText": ([{**confirm(), "altText": "あ" * 1_501}], "messages[0].altText"),
    "three ways to confirm": (
        [confirm(actions=[postback()] * 3)],
        "messages[0].template.actions",
    ),
    "a long question": ([confirm(text="あ" * 241)], "messages[0].template.text"),
    "a long sender": ([text(sender={"name": "あ" * 21})], "messages[0].sender.name"),
    "LINE as sender": ([text(sender={"name": "LINE相談"})], "messages[0].sender.name"),
}


@pytest.mark.parametrize("name", GOOD)
def test_line_takes(name: str) -> None:
    assert faults_of_messages(GOOD[name]) == ()


@pytest.mark.parametrize("name", BAD)
def test_line_does_not_take(name: str) -> None:
    messages, where = BAD[name]

    assert [fault.where for fault in faults_of_messages(messages)] == [where]


@pytest.mark.parametrize("kind", ["reply", "push", "multicast"])
def test_validation_answers_as_sending_would(post: Post, kind: str) -> None:
    path = f"/v2/bot/message/validate/{kind}"

    good, bad = post(path, {"messages": [text()]}), post(path, {"messages": [text("")]})

    assert (good.status, good.body) == (200, {})
    assert bad.status == 400
    assert bad.body == {
        "message": "The request body has 1 error(s)",
        "details": [{"message": "May not be empty", "property": "messages[0].text"}],
    }


@pytest.mark.parametrize(
    ("words", "units", "clusters"),
    [("", 0, 0), ("窓辺", 2, 2), ("🍎", 2, 1), (FAMILY, 8, 1), ("🇯🇵🇯🇵", 8, 2), ("か\u3099", 2, 1),
     ("👍🏽", 4, 1), ("\ud83d", 1, 1), ("a\r\nb", 4, 3)],
)  # fmt: skip
def test_characters_are_counted_as_line_counts(words: str, units: int, clusters: int) -> None:
    assert (utf16_units(words), graphemes(words)) == (units, clusters)


def test_event_ids_sort_by_time() -> None:
    times = [0, 1, 1_795_503_901_846, 2**48 - 1]

    ids = [ulid(time) for time in times]

    assert ids == sorted(ids)
    assert {len(one) for one in ids} == {26}
    assert all(one[0] in "01234567" for one in ids)


@pytest.mark.parametrize(
    "start", ["2026-11-24T16:05:00", "yesterday", "2026-11-24T16:05:00+09:00@x"]
)
def test_a_clock_that_cannot_be_read_is_refused(start: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words come from the standard library
        Clock.starting_at(start)


def test_the_clock_goes_on_from_the_moment_it_was_anchored() -> None:
    anchor = Clock().now().timestamp() - 3_600

    now = Clock.starting_at(f"2026-11-24T16:05:00+09:00@{anchor}").now()

    assert f"{now:%H:%M}" == "08:05"
