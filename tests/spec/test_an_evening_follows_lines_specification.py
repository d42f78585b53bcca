"""Every call our program makes, and every webhook it takes, held against LINE's own files."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from bot.wiring import Program
from domain.checking import EntryAct
from domain.clock import TOKYO
from domain.destination import Offer
from domain.programme import DateFacts, ProgrammeFacts
from domain.secret import PrivateText
from services import (
    conversations,
    destination_confirming,
    destination_keeping,
    programme_dates,
    programme_keeping,
    referral_talk,
    referrals,
    waiting_line,
)
from storage.models.member import Member
from storage.queries import destinations as entries
from tests.doubles.line_phone import Bubble, Screen
from tests.factories.destinations import HARBOUR
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


def test_cards_with_a_code_keep_to_what_line_specifies_and_are_drawn(sqlite_town: Town) -> None:
    town, phone, other = sqlite_town, sqlite_town.line.person(1), sqlite_town.line.person(2)
    program = town.program()
    try:
        place_id = _place_with_a_saturday(program)
        midori = _id_of(program, "midori")
        phone.say("こんばんは")
        phone.wait_for_text("今、1番目です")
        with program.open_work() as work:
            visit_id = waiting_line.take_next(work, member_id=midori)
        phone.wait_for_text("みどりといいます")
        with program.open_work() as work:
            referral_id = referrals.propose(work, visit_id, place_id, member_id=midori)
        with program.open_work() as work:
            seen = referral_talk.ask_words(work, referral_id, member_id=midori)
            referral_talk.ask(work, referral_id, member_id=midori, seen=seen)
        phone.wait_until(lambda screen: "はい" in screen.replies, "the question")
        phone.tap("はい")
        given = phone.wait_until(_has_a_card, "the card of the referral")
        other.say("11月28日14時に申し込む")
        signed_up = other.wait_until(_has_a_card, "the card of the sign-up")
    finally:
        program.close()
    town.line.flush()

    assert all("大きく見せる" in _cards(screen)[-1].buttons for screen in (given, signed_up))
    assert LineSpec().violations(town.record) == []
    assert town.line.violations() == []


def _place_with_a_saturday(program: Program) -> UUID:
    """A destination two have made sure of, and a date of its programme."""
    with program.open_work() as work:
        [place_id] = destination_keeping.add(
            work, [(HARBOUR, None)], act=EntryAct.ADDED, member_id=None
        )
    for login in ("midori", "kohaku"):
        member_id = _id_of(program, login)
        with program.open_work() as work:
            newest = entries.newest_number(work.session, place_id)
            destination_confirming.confirm(work, place_id, member_id=member_id, based_on=newest)
    facts = ProgrammeFacts(
        destination_id=place_id,
        kind=Offer.A_PLACE_TO_BE,
        name="みなとの午後",
        one_line="見ているだけでも大丈夫です。",
        place="駅前の会館2階",
        eases=frozenset(),
        may_show=True,
    )
    begins_at = datetime(2026, 11, 28, 14, 0, tzinfo=TOKYO)
    date = DateFacts(
        begins_at=begins_at,
        ends_at=begins_at + timedelta(hours=2),
        sign_up_until=begins_at,
        places=None,
    )
    with program.open_work() as work:
        programme_id = programme_keeping.add(work, facts, member_id=None)
        programme_dates.add(work, programme_id, date, member_id=None)
    return place_id


def _id_of(program: Program, login: str) -> UUID:
    with program.open_look() as look:
        return look.session.query(Member).filter_by(login=login).one().id


def _cards(screen: Screen) -> list[Bubble]:
    return [bubble for bubble in screen.bubbles if bubble.kind in {"flex", "template"}]


def _has_a_card(screen: Screen) -> bool:
    return bool(_cards(screen))
