"""What people write is sealed to its place, and lost for good when it is taken back."""

import json
from datetime import UTC, datetime
from itertools import combinations

import pytest
from sqlalchemy import inspect, select, text

from domain.errors import SealError
from domain.message import Direction
from storage.encryption import Keyring
from storage.models.contact import Contact
from storage.models.key import MonthKey, VisitKey
from storage.models.message import Message
from storage.models.outgoing import Outgoing
from storage.queries import messages
from storage.seals import Seals, readable_alias
from tests.factories.counsellor import Counsellor
from tests.factories.tables import events, rows
from tests.machinery.evening import BOT, Evening, user_id

CHANNEL = "1656000000"
NUMBER = "123456789018"


def opened(evening: Evening, message: Message, seals: Seals | None = None) -> str:
    with evening.program.open_look() as work:
        place = messages.place_of_message(message.id, message.direction)
        words = (seals or work.house.seals).open_words(
            work.session, message.visit_id, place, message
        )
    return words.reveal()


def inbound(evening: Evening) -> list[Message]:
    said = [row for row in rows(evening, Message) if row.direction is Direction.INBOUND]
    return sorted(said, key=lambda row: row.order_at)


def test_nobody_is_known_by_anything_but_a_keyed_hmac() -> None:
    one, other = Seals(Keyring.generate(), CHANNEL), Seals(Keyring.generate(), CHANNEL)
    user = user_id("a")

    assert len(one.contact_id(user)) == 32
    assert one.contact_id(user) == one.contact_id(user)
    assert one.contact_id(user) != one.contact_id(user_id("b"))
    assert one.contact_id(user) != other.contact_id(user)
    assert one.contact_id(user) != one.message_key(user)


def test_another_channel_knows_the_same_person_as_somebody_else() -> None:
    keyring = Keyring.generate()

    ids = {Seals(keyring, channel).contact_id(user_id("a")) for channel in (CHANNEL, "1656000001")}

    assert len(ids) == 2


def test_an_alias_is_short_steady_and_says_nothing() -> None:
    seals = Seals(Keyring.generate(), CHANNEL)
    contact_id = seals.contact_id(user_id("a"))

    assert seals.alias(contact_id) == seals.alias(contact_id)
    assert len(seals.alias(contact_id)) == 4
    assert seals.alias(contact_id) not in user_id("a").upper()
    assert readable_alias("やまなし", "7F3K") == "やまなし-7F3K"
    assert readable_alias("", "7F3K") == "7F3K"


