"""One spoiled row hides nothing but itself, and keeps nobody from being erased."""

from sqlalchemy import select

from domain.secret import PrivateText
from services import drafts
from storage.models.message import Message
from storage.models.record import Draft
from tests.factories.counsellor import Counsellor
from tests.machinery.evening import Evening


def test_the_others_are_read_and_erased_all_the_same(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("ひとつめ", message_id="1")
    evening.says("ふたつめ", message_id="2")
    visit_id = midori.takes_next()
    with evening.program.open_work() as work:
        first = work.session.scalars(select(Message).order_by(Message.order_at)).first()
        assert first is not None
        first.wrapped_key = b"spoiled" * 10

    evening.arrive(evening.event("unsend", unsend={"messageId": "2"}))
    evening.says("みっつめ")

    shown = midori.sees(visit_id).messages
    inbound = [message for message in shown if message.direction == "inbound"]
    assert [message.text.reveal() if message.text else None for message in inbound] == [
        None,
        None,
        "みっつめ",
    ]
    assert [message.is_withdrawn for message in inbound] == [False, True, False]


def test_who_asks_for_a_place_after_closing_is_told_when_we_open_again(evening: Evening) -> None:
    evening.says("まだいますか")
    evening.set_clock(evening.now.replace(hour=12, minute=30))  # 21:30 in Tokyo

    evening.says("順番")

    assert "閉まっています" in "".join(evening.line.said[-2:])
    assert "番目" not in "".join(evening.line.said[-2:])


def test_the_same_words_asked_for_twice_are_said_once_though_the_talk_has_ended(
    evening: Evening,
) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    key = midori.says(visit_id, "またいつでも")
    midori.ends(visit_id, with_goodbye=False)

    assert midori.says(visit_id, "またいつでも", key) == key
    assert evening.line.said.count("またいつでも") == 1


def test_a_draft_that_cannot_be_read_is_none_and_is_known_to_be_lost(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    with evening.program.open_work() as work:
        drafts.keep(work, visit_id, member_id=midori.member_id, text=PrivateText("書きかけ"))
        work.session.scalars(select(Draft)).one().wrapped_key = b"spoiled" * 10

    with evening.program.open_look() as look:
        assert drafts.find(look, visit_id, member_id=midori.member_id) is None
        assert drafts.is_spoiled(look, visit_id, member_id=midori.member_id)
    with evening.program.open_work() as work:
        drafts.keep(work, visit_id, member_id=midori.member_id, text=PrivateText("もう一度"))
        assert not drafts.is_spoiled(work, visit_id, member_id=midori.member_id)
