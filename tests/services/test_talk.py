"""A talk: from the greeting to the goodbye, and what a person sends besides words."""

from uuid import uuid4

import pytest

from domain.conversation import VisitState
from domain.delivery import DeliveryState
from domain.errors import EmptyTextError, NotFoundError, NotYoursError, TalkEndedError
from domain.message import MessageKind
from domain.permission import Role
from services import desk
from storage.models.outgoing import Outgoing
from tests.factories.counsellor import Counsellor, waiting
from tests.factories.tables import events, rows
from tests.machinery.evening import Evening

MEDIA: dict[str, dict[str, object]] = {
    "image": {"contentProvider": {"type": "line"}},
    "video": {"contentProvider": {"type": "line"}, "duration": 60_000},
    "audio": {"contentProvider": {"type": "line"}, "duration": 60_000},
    "file": {"fileName": "diary.pdf", "fileSize": 2138},
    "location": {"title": "家", "address": "甲府市", "latitude": 35.6, "longitude": 138.5},
}


def media(evening: Evening, kind: str, **more: object) -> dict[str, object]:
    message = {"type": kind, "id": uuid4().hex, **MEDIA.get(kind, {}), **more}
    return evening.event("message", message=message)


def test_whoever_is_taken_is_greeted_by_name_with_a_push_if_it_took_long(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    evening.pass_time(300)

    midori.takes_next()

    assert evening.line.calls[-1].road == "push"
    assert evening.line.calls[-1].bubbles[0] == "お待たせしました。みどりといいます。"


def test_a_goodbye_names_the_next_opening_and_ends_the_talk(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()

    midori.ends(visit_id)

    assert evening.line.said[-1].startswith("次は明日の16時に開きます。")
    assert midori.sees(visit_id).state is VisitState.ENDED
    with pytest.raises(TalkEndedError):
        midori.writes(visit_id, "あとひとつ")
    with pytest.raises(TalkEndedError):
        midori.ends(visit_id)


def test_a_talk_may_end_without_a_word(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    said = list(evening.line.said)

    midori.ends(visit_id, with_goodbye=False)

    assert evening.line.said == said


def test_who_writes_after_the_end_begins_anew(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    midori.ends(visit_id)

    evening.says("もうひとつだけ")

    (person,) = waiting(evening)
    assert person.visit_id != visit_id
    assert "1番目です" in evening.line.said[-3]


def test_in_a_talk_no_machine_speaks(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    calls = len(evening.line.calls)

    for words in ("使い方", "順番", "つらいです", "話してみる"):
        evening.says(words)
    evening.pass_time(4 * 3600)  # the window is still open; afterwards somebody has to be here
    evening.says("まだいますか")

    assert len(evening.line.calls) == calls
    assert midori.reads(visit_id)[-5:] == [
        "使い方",
        "順番",
        "つらいです",
        "話してみる",
        "まだいますか",
    ]


def test_another_counsellors_talk_is_neither_read_nor_written_nor_ended(evening: Evening) -> None:
    midori, asagi = Counsellor.midori(evening), Counsellor.asagi(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()

    with pytest.raises(NotFoundError):
        asagi.sees(visit_id)
    with pytest.raises(NotYoursError):
        asagi.writes(visit_id, "よこから")
    with pytest.raises(NotYoursError):
        asagi.ends(visit_id)
    assert midori.sees(visit_id).state is VisitState.TALKING


def test_a_supervisor_reads_every_talk(evening: Evening) -> None:
    midori, asagi = Counsellor.midori(evening), Counsellor.asagi(evening, Role.SUPERVISOR)
    evening.says("こんばんは")
    visit_id = midori.takes_next()

    assert "こんばんは" in asagi.reads(visit_id)


@pytest.mark.parametrize("words", ["", "  ", "\n\u3000\n", "\0"])
def test_nothing_is_not_sent(evening: Evening, words: str) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()

    with pytest.raises(EmptyTextError):
        midori.writes(visit_id, words)


def test_words_sent_twice_with_one_key_are_said_once(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    key = uuid4()

    midori.writes(visit_id, "ようこそ", key)
    midori.writes(visit_id, "ようこそ", key)
    evening.work()

    assert evening.line.said.count("ようこそ") == 1
    assert midori.reads(visit_id).count("ようこそ") == 1


def test_stickers_speak_by_their_text_or_their_keywords(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    sticker = {"type": "sticker", "packageId": "446", "stickerId": "1988"}
    keywords = ["sleepy", "night", "moon", "bed"]

    evening.arrive(evening.event("message", message={**sticker, "id": "1", "keywords": keywords}))
    evening.arrive(evening.event("message", message={**sticker, "id": "2", "text": "おやすみ"}))
    evening.arrive(evening.event("message", message={**sticker, "id": "3"}))

    said = [m for m in midori.sees(midori.takes_next()).messages if m.kind is MessageKind.STICKER]
    assert [m.text.reveal() if m.text else None for m in said] == [
        "sleepy、night、moon",
        "おやすみ",
        None,
    ]


@pytest.mark.parametrize("kind", MEDIA)
def test_of_media_only_the_kind_is_kept_and_a_kind_word_said_once_in_ten_minutes(
    evening: Evening, kind: str
) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    calls = len(evening.line.calls)

    evening.arrive(media(evening, kind), media(evening, kind))
    evening.pass_time(9 * 60)
    evening.arrive(media(evening, "image"))
    evening.pass_time(2 * 60)
    evening.arrive(media(evening, kind))

    assert len(evening.line.calls) - calls == 2
    assert "ここでは" in evening.line.said[-1]
    seen = [m for m in midori.sees(visit_id).messages if m.kind is not MessageKind.TEXT]
    assert [str(m.kind) for m in seen] == [kind, kind, "image", kind]
    assert not [m for m in seen if m.text]


def test_a_picture_in_the_line_has_the_place_answered_and_then_the_picture(
    evening: Evening,
) -> None:
    evening.arrive(media(evening, "image"))
    evening.arrive(media(evening, "image"))

    assert "1番目です" in evening.line.said[0]
    assert evening.line.said[-1].startswith("写真は、ここでは開いていません。")


def test_typed_words_of_command_are_answered_without_a_counsellor(evening: Evening) -> None:
    for words in ("使い方", " 使い方　", "約束ごと", "通知の見え方", "今はいい"):
        evening.says(words)

    assert len(evening.line.calls) == 5
    assert evening.line.calls[0].bubbles == evening.line.calls[1].bubbles
    assert not waiting(evening)
    assert {event.outcome for event in events(evening)} == {"answered"}


def test_a_button_does_what_its_word_does(evening: Evening) -> None:
    evening.arrive(evening.event("postback", postback={"data": "how"}))
    assert "書きたいことを、そのまま送ってください。" in evening.line.said[0]

    evening.arrive(evening.event("postback", postback={"data": "talk"}))
    (person,) = waiting(evening)
    assert person.first_words is not None
    assert person.first_words.reveal() == "話してみる"

    evening.arrive(evening.event("postback", postback={"data": "act=unheard-of"}))
    assert len(evening.line.calls) == 2


def test_each_word_of_a_talk_shows_how_it_stands(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    midori.writes(visit_id, "ようこそ")

    assert midori.sees(visit_id).messages[-1].state is DeliveryState.WAITING
    evening.work()
    assert midori.sees(visit_id).messages[-1].state is DeliveryState.SENT
    assert midori.sees(visit_id).messages[0].state is None
    assert not [row for row in rows(evening, Outgoing) if row.sealed or row.sealed_reply_token]


def test_ended_talks_wait_for_their_records(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    midori.ends(visit_id)

    with evening.program.open_look() as work:
        missing = desk.list_missing_records(work, midori.member_id)
        assert not desk.list_talks(work, midori.member_id)
    assert [record.visit_id for record in missing] == [visit_id]
