"""The sheet as a file: everything is on it, in letters that are embedded, and nothing is cut."""

import io
import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pypdfium2  # type: ignore[import-untyped] # ships no types
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from console.incident_pdf import draw, printable
from domain.clock import TOKYO
from domain.incident import CONFERENCES, Cause, Decision, EntryKind, Part
from domain.secret import PrivateText
from services.incident_pages import ShownEntry
from services.incident_sheet import Sheet, SheetLine, Sign

AT = datetime(2026, 11, 24, 19, 40, tzinfo=TOKYO)
MET = {
    Part.PARTICIPANTS: "こはく、みどり、髙﨑",
    Part.FACTS: "薬を並べたと書かれた",
    Part.VIEW: "切迫は下がった",
    Part.POLICY: "明日こちらから声をかける",
    Part.OWNER: "みどり",
    Part.WATCHER: "こはく",
    Part.UNTIL_NEXT: "保健師にたずねる",
}


def entry(kind: EntryKind, minutes: int, parts: dict[Part, str], **more: Any) -> ShownEntry:  # noqa: ANN401 - fields
    return ShownEntry(
        id=uuid4(),
        kind=kind,
        happened_at=AT + timedelta(minutes=minutes),
        author="こはく",
        parts={part: PrivateText(text) for part, text in parts.items()},
        **{
            "decision": None,
            "next_at": None,
            "needs_second": False,
            "is_agreed": None,
            "answered_by": None,
            "answered_at": None,
            "is_own": False,
            **more,
        },
    )


def sheet(*words: str) -> Sheet:
    """A sheet with these words in its memo, and one conference."""
    told = [
        *(
            entry(EntryKind.NOTICED, number, {Part.WORDS: text})
            for number, text in enumerate(words)
        ),
        entry(
            EntryKind.SMALL_CONFERENCE,
            60,
            MET,
            decision=Decision.WATCH,
            next_at=AT + timedelta(days=1),
        ),
        entry(
            EntryKind.OVER,
            90,
            {Part.WORDS: "落ち着かれた"},
            needs_second=True,
            is_agreed=True,
            answered_by="るり",
        ),
    ]
    lines = [
        SheetLine(at=AT, what=Sign.RAISED, who=None, level=3),
        *(
            SheetLine(at=each.happened_at, what=each.kind, who=each.author, entry=each)
            for each in told
        ),
    ]
    return Sheet(
        alias="やまなし-7F3K",
        number="R8-0012",
        organisation="やまなし家族の会",
        counsellor="みどり",
        level=3,
        cause=Cause.ALERT,
        started_at=AT,
        opened_at=AT,
        opened_by="こはく",
        closed_at=None,
        outside=PrivateText("わかば"),
        lines=tuple(lines),
        conferences=tuple(each for each in told if each.kind in CONFERENCES),
        made_at=AT + timedelta(hours=2),
        made_by="こはく",
    )


def words_of(file: bytes) -> list[str]:
    """The words of each page, without spaces."""
    with pypdfium2.PdfDocument(file) as document:
        return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]


def embedded(reader: PdfReader) -> list[DictionaryObject]:
    """The fonts that bring their letters along."""
    every = (reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1))
    return [
        each
        for each in every
        if isinstance(each, DictionaryObject) and {"/FontFile2", "/FontFile3"} & set(each)
    ]


def test_one_page_says_everything_and_keeps_room_to_sign() -> None:
    (page,) = words_of(draw(sheet("薬のことを話された")))

    for said in (*MET.values(), "薬のことを話された", "R8-0012", "やまなし-7F3K", "R3"):
        assert said in page
    for said in ("緊急ではない。見守りを続ける", "2026/11/2519:40", "るりさんが同意しました"):
        assert said in page
    assert page.count("年月日") == 4
    assert "1/1" in page


def test_its_letters_are_embedded_and_it_tells_nothing_of_who_made_it() -> None:
    reader = PdfReader(io.BytesIO(draw(sheet("薬"))))

    assert set(reader.metadata or {}) == {"/CreationDate", "/Title"}
    assert [each.get("/Type") for each in embedded(reader)] == ["/FontDescriptor"]


def test_it_is_not_blank_when_it_is_looked_at() -> None:
    with pypdfium2.PdfDocument(draw(sheet("薬"))) as document:
        image = document[0].render(scale=1).to_pil().convert("L")

    width, height = image.size
    assert abs(width - 595) <= 1
    assert abs(height - 842) <= 1
    dark = sum(image.histogram()[:100])
    assert 0.005 < dark / (width * height) < 0.2


def test_what_does_not_fit_goes_on_and_every_page_says_so() -> None:
    long = [f"{number}番目。{'猫' * 900}終{number}" for number in range(8)]

    first, *others = words_of(draw(sheet(*long)))

    assert others
    whole = "".join([first, *others])
    for number in range(8):
        assert f"終{number}" in whole
    assert whole.count("猫") == 8 * 900
    total = len(others) + 1
    assert f"次のページにつづきます1/{total}" in first
    assert all("緊急対応記録票（つづき）" in page for page in others)
    assert "次のページにつづきます" not in others[-1]
    assert "記入した責任者" in others[-1]


def test_letters_that_cannot_be_printed_are_seen_to_be_missing() -> None:
    (page,) = words_of(draw(sheet("悲しい😢です\u202e")))

    assert "悲しい〓です" in page
    assert "〓は、印刷できない文字です" in page


def test_a_memo_is_printed_as_it_was_written() -> None:
    (page,) = words_of(draw(sheet("{nb}と書いた")))

    assert "{nb}と書いた" in page


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(text=st.text())
def test_no_text_is_ever_lost_without_a_mark(text: str) -> None:
    shown = printable(text)

    assert "\u202e" not in shown
    assert not any(ord(letter) < 32 and letter != "\n" for letter in shown)
    readable = [letter for letter in text if letter in "あいう漢字abcABC123"]
    assert [letter for letter in shown if letter in "あいう漢字abcABC123"] == readable


@pytest.mark.parametrize("broken", ["\n" * 900 + "終", "終" + " \n" * 400])
def test_empty_lines_fill_no_pages(broken: str) -> None:
    assert len(words_of(draw(sheet(broken)))) == 1
