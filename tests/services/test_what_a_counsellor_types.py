"""What a counsellor types is kept by the same rules as what a person writes."""

from domain.message import MASK
from domain.secret import PrivateText
from services import drafts
from tests.factories.counsellor import Counsellor
from tests.machinery.evening import Evening

MY_NUMBER = "123456789018"


def test_a_my_number_that_a_counsellor_repeats_is_neither_kept_nor_sent(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("手続きのことで")
    visit_id = midori.takes_next()
    with evening.program.open_work() as work:
        drafts.keep(
            work, visit_id, member_id=midori.member_id, text=PrivateText(f"番号 {MY_NUMBER}")
        )
        draft = drafts.find(work, visit_id, member_id=midori.member_id)

    midori.says(visit_id, f"{MY_NUMBER} ですね")

    assert draft == PrivateText(f"番号 {MASK}")
    assert evening.line.said[-1] == f"{MASK} ですね"
    assert midori.reads(visit_id)[-1] == f"{MASK} ですね"


def test_a_button_pressed_in_a_talk_is_a_word_to_the_counsellor(evening: Evening) -> None:
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    said = len(evening.line.said)

    evening.arrive(evening.event("postback", postback={"data": "how"}))

    assert midori.reads(visit_id)[-1] == "使い方を見る"
    assert len(evening.line.said) == said
