"""What may go to a phone, and what is only advice (DOMAIN §3.0)."""

import pytest

from texts.examples import EXAMPLES, as_read
from texts.language import Language
from texts.notices import NoticeName, Notices
from texts.rules import Finding, Frame, Remark, examine, refusals, width
from texts.snippets import Snippets
from texts.variables import variables_of

NOTICES, SNIPPETS = Notices.load(), Snippets.load()
NOTICE = Frame(
    variables=frozenset(),
    most_bubbles=4,
    is_automatic=True,
    organisations=("みなもの会",),
    lines={"0120111222": True, "0120333444": False, "chat.example.jp": False},
)
SNIPPET = Frame(variables=frozenset(), most_bubbles=1, is_automatic=False, lines=NOTICE.lines)


def found(frame: Frame, *bubbles: str) -> list[tuple[Remark, int, str]]:
    return [(each.remark, each.bubble, each.word) for each in examine(bubbles, frame)]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", NoticeName)
def test_every_shipped_notice_keeps_the_rules(name: NoticeName, language: Language) -> None:
    bubbles = NOTICES.templates[name, language].bubbles
    frame = Frame(variables=variables_of(bubbles), most_bubbles=5, is_automatic=True, lines={})

    assert refusals(bubbles, frame) == ()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", SNIPPETS.names)
def test_every_shipped_snippet_keeps_the_rules(name: str, language: Language) -> None:
    wording = SNIPPETS.wordings[name, language]
    frame = Frame(variables=wording.variables, most_bubbles=1, is_automatic=False, lines={})

    assert {each.remark for each in examine([wording.body], frame)} <= {Remark.LONG}


@pytest.mark.parametrize(
    ("bubbles", "remark"),
    [
        ((), (Remark.EMPTY, 0, "")),
        (("はい。",) * 5, (Remark.TOO_MANY_BUBBLES, 0, "4")),
        (("あ" * 5001,), (Remark.TOO_LONG, 1, "")),
        (("😀" * 2501,), (Remark.TOO_LONG, 1, "")),
        (("{", "はい。"), (Remark.BROKEN_BRACES, 0, "")),
        (("{alias!r}",), (Remark.BROKEN_BRACES, 0, "")),
        (("{alias}です。",), (Remark.UNKNOWN_VARIABLE, 0, "alias")),
        (("はい。", "ご相談ください。"), (Remark.LOCK_SCREEN, 2, "相談")),
        (("みなもの会です。",), (Remark.LOCK_SCREEN, 1, "みなもの会")),
        (("A counsellor reads it.",), (Remark.LOCK_SCREEN, 1, "counsel")),
        (("頑張ってください。",), (Remark.NEVER, 1, "頑張")),
        (("Cheer up.",), (Remark.NEVER, 1, "Cheer up")),
        (("また来てください！",), (Remark.LOUD, 1, "！")),
        (("はい\u200b。",), (Remark.HIDDEN, 1, "")),
        (("電話 0120-999-999 へ。",), (Remark.UNKNOWN_NUMBER, 1, "0120999999")),
        (("電話 0120-333-444 へ。",), (Remark.EXPIRED_NUMBER, 1, "0120333444")),
        (("チャット https://chat.example.jp へ。",), (Remark.EXPIRED_NUMBER, 1, "chat.example.jp")),
    ],
)
def test_what_breaks_a_rule_is_refused(
    bubbles: tuple[str, ...], remark: tuple[Remark, int, str]
) -> None:
    assert remark in found(NOTICE, *bubbles)
    assert not remark[0].is_advice


def test_a_variable_that_is_missing_is_named() -> None:
    frame = Frame(variables=frozenset({"alias"}), most_bubbles=3, is_automatic=True, lines={})

    assert found(frame, "お待たせしました。") == [(Remark.MISSING_VARIABLE, 0, "alias")]


@pytest.mark.parametrize(
    ("bubble", "remark"),
    [
        ("あ" * 61, Remark.LONG),
        ("a" * 121, Remark.LONG),
        ("はい😀", Remark.EMOJI),
        ("https://www.example.org/a", Remark.BARE_ADDRESS),
        ("必ず返事をします。", Remark.BETTER_NOT),
    ],
)
def test_advice_stops_nobody(bubble: str, remark: Remark) -> None:
    assert [each[0] for each in found(SNIPPET, bubble)] == [remark]
    assert refusals([bubble], SNIPPET) == ()


@pytest.mark.parametrize(
    "bubble",
    [
        "あ" * 60,
        "a" * 120,
        "危ないときは、119や110へ。",
        "電話 0120-111-222 がつながります。",
        "居場所のページ https://www.example.org/a です。",
        "「死にたい」と書いてくださいましたね。",
    ],
)
def test_what_is_right_is_said_nothing_of(bubble: str) -> None:
    assert found(SNIPPET, bubble) == []


def test_refusals_stand_before_advice() -> None:
    assert [each.remark.is_advice for each in examine(["あ" * 61 + "！"], NOTICE)] == [False, True]
    assert examine(["！"], NOTICE) == (Finding(remark=Remark.LOUD, bubble=1, word="！"),)


def test_a_character_of_half_the_width_counts_half() -> None:
    assert (width("あいう"), width("abc"), width("")) == (3, 2, 0)


@pytest.mark.parametrize("language", Language)
def test_everything_that_is_filled_in_has_an_example(language: Language) -> None:
    named = {
        variable
        for (_, spoken), notice in NOTICES.templates.items()
        if spoken is language
        for variable in variables_of(notice.bubbles)
    } | {
        variable
        for name in SNIPPETS.names
        for variable in SNIPPETS.wordings[name, language].variables
    }

    assert named <= EXAMPLES[language].keys()
    assert as_read("{closing}まで{", language) == EXAMPLES[language]["closing"] + "まで{"
