"""Pictures, sounds, files and places are neither fetched nor kept: nothing here could."""

import re
from pathlib import Path
from typing import Final

from line import endpoints
from tests.machinery.tree import ROOT
from texts.language import Language
from texts.notices import NoticeName, Notices
from texts.snippets import Snippets

PACKAGES: Final = ("bot", "console", "domain", "handlers", "line", "routing", "services", "storage")
CONTENT: Final = re.compile(
    r"api-data|get_message_content|message/\{[^}]*\}/content|/content\b|contentProvider|"
    r"originalContentUrl|previewImageUrl|MessagingApiBlob"
)
"""The ways of the Messaging API to what a picture shows, or to send one."""


def sources() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def test_nothing_asks_line_for_the_content_of_a_message() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sources()
        if (match := CONTENT.search(path.read_text(encoding="utf-8"))) is not None
    ]

    assert sources()
    assert not found


def test_the_calls_that_reach_line_are_none_for_content() -> None:
    written = Path(endpoints.__file__).read_text(encoding="utf-8")

    assert "/v2/bot/message" in written
    assert not CONTENT.search(written)


def test_no_page_shows_a_picture_of_a_person() -> None:
    pages = sorted((ROOT / "console" / "templates").glob("*.html"))

    assert pages
    assert not [
        page.name
        for page in pages
        if re.search(r"<(?:video|audio|object|embed|iframe)\b", page.read_text(encoding="utf-8"))
    ]


def test_whoever_sends_one_is_told_so_kindly_in_every_language() -> None:
    notices, snippets = Notices.load(), Snippets.load()

    for language in Language:
        for name in (NoticeName.MEDIA_IMAGE, NoticeName.MEDIA_VIDEO, NoticeName.MEDIA_AUDIO):
            assert notices.templates[name, language].bubbles
        assert snippets.wordings["picture", language].body
        assert snippets.wordings["sound", language].body
