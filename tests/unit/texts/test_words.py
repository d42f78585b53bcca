from pathlib import Path

import pytest

from texts.language import Language
from texts.notices import NoticeName, Notices
from texts.words import ANSWERS, BrokenWordsError, Command, TypedWords

WORDS = TypedWords.load()
NOTICES = Notices.load()
JA, EN = Language.JAPANESE, Language.ENGLISH


@pytest.mark.parametrize("language", Language)
def test_every_button_can_be_typed(language: Language) -> None:
    hours = {"hour": "16時30分" if language is JA else "16:30"}
    choices = [
        choice
        for name in NoticeName
        for choice in NOTICES.fill(
            name, language, **{key: hours.get(key, "1") for key in NOTICES.variables(name)}
        ).choices
    ]

    assert choices
    for choice in choices:
        assert WORDS.find_command(choice.text, language) is Command(choice.data)
        assert WORDS.find_command(choice.label, language) is Command(choice.data)


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("使い方", Command.HOW),
        ("　使い方を見る\n", Command.HOW),
        ("約束ごと", Command.PROMISES),
        ("通知の見え方", Command.PREVIEW),
        ("今はいい", Command.LATER),
        ("話してみる", Command.TALK),
        ("16時に声をかけてほしい", Command.CALL_ME),
        ("１６時３０分に声をかけてほしい", Command.CALL_ME),
        ("声をかけてほしい", Command.CALL_ME),
        ("母に声をかけてほしい", None),
        ("16時に声をかけてほしいです", None),
        ("順番をきく", Command.POSITION),
        ("待つのをやめる", Command.LEAVE_LINE),
        ("使い方がわからない", None),
        ("紹介コード。", Command.REFER_CODES),
        ("しょうかいコード", Command.REFER_CODES),
        ("ショウカイｺｰﾄﾞ", Command.REFER_CODES),
        ("紹介コード　教えて", Command.REFER_CODES),
        ("紹介コードをもう一度見せてください。", Command.REFER_CODES),
        ("紹介コードは？", Command.REFER_CODES),
        ("紹介コードはいらない", None),
        ("紹介コードって何ですか", None),
        ("紹介コード" + " " * 4000 + "x", None),  # and is read at once
        ("はい…", None),
        ("今はいいです、でも", None),
        ("how", None),
        ("", None),
    ],
)
def test_only_the_whole_message_is_a_command(typed: str, command: Command | None) -> None:
    assert WORDS.find_command(typed, JA) is command


@pytest.mark.parametrize("typed", ["how", "How", "ＨＯＷ", " how "])
def test_width_case_and_outer_blanks_do_not_matter(typed: str) -> None:
    assert WORDS.find_command(typed, EN) is Command.HOW


@pytest.mark.parametrize("typed", ["はい", "はい。", "ハイ"])
def test_a_bare_word_is_bare_however_it_is_typed(typed: str) -> None:
    assert WORDS.is_first_word(typed, Command.REFER_YES, JA)


def test_the_commands_that_only_explain_have_a_notice_without_variables() -> None:
    assert set(ANSWERS) == {Command.HOW, Command.PROMISES, Command.PREVIEW, Command.LATER}
    assert not any(NOTICES.variables(name) for name in ANSWERS.values())


@pytest.mark.parametrize(
    ("was", "put"),
    [
        ("how: [how it works, how]", "how: [talk]"),
        ("how: [how it works, how]", "how: []"),
        ("how: [how it works, how]", "how: [1]"),
        ("how: [how it works, how]", "who: [who]"),
        ("later: [not now]", ""),
    ],
)
def test_a_broken_table_of_words_is_refused(tmp_path: Path, was: str, put: str) -> None:
    own = Path(__file__).parents[3] / "texts" / "words"
    for language in Language:
        text = (own / f"{language}.yaml").read_text("utf-8")
        (tmp_path / f"{language}.yaml").write_text(text.replace(was, put), "utf-8")

    with pytest.raises(BrokenWordsError):
        TypedWords.load(tmp_path)