def test_nothing_that_was_said_stands_in_any_column(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("目印アルファ", message_id="531000000000000042")
    evening.arrive(evening.event("unsend", unsend={"messageId": "531000000000000042"}))
    evening.says("目印ベータ")
    midori.says(midori.takes_next(), "目印ガンマ")
    evening.post(json.dumps({"destination": BOT, "events": [evening.text("目印デルタ")]}).encode())

    with evening.program.open_look() as work:
        connection = work.session.connection()
        stored = "".join(
            repr([bytes(cell) if isinstance(cell, memoryview) else cell for cell in row])
            for table in inspect(connection).get_table_names()
            for row in connection.execute(text(f'SELECT * FROM "{table}"'))  # noqa: S608 - our own tables
        )

    private = ["目印", user_id("a"), "token-", "531000000000000042"]
    written = [form for word in private for form in (word, repr(word.encode())[2:-1])]
    assert not [form for form in written if form in stored]


def test_equal_words_are_stored_as_different_bytes(evening: Evening) -> None:
    evening.says("つらい")
    evening.says("つらい")

    one, other = inbound(evening)
    assert one.sealed != other.sealed
    assert one.wrapped_key != other.wrapped_key
    assert opened(evening, one) == opened(evening, other) == "つらい"


def test_words_moved_to_another_place_do_not_open(evening: Evening) -> None:
    evening.says("aの言葉", "a")
    evening.says("aの次の言葉", "a")
    evening.says("bの言葉", "b")

    for one, other in combinations(inbound(evening), 2):
        kept = other.sealed, other.wrapped_key
        other.sealed, other.wrapped_key = one.sealed, one.wrapped_key
        with pytest.raises(SealError):
            opened(evening, other)
        other.sealed = kept[0]
        with pytest.raises(SealError):
            opened(evening, other)
        other.wrapped_key = kept[1]
        assert opened(evening, other)


def test_words_read_as_the_counsellors_do_not_open(evening: Evening) -> None:
    evening.says("言葉")
    (message,) = inbound(evening)

    message.direction = Direction.OUTBOUND

    with pytest.raises(SealError):
        opened(evening, message)


def test_a_line_id_moved_to_another_contact_does_not_open(evening: Evening) -> None:
    evening.says("言葉", "a")
    evening.says("言葉", "b")
    one, other = rows(evening, Contact)
    seals = evening.program.house.seals

    assert {seals.open_line_id(one).reveal(), seals.open_line_id(other).reveal()} == {
        user_id("a"),
        user_id("b"),
    }
    one.sealed_line_id = other.sealed_line_id
    with pytest.raises(SealError):
        seals.open_line_id(one)


def test_another_keyring_opens_nothing(evening: Evening) -> None:
    evening.says("言葉")
    stranger = Seals(Keyring.generate(), CHANNEL)

    with pytest.raises(SealError):
        opened(evening, inbound(evening)[0], stranger)
    with pytest.raises(SealError):
        stranger.open_line_id(rows(evening, Contact)[0])


def test_each_month_and_each_visit_has_a_key_of_its_own(evening: Evening) -> None:
    evening.says("十一月", "a")
    evening.says("十一月", "b")
    evening.set_clock(datetime(2026, 12, 2, 8, tzinfo=UTC))
    evening.says("十二月", "c")

    assert sorted(key.month for key in rows(evening, MonthKey)) == ["2026-11", "2026-12"]
    wrapped = [key.wrapped for key in rows(evening, VisitKey)]
    assert len(set(wrapped)) == 3


def test_a_handled_event_keeps_nothing_of_its_payload(evening: Evening) -> None:
    evening.says("言葉")

    (event,) = events(evening)
    assert event.sealed is None
    assert event.outcome == "received"


def kept_payload(evening: Evening, message: dict[str, object]) -> str:
    """What the door has sealed of a message, before anybody handles it."""
    event = evening.event("message", message={"id": "5310", **message})
    evening.post(json.dumps({"destination": BOT, "events": [event]}).encode())
    row = events(evening)[-1]
    seals = evening.program.house.seals
    return seals.open_passing(row.sealed or b"", f"line_events|{row.webhook_event_id}").decode()


def test_no_my_number_is_ever_stored_not_even_sealed(evening: Evening) -> None:
    for written in (NUMBER, "1234-5678-9018", "１２３４　５６７８　９０１８"):
        payload = kept_payload(evening, {"type": "text", "text": f"番号は{written}です"})

        assert written not in payload
        assert "番号は＊＊＊＊" in payload


def test_no_place_title_or_file_name_is_ever_stored_not_even_sealed(evening: Evening) -> None:
    place: dict[str, object] = {
        "type": "location",
        "title": "家",
        "address": "甲府市1-2",
        "latitude": 35.123,
    }
    file: dict[str, object] = {"type": "file", "fileName": "遺書.pdf", "fileSize": 5}
    image: dict[str, object] = {
        "type": "image",
        "contentProvider": {"type": "external", "originalContentUrl": "https://x"},
    }

    kept = [kept_payload(evening, message) for message in (place, file, image)]

    forbidden = ["家", "甲府市", "35.123", "遺書", "https"]
    assert not [word for word in forbidden if word in "".join(kept)]


def test_a_message_with_a_my_number_is_kept_masked(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("番号は1234-5678-9018です", message_id="77")
    evening.arrive(
        evening.event(
            "messageEdited",
            message={
                "type": "text",
                "id": "77",
                "text": f"番号は{NUMBER}でした",
                "quoteToken": "q",
            },
        )
    )

    reads = midori.reads(midori.takes_next())

    assert reads[0] == "番号は＊＊＊＊（12けたの番号は保存しません）でした"


def test_what_waits_to_be_sent_is_sealed_and_gone_once_sent(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    midori.writes(visit_id, "ようこそ")
    (waiting,) = [row for row in rows(evening, Outgoing) if row.sealed is not None]
    assert "ようこそ".encode() not in (waiting.sealed or b"")

    evening.work()

    with evening.program.open_look() as work:
        assert not work.session.scalars(
            select(Outgoing.id).where(Outgoing.sealed.is_not(None))
        ).all()
