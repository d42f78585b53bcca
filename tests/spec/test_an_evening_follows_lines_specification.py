"""Every call our program makes, and every webhook it takes, held against LINE's own files."""

from uuid import uuid4

import pytest

from domain.secret import PrivateText
from services import conversations, waiting_line
from storage.models.member import Member
from tests.machinery.town import Town
from tests.spec.line_spec import FOLDER, LineSpec

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(
        not FOLDER.is_dir(),
        reason="LINE's OpenAPI files are not beside this repository (../shared/line/openapi)",
    ),
]


def test_the_whole_journey_keeps_to_what_line_specifies(sqlite_town: Town) -> None:
    town, phone = sqlite_town, sqlite_town.line.person()
    phone.follow()
    phone.wait_for_text("登録してくださって")
    phone.tap("使い方を見る")
    phone.wait_for_text("既読")
    phone.say("こんばんは 👍🏽")
    phone.wait_for_text("今、1番目です")
    phone.send_media("image")
    phone.wait_for_text("写真は、ここでは開いていません")
    program = town.program()
    try:
        with program.open_work() as work:
            midori = work.session.query(Member).filter_by(login="midori").one().id
            visit_id = waiting_line.take_next(work, member_id=midori)
        phone.wait_for_text("みどりといいます")
        for words in ("ようこそ", "長い話。" * 3000):
            phone.send_sticker("泣く")
            with program.open_work() as work:
                conversations.send(
                    work,
                    visit_id,
                    member_id=midori,
                    text=PrivateText(words),
                    send_key=uuid4(),
                )
            phone.wait_for_text(words[:50])
        with program.open_work() as work:
            conversations.end(work, visit_id, member_id=midori, with_goodbye=True)
        phone.wait_for_text("今日は書いてくださって")
    finally:
        program.close()
    phone.block()
    town.line.flush()

    assert LineSpec().violations(town.record) == []
    assert town.line.violations() == []
