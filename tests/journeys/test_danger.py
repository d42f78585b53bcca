"""Words of danger, from the phone to the supervisor's board: by night, and before closing."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from domain.clock import TOKYO
from tests.doubles.line_phone import Phone
from tests.journeys.stage import Stage
from tests.machinery.waiting import until

pytestmark = [pytest.mark.journey, pytest.mark.core]

NIGHT = datetime(2026, 11, 25, 3, 12, tzinfo=TOKYO)
LATE = datetime(2026, 11, 24, 20, 58, tzinfo=TOKYO)
CLOSED = datetime(2026, 11, 24, 21, 4, tzinfo=TOKYO)

NOBODY_HERE = "今は、ここに人がいない時間です。"
SOON = "順番を早めて、すぐ人が読みます。"
PLAIN = "メッセージ、受け取りました。"


def test_four_bubbles_at_night_are_one_honest_answer_and_stand_on_the_board(stage: Stage) -> None:
    stage.town.move_clock(NIGHT)
    phone = stage.town.line.person(1)

    for piece in ("し", "に", "た", "い"):
        phone.say(piece)

    phone.wait_for_text(NOBODY_HERE, seconds=30)
    phone.say("だれかいますか")
    _is_settled(stage)
    assert _heard(phone, NOBODY_HERE) == 1
    assert _heard(phone, "119に電話してください") == 1
    assert _heard(phone, PLAIN) <= 1

    kohaku = stage.enters("kohaku")
    stage.opens(kohaku, "/board")
    expect(_alerts_on(kohaku)).to_contain_text("R2")
    assert stage.town.line.violations() == []


def test_shortly_before_closing_nobody_is_sent_home_and_the_alert_stays(stage: Stage) -> None:
    stage.town.move_clock(LATE)
    kohaku = stage.enters("kohaku")
    stage.opens(kohaku, "/board")
    phone = stage.town.line.person(1)

    phone.say("しにたい")

    phone.wait_for_text(SOON, seconds=30)
    expect(_alerts_on(kohaku)).to_contain_text("R2")

    stage.town.move_clock(CLOSED)
    phone.say("まだいますか")
    _is_settled(stage)
    assert _heard(phone, SOON) == 1
    for words in (NOBODY_HERE, "閉ま", "お話しできないまま", "ありがとうございました"):
        assert _heard(phone, words) == 0
    stage.opens(kohaku, "/board")
    expect(_alerts_on(kohaku)).to_contain_text("R2")


def _alerts_on(board: Page) -> Locator:
    return board.get_by_role("region", name=re.compile("^危険のしらせ")).get_by_role("listitem")


def _heard(phone: Phone, words: str) -> int:
    return sum(words in text for text in phone.timeline().texts())


def _is_settled(stage: Stage) -> None:
    """Everything that was to follow has followed."""
    until(lambda: not stage.town.is_busy(), "nothing waits", seconds=30)
