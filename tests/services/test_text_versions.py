"""Versions of texts: the newest is said; nobody writes over what they have not seen."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.errors import NotFoundError
from domain.permission import Role
from services import text_pages, text_versions
from services.text_pages import Standing
from services.text_versions import TextChangedError, TextRefusedError
from storage.models.text import TextVersion
from tests.factories.editor import LATER, go_back, seen, write
from tests.factories.tables import ON_SQLITE, rows
from tests.machinery.evening import Evening
from texts.language import Language
from texts.rules import Remark

EN = Language.ENGLISH
WORDS = ("わかりました。書きたくなったときに、書いてください。",)
NEW_WORDS = ("わかりました。",)


@pytest.fixture
def asagi(evening: Evening) -> UUID:
    return evening.member("asagi", Role.SUPERVISOR)


@pytest.fixture
def midori(evening: Evening) -> UUID:
    return evening.member("midori", Role.SUPERVISOR)


def test_a_version_is_for_one_language(evening: Evening, asagi: UUID) -> None:
    write(evening, LATER, WORDS, asagi)

    english = seen(evening, replace(LATER, language=EN))
    assert english.bubbles == ("All right. Write again whenever you like.",)
    with evening.program.open_look() as work:
        behind = {each.key.name for each in text_pages.list_texts(work, EN) if each.is_behind}
    assert behind == {"later"}


def test_versions_are_counted_and_say_who_wrote_them(evening: Evening, asagi: UUID) -> None:
    write(evening, LATER, WORDS, asagi)
    evening.pass_time(60)
    write(evening, LATER, NEW_WORDS, asagi, based_on=1)

    versions = seen(evening, LATER).versions

    assert [(each.number, each.standing, each.author_alias) for each in versions] == [
        (2, Standing.IN_FORCE, "あさぎ"),
        (1, Standing.EARLIER, "あさぎ"),
    ]


@pytest.mark.parametrize("number", [0, 1])
def test_one_can_go_back_to_an_earlier_version_and_to_the_shipped_text(
    evening: Evening, asagi: UUID, number: int
) -> None:
    shipped = seen(evening, LATER).bubbles
    write(evening, LATER, WORDS, asagi)
    write(evening, LATER, NEW_WORDS, asagi, based_on=1)

    go_back(evening, LATER, number, asagi, based_on=2)

    text = seen(evening, LATER)
    assert text.bubbles == (WORDS if number else shipped)
    assert (text.versions[0].number, text.versions[0].repeats) == (3, number)


def test_nobody_goes_back_to_what_never_was(evening: Evening, asagi: UUID) -> None:
    with pytest.raises(NotFoundError):
        go_back(evening, LATER, 7, asagi, based_on=0)


def test_whoever_did_not_see_the_newest_version_does_not_write_over_it(
    evening: Evening, asagi: UUID, midori: UUID
) -> None:
    write(evening, LATER, WORDS, asagi)

    with pytest.raises(TextChangedError):
        write(evening, LATER, NEW_WORDS, midori)

    assert seen(evening, LATER).bubbles == WORDS


def test_pressing_twice_writes_one_version(evening: Evening, asagi: UUID) -> None:
    write(evening, LATER, WORDS, asagi)

    with evening.program.open_work() as work:
        again = text_versions.write(work, LATER, WORDS, member_id=asagi, based_on=0)

    assert again is None
    assert len(rows(evening, TextVersion)) == 1


@ON_SQLITE
@pytest.mark.parametrize(
    ("name", "bubbles", "remark"),
    [
        ("later", (" ", "\n"), Remark.EMPTY),
        ("connected", ("お待たせしました。",), Remark.MISSING_VARIABLE),
        ("later", ("はい。",) * 5, Remark.TOO_MANY_BUBBLES),
        (
            "in_line",
            ("はい。", "今、{position}番目です。", "はい。", "はい。"),
            Remark.TOO_MANY_BUBBLES,
        ),
        ("disaster", ("まず、安全なところへ。", "あわてずに。"), Remark.TOO_MANY_BUBBLES),
        ("later", ("電話 0120-999-999 へどうぞ。",), Remark.UNKNOWN_NUMBER),
    ],
)
def test_words_that_break_a_rule_are_not_kept(
    evening: Evening, asagi: UUID, name: str, bubbles: tuple[str, ...], remark: Remark
) -> None:
    with pytest.raises(TextRefusedError) as refusal:
        write(evening, replace(LATER, name=name), bubbles, asagi)

    assert remark in {each.remark for each in refusal.value.findings}
    assert rows(evening, TextVersion) == []


def test_an_organisation_is_not_named_on_a_locked_screen(evening: Evening, asagi: UUID) -> None:
    name = evening.program.house.schedule.organisations[0].name

    with pytest.raises(TextRefusedError):
        write(evening, LATER, (f"{name}です。",), asagi)


def test_there_is_no_writing_of_what_does_not_exist(evening: Evening, asagi: UUID) -> None:
    with pytest.raises(NotFoundError):
        write(evening, replace(LATER, name="nothing"), WORDS, asagi)
