"""One message, phone to phone, in one process."""

from uuid import uuid4

from domain.conversation import VisitState
from domain.delivery import DeliveryState
from domain.secret import PrivateText
from services import conversations, desk, waiting_line
from tests.machinery.evening import Evening, user_id


def test_a_person_writes_and_a_counsellor_answers(evening: Evening) -> None:
    midori = evening.member()
    evening.says("こんばんは")
    with evening.program.open_look() as work:
        (waiting,) = desk.list_waiting(work, member_id=midori)
    assert waiting.first_words == PrivateText("こんばんは")
    assert "今、1番目です" in evening.line.said[0]

    with evening.program.open_work() as work:
        visit_id = waiting_line.take_next(work, member_id=midori)
    evening.work()
    evening.says("はじめてです")
    with evening.program.open_work() as work:
        conversations.send(
            work, visit_id, member_id=midori, text=PrivateText("ようこそ"), send_key=uuid4()
        )
    evening.work()

    assert evening.line.calls[-1].bubbles == ("ようこそ",)
    assert evening.line.calls[-1].road == "reply"
    assert evening.line.calls[-2].road == "push"
    assert evening.line.calls[-2].to == user_id("a")
    with evening.program.open_work() as work:
        talk = desk.get_talk(work, visit_id, member_id=midori)
        assert talk.messages[-1].state is DeliveryState.SENT
        assert next(m.text.reveal() for m in talk.messages if m.text) == "こんばんは"
        conversations.end(work, visit_id, member_id=midori, with_goodbye=True)
    evening.work()
    with evening.program.open_look() as work:
        assert desk.get_talk(work, visit_id, member_id=midori).state is VisitState.ENDED
        assert len(desk.list_missing_records(work, midori)) == 1
    assert evening.line.said[-2].startswith("次は明日の16時に開きます")
