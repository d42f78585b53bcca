"""What is said on the phone: the newest version, while nothing in it is broken or expired."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from domain.permission import Role
from domain.secret import PrivateText
from services import texts
from services.edition import Shelf
from services.texts import ExpiredNumberError, Snippet
from storage.models.text import TextVersion
from tests.factories.counsellor import Counsellor
from tests.factories.editor import (
    LATER,
    LINE,
    SHIPPED_LATER,
    THINKING,
    approve,
    seen,
    with_line,
    write,
)
from tests.factories.tables import ON_SQLITE
from tests.machinery.evening import EVENING, Evening
from texts.language import Language
from texts.notices import NoticeName
from texts.rules import Remark

JA, EN = Language.JAPANESE, Language.ENGLISH
WORDS = ("わかりました。書きたくなったときに、書いてください。",)


@pytest.fixture
def asagi(evening: Evening) -> UUID:
    return evening.member("asagi", Role.SUPERVISOR)


@pytest.fixture
def midori(evening: Evening) -> UUID:
    return evening.member("midori", Role.SUPERVISOR)


def listed(evening: Evening, language: Language = JA) -> dict[str, Snippet]:
    with evening.program.open_look() as work:
        return {each.code: each for each in texts.snippets(work, language=language)}


def test_a_new_version_is_what_the_next_person_reads(evening: Evening, asagi: UUID) -> None:
    write(evening, LATER, WORDS, asagi)

    evening.says("今はいい")

    assert evening.line.said == list(WORDS)


def test_other_processes_read_a_new_version_too(evening: Evening, asagi: UUID) -> None:
    evening.says("今はいい")
    house = replace(evening.program.first_house, shelf=Shelf())
    other = replace(evening.program, first_house=house)
    with other.open_look() as work:
        before = texts.current(work).fill(NoticeName.LATER, JA).bubbles
    write(evening, LATER, WORDS, asagi)

    with other.open_look() as work:
        assert before != texts.current(work).fill(NoticeName.LATER, JA).bubbles == WORDS


def test_texts_are_put_together_once_for_all_acts(evening: Evening, asagi: UUID) -> None:
    write(evening, LATER, WORDS, asagi)

    with evening.program.open_look() as first, evening.program.open_look() as second:
        assert texts.edition(first) is texts.edition(second)


def test_a_number_is_said_while_its_line_was_made_sure_of_and_then_the_shipped_text(
    evening: Evening, asagi: UUID, midori: UUID
) -> None:
    with_line(evening, checked_on=EVENING.date())
    words = (f"夜は、電話 {LINE} がつながります。",)
    approve(evening, write(evening, LATER, words, asagi), midori)
    evening.says("今はいい")

    evening.pass_time(timedelta(days=93).total_seconds())
    evening.says("今はいい")

    assert evening.line.said == [*words, SHIPPED_LATER]
    unusable = seen(evening, LATER).unusable
    assert unusable is not None
    assert [(each.remark, each.word) for each in unusable] == [
        (Remark.EXPIRED_NUMBER, "0120111222")
    ]


def test_a_snippet_with_an_expired_number_is_not_listed(
    evening: Evening, asagi: UUID, midori: UUID
) -> None:
    with_line(evening, checked_on=EVENING.date())
    version = write(evening, THINKING, (f"電話 {LINE} もあります。",), asagi)
    approve(evening, version, midori)
    while_good = listed(evening)["thinking"]

    evening.pass_time(timedelta(days=93).total_seconds())

    assert while_good.has_numbers
    assert "thinking" not in listed(evening)


def test_nobody_sends_an_expired_number_by_hand(evening: Evening) -> None:
    with_line(evening, checked_on=EVENING.date() - timedelta(days=93))
    midori = Counsellor.midori(evening)
    evening.says("こんばんは")
    visit_id = midori.takes_next()

    for words in ("電話は０１２０－１１１－２２２です", "chat.example.jp/ で話せます"):
        with pytest.raises(ExpiredNumberError):
            midori.says(visit_id, words)
    midori.says(visit_id, "いつもの 090-1111-2222 と119")

    assert evening.line.said[-1] == "いつもの 090-1111-2222 と119"


@ON_SQLITE
@pytest.mark.parametrize(
    ("kind", "name", "language", "bubbles"),
    [
        ("notice", "later", "ja", "no list"),
        ("notice", "later", "ja", "[1]"),
        ("notice", "later", "ja", "[]"),
        ("notice", "later", "ja", '["{alias}"]'),
        ("notice", "gone", "ja", '["はい。"]'),
        ("notice", "later", "fr", '["Oui."]'),
        ("letter", "later", "ja", '["はい。"]'),
        ("snippet", "gone", "ja", '["はい。"]'),
    ],
)
def test_a_broken_row_does_not_stop_what_is_said(
    evening: Evening, asagi: UUID, kind: str, name: str, language: str, bubbles: str
) -> None:
    with evening.program.open_work() as work:
        work.session.add(
            TextVersion(
                id=uuid4(),
                kind=kind,
                name=name,
                language=language,
                number=1,
                bubbles=bubbles,
                written_by=asagi,
                written_at=work.now,
                in_force_at=work.now,
            )
        )

    evening.says("今はいい")

    assert evening.line.said == [SHIPPED_LATER]
    if (kind, name, language) == ("notice", "later", "ja"):
        assert seen(evening, LATER).unusable is not None


def test_snippets_come_filled_and_only_those_that_can_be(evening: Evening) -> None:
    tonight = listed(evening)
    evening.pass_time(timedelta(hours=6).total_seconds())
    at_night = listed(evening)

    assert "21時までは続きからお話しできます。" in tonight["rest_until_closing"].body
    assert "rest_until_closing" not in at_night
    assert "open_lines" not in tonight  # made-up lines are not named
    assert not any("{" in each.body for each in tonight.values())
    assert [each.code for each in tonight.values() if each.is_crisis][0] == "said_so"  # noqa: RUF015 - the first of the list


def test_a_snippet_speaks_the_person_s_language_under_a_title_in_the_counsellor_s(
    evening: Evening,
) -> None:
    with evening.program.open_look() as work:
        found = texts.snippets(work, language=EN, titles_in=JA)

    assert (found[0].title, found[0].body) == (
        "考えながら書いています",
        "I am thinking while I write. Please wait a little.",
    )


@pytest.mark.parametrize(
    ("words", "is_looked_at_twice"),
    [
        ("119に電話してください", True),
        ("https://chat.example.jp です", True),
        ("１６時３０分に、３人で", False),
    ],
)
def test_a_message_that_leads_elsewhere_is_looked_at_twice(
    words: str, *, is_looked_at_twice: bool
) -> None:
    assert texts.needs_second_look(PrivateText(words)) is is_looked_at_twice
