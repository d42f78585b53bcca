"""T13 says honestly that nobody is here, and names only who answers at that minute."""

from datetime import date, datetime

import pytest

from domain.clock import TOKYO
from domain.directory import Purpose
from routing.lines import Directory, Line
from routing.spoken_danger import danger_notice
from routing.spoken_lines import Speaker
from tests.factories.lines import WORKDAYS, line
from texts.language import Language
from texts.notices import Notices

NOTICES = Notices.load()
OPENS = datetime(2026, 11, 25, 16, tzinfo=TOKYO)
EMERGENCY = "今すぐ危ないとき、もう何かしてしまったときは、119に電話してください。"
DAYTIME = line("055-000-0001", Purpose.CRISIS, hours=WORKDAYS)
VOICE = line("055-000-0003", Purpose.CRISIS)
TEXT = line("https://crisis.invalid/", Purpose.CRISIS)
UNSURE = line("https://old.invalid/", Purpose.CRISIS, checked_on=date(2026, 6, 1))


def said(
    *lines: Line,
    opens: datetime | None = OPENS,
    is_on_call: bool = False,
    language: Language = Language.JAPANESE,
) -> tuple[str, ...]:
    now = datetime(2026, 11, 25, 3, 12, tzinfo=TOKYO)
    speaker = Speaker(notices=NOTICES, language=language, now=now)
    return danger_notice(speaker, Directory(lines=lines), opens, is_on_call=is_on_call).bubbles


def test_it_names_lines_that_answer_now_text_before_voice() -> None:
    bubbles = said(VOICE, DAYTIME, UNSURE, TEXT)

    assert bubbles[2] == (
        "今、文字の窓口 https://crisis.invalid/ 、電話 055-000-0003 がつながります。"
    )
    assert bubbles[3] == EMERGENCY
    assert bubbles[4] == "今日の16時に、あなたのメッセージをいちばん先に読みます。"


def test_it_names_three_lines_at_the_most() -> None:
    many = [line(f"055-000-100{number}", Purpose.CRISIS) for number in range(6)]

    assert said(*many)[2].count("電話") == 3


@pytest.mark.parametrize("lines", [(), (UNSURE,), (DAYTIME,)])
def test_where_no_line_answers_119_still_stands(lines: tuple[Line, ...]) -> None:
    assert said(*lines)[2] == EMERGENCY
    assert said(*lines, opens=None)[2] == EMERGENCY


def test_without_a_known_opening_no_day_is_promised() -> None:
    assert said(TEXT, opens=None)[-1] == "次に開いたら、あなたのメッセージをいちばん先に読みます。"


def test_it_says_plainly_whether_anybody_is_on_call() -> None:
    assert said(TEXT)[1].endswith("呼べる当番も、いません。")
    assert said(TEXT, is_on_call=True)[1].endswith("当番の者に、知らせています。")


def test_it_is_said_in_english_too() -> None:
    bubbles = said(TEXT, language=Language.ENGLISH)

    assert bubbles[1] == "We are sorry that nobody is here right now. Nobody is on call either."
    assert bubbles[-1] == "We will read your message first of all today at 16:00."
