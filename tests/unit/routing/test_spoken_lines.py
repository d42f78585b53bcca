"""What is said while nobody reads names only lines that answer at that minute."""

from datetime import date, datetime

import pytest

from domain.clock import TOKYO
from domain.directory import Purpose
from routing.expected_wait import Band
from routing.hours import closed_window
from routing.lines import Directory, Line
from routing.opening_days import OpenHours, Stop
from routing.schedule import Schedule
from routing.schedule_stops import with_stops
from routing.spoken_lines import (
    Speaker,
    band_words,
    closed_notice,
    closed_waiting_notice,
    urgent_notice,
)
from tests.factories.lines import WORKDAYS, line
from texts.language import Language
from texts.notices import Notices

NOTICES = Notices.load()
JA, EN = Language.JAPANESE, Language.ENGLISH
CENTRE = line("055-000-0001", Purpose.CENTRE, hours=WORKDAYS)
TEXT = line("https://text.invalid/")
VOICE = line("055-000-0002")
CRISIS_VOICE = line("055-000-0003", Purpose.CRISIS)
CRISIS_TEXT = line("https://crisis.invalid/", Purpose.CRISIS)
OLD = line("https://old.invalid/", checked_on=date(2026, 6, 1))
EVENING = (OpenHours(opens_minute=16 * 60, closes_minute=21 * 60),)


SCHEDULE = Schedule(place="やまなし", weekly=(EVENING,) * 5 + ((), ()))


def these(*lines: Line) -> Directory:
    return Directory(lines=lines)


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=TOKYO)


def speaker(now: str, language: Language = JA) -> Speaker:
    return Speaker(notices=NOTICES, language=language, now=at(now))


def closed(
    of: Directory, now: str, language: Language = JA, schedule: Schedule = SCHEDULE
) -> tuple[str, ...]:
    window = closed_window(schedule, now=at(now))
    assert window is not None
    return closed_notice(speaker(now, language), of, window).bubbles


@pytest.mark.parametrize(
    ("now", "is_named"),
    [
        ("2026-11-24T08:59", False),
        ("2026-11-24T09:00", True),
        ("2026-11-24T12:30", False),
        ("2026-11-24T15:59", True),
    ],
)
def test_before_the_opening_the_centre_is_the_pointer_while_it_answers(
    now: str, *, is_named: bool
) -> None:
    bubbles = closed(these(CENTRE, TEXT, VOICE), now)

    assert ("055-000-0001" in "".join(bubbles)) is is_named
    assert len(bubbles) == 3
    assert "text.invalid" not in "".join(bubbles)


def test_at_night_text_stands_before_voice_and_no_name_is_said() -> None:
    bubbles = closed(these(VOICE, CENTRE, TEXT), "2026-11-24T22:00")

    assert (
        bubbles[-1] == "今、文字の窓口 https://text.invalid/ 、電話 055-000-0002 がつながります。"
    )
    assert "名前" not in "".join(bubbles)


def test_what_was_not_checked_for_three_months_is_not_named() -> None:
    assert len(closed(these(OLD), "2026-11-24T22:00")) == 2


def test_a_day_off_and_a_sudden_closure_name_the_lines_too() -> None:
    day_off = closed(these(TEXT), "2026-11-28T12:00")
    stop = Stop(from_at=at("2026-11-24T16:00"), until_at=at("2026-11-24T21:00"), reason="人")
    sudden = closed(these(TEXT), "2026-11-24T17:00", JA, with_stops(SCHEDULE, [stop]))

    assert "書いておいてくだされば、そのとき読みます。" in day_off[1]
    assert sudden[0] == "ごめんなさい。今日は人がそろわず、お休みにします。"
    assert sudden[1].startswith("次は明日の16時です。")
    assert day_off[2] == sudden[2] == "今、文字の窓口 https://text.invalid/ がつながります。"


def test_the_button_names_the_true_hour_of_today_and_none_of_another_day() -> None:
    of = these()
    window = closed_window(SCHEDULE, now=at("2026-11-24T10:00"))
    assert window is not None

    by_day = closed_notice(speaker("2026-11-24T10:00"), of, window).choices[0]
    night = closed_window(SCHEDULE, now=at("2026-11-24T22:00"))
    assert night is not None
    by_night = closed_notice(speaker("2026-11-24T22:00"), of, night).choices[0]

    assert by_day.label == by_day.text == "16時に声をかけてほしい"
    assert by_night.label == "次に開いたら声をかけてほしい"


def test_in_a_hurry_the_lines_of_a_crisis_come_in_and_119_stands_last() -> None:
    of = these(VOICE, TEXT, CRISIS_VOICE, CRISIS_TEXT)

    first, last = urgent_notice(speaker("2026-11-24T22:00"), of).bubbles

    assert first == (
        "今、文字の窓口 https://crisis.invalid/ 、文字の窓口 https://text.invalid/ 、"
        "電話 055-000-0003 がつながります。"
    )
    assert last == "今すぐ危ないときは、119に電話してください。"
    assert urgent_notice(speaker("2026-11-24T22:00"), these()).bubbles == (last,)


def test_whoever_waited_is_told_of_the_next_opening_and_the_night_lines() -> None:
    now, opens = "2026-11-24T21:00", at("2026-11-25T16:00")

    bubbles = closed_waiting_notice(speaker(now), these(TEXT), opens).bubbles

    assert bubbles[1] == "次は明日の16時に開きます。そのとき、先にお声がけします。"
    assert "text.invalid" in bubbles[2]
    assert len(closed_waiting_notice(speaker(now), these(), opens).bubbles) == 2
    undated = closed_waiting_notice(speaker(now), these(TEXT), None).bubbles
    assert "まだ決まっていません" in undated[1]


def test_lines_are_named_in_english_too() -> None:
    bubbles = closed(these(TEXT, VOICE), "2026-11-24T22:00", EN)

    assert bubbles[2] == (
        "Right now, https://text.invalid/ (text), 055-000-0002 (telephone) can be reached."
    )


@pytest.mark.parametrize("band", Band)
def test_every_band_has_words_without_a_promise(band: Band) -> None:
    assert "分" in band_words(band, JA)
    assert "minutes" in band_words(band, EN)
