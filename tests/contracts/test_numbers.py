"""No template, page or notification carries a number the directory would not show now."""

from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checking import Check
from domain.clock import TOKYO
from domain.directory import Audience, Purpose
from routing.hours import closed_window
from routing.line_hours_words import read_hours
from routing.lines import ANYBODY, Directory, Line, open_lines
from routing.schedule_file import load_schedule
from routing.spoken_danger import danger_notice
from routing.spoken_lines import Speaker, closed_notice, closed_waiting_notice, urgent_notice
from services import directory
from services.directory_shipped import example_lines, shipped_rows
from tests.machinery.tree import ROOT, read, repository_files
from texts.language import Language
from texts.notices import Notice, Notices
from texts.pointers import EMERGENCY, find_numbers, find_ways

TEXTS = {".html", ".txt", ".yaml", ".po", ".js", ".css", ".json", ".webmanifest", ".svg"}
SPOKEN = (
    *("texts", "console", "services", "handlers", "routing/spoken", "line"),
    *("bot/notices_out", "bot/demo"),
)
NOTICES = Notices.load()
SCHEDULE = load_schedule(ROOT / "schedules.yaml")
NOBODYS = {"0120000000", "0123456789"}
MADE_UP = {number for line in example_lines() for number in find_numbers(line.contact)}
EVERYWHERE = MADE_UP | {"0120111222", "0120000001", "0550000001"} | EMERGENCY


def is_spoken(path: Path) -> bool:
    """Whether it may reach a phone or a page: texts, templates, catalogues, scripts, our words."""
    name = path.as_posix()
    return name.startswith(SPOKEN) and (path.suffix in TEXTS or path.suffix == ".py")


def numbers_of_its_own(words: str) -> set[str]:
    """The numbers in shipped words that no directory has shown: there is to be none."""
    found = set(find_numbers(words)) - EMERGENCY
    return {number for number in found if number.strip("0") and number not in NOBODYS}


@pytest.mark.parametrize("path", [path for path in repository_files() if is_spoken(path)], ids=str)
def test_no_words_that_are_shipped_carry_a_number_of_their_own(path: Path) -> None:
    assert numbers_of_its_own(read(path)) == set()


@pytest.mark.parametrize(
    ("path", "planted"),
    [
        ("console/templates/talk.html", '<p><a href="tel:0120061338">いのち</a></p>'),
        ("console/catalogues/en.po", 'msgstr "Ring ０５７０－０６４－５５６ at any hour"'),
        ("console/static/talk.js", 'const line = "0120.279.338";'),
        ("console/sheet_words.py", 'SHEET = {"lines": "よりそい　0120ー279ー338"}'),
        ("console/files/report.py", 'FOOT = "(055)254-7231"'),
        ("texts/notices/ja.yaml", "bubbles: [夜は 0570‐064‐556 へ]"),
        ("texts/snippets/ja.yaml", "body: 救急のことは #7119 へ"),
        ("services/answers.py", 'saying.say(work, "子どもは 0120-0-78310")'),
        ("routing/spoken_lines.py", 'ALWAYS = "189"'),
        ("bot/notices_out.py", 'CALL = "画面を開くか、+81 55-222-1111 へ"'),
    ],
)
def test_a_number_that_is_planted_anywhere_words_come_from_is_found(
    path: str, planted: str
) -> None:
    assert is_spoken(Path(path))
    assert numbers_of_its_own(planted)


@pytest.mark.parametrize(
    "path",
    [path for path in repository_files() if path.name.startswith("README")],
    ids=str,
)
def test_the_first_pages_of_the_project_name_nobodys_number(path: Path) -> None:
    assert set(find_numbers(read(path))) <= EVERYWHERE


# ── every notice that names lines, at any moment, over any state of the directory ────────

DAYS = st.dates(date(2026, 7, 1), date(2027, 2, 28))
CHECKS = st.lists(
    st.builds(Check, by=st.integers(1, 3).map(lambda n: UUID(int=n)), on=DAYS), max_size=4
).map(tuple)


@st.composite
def directories(draw: st.DrawFn) -> Directory:
    """What is shipped, in some order, each line in any state."""
    facts = [row.facts for row in shipped_rows()]
    chosen = draw(st.lists(st.sampled_from(facts), unique_by=lambda each: each.name, max_size=8))
    lines = [
        Line(
            name=each.name,
            purpose=each.purpose,
            means=each.means,
            contact=each.contact,
            hours=read_hours(each.hours) if each.hours else None,
            audience=each.audience,
            serves_here=each.serves_here,
            valid_from=draw(st.none() | DAYS),
            valid_until=draw(st.none() | DAYS),
            checks=draw(CHECKS),
            is_withdrawn=draw(st.integers(0, 4)) == 0,
        )
        for each in chosen
    ]
    return Directory(lines=(*lines, *example_lines()))


@given(
    of=directories(),
    day=DAYS,
    minute=st.integers(0, 24 * 60 - 1),
    language=st.sampled_from(Language),
    is_on_call=st.booleans(),
)
def test_every_notice_names_only_lines_that_answer_at_that_minute(
    of: Directory, day: date, minute: int, language: Language, *, is_on_call: bool
) -> None:
    now = datetime.combine(day, datetime.min.time(), TOKYO) + timedelta(minutes=minute)
    speaker = Speaker(notices=NOTICES, language=language, now=now)
    opening = now + timedelta(hours=1)
    said: list[Notice] = [
        urgent_notice(speaker, of),
        closed_waiting_notice(speaker, of, opening),
        danger_notice(speaker, of, opening, is_on_call=is_on_call),
        danger_notice(speaker, of, None, is_on_call=is_on_call),
    ]
    window = closed_window(SCHEDULE, now=now)
    if window is not None:
        said.append(closed_notice(speaker, of, window))

    right = {
        directory.way_of(line.contact)
        for line in of.lines
        if line.answers(now, with_examples=False) and line.serves_here
    } | EMERGENCY
    for notice in said:
        ways = {way for bubble in notice.bubbles for way in find_ways(bubble)}
        assert ways <= right
        assert len(ways - EMERGENCY) <= 3


@given(of=directories(), day=DAYS, hour=st.integers(0, 23))
def test_what_an_age_may_be_told_is_for_that_age(of: Directory, day: date, hour: int) -> None:
    now = datetime.combine(day, datetime.min.time(), TOKYO) + timedelta(hours=hour)
    everything = frozenset(Purpose)

    for audience in (ANYBODY, ANYBODY | {Audience.UNDER_18}):
        found = open_lines(of, now=now, purposes=everything, with_examples=False, audience=audience)
        assert all(not line.audience or line.audience & audience for line in found)


def test_no_other_notice_can_be_filled_with_a_number() -> None:
    naming = {
        name
        for (name, _), notice in NOTICES.templates.items()
        if any("{lines}" in bubble or "{phone}" in bubble for bubble in notice.bubbles)
    }

    assert naming == {
        "before_opening_phone",
        "after_closing_lines",
        "day_off_lines",
        "sudden_lines",
        "urgent",
        "closed_waiting_lines",
        "danger_closed",
        "danger_closed_undated",
    }
