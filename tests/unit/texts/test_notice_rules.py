"""The rules every notice keeps, in both languages, as it is sent (DOMAIN §3.0)."""

import re
import unicodedata

import pytest

from texts import examples
from texts.language import Language
from texts.notices import Notice, NoticeName, Notices
from texts.words import Command

NOTICES = Notices.load()
# As long as they get: what a clock, a line and a schedule may say.
WIDEST = {
    Language.JAPANESE: {
        "greeting": "おはようございます",
        "next_open": "11月26日(木)の16時30分",
        "hour": "16時30分",
        "position": "12",
        "band": "40分より長いくらい",
        "closing": "20時30分",
        "phone": "055-000-0000",
        "lines": "文字の窓口 example.invalid 、電話 055-000-0000",
        "pause_until": "11月26日(木)の20時30分",
    },
    Language.ENGLISH: {
        "greeting": "Good evening",
        "next_open": "on Thursday 26 November at 16:30",
        "hour": "16:30",
        "position": "12",
        "band": "more than 40 minutes",
        "closing": "20:30",
        "phone": "055-000-0000",
        "lines": "example.invalid (text), 055-000-0000 (telephone)",
        "pause_until": "on Thursday 26 November at 20:30",
    },
}
EXAMPLES = {language: {**examples.EXAMPLES[language], **WIDEST[language]} for language in Language}

# What a family member must never read on a lock screen.
LOCK_SCREEN = re.compile(
    r"ひきこもり|引きこもり|相談|死|自殺|カウンセ|支援|"
    r"hikikomori|withdraw|counsel|consult|suicid|\bdeath\b|\bdead\b|\bdie\b|\bdying\b",
    re.IGNORECASE,
)
NEVER = re.compile(
    r"頑張|がんば|なぜ|どうして|いつから|働|外に出|親のため|みんな|早く|必ず|絶対|"
    r"\bwhy\b|cheer up|do your best|get a job|\bwork\b(?!s)|go outside|your parents|hurry up|"
    r"everyone is the same|quickly|definitely|will get better|\bpromise you\b",
    re.IGNORECASE,
)
LOUD = re.compile(r"[!！?？*_#]|https?:|www\.|\.(?:jp|com|org)\b", re.IGNORECASE)
POLITE = re.compile(
    r"(?:です|ます|ません|ました|でした|ください|おかえりなさい|ごめんなさい|ますね|"
    r"なりました|ますか|でしたか)。$"
)
# A full-width character takes the room of two.
ENGLISH_LIMIT, JAPANESE_LIMIT = 120, 60
# Asked for by a button, not sent by itself: what we promise needs to be read together.
# T13 is read when every thought of it may be the one that is needed.
LONG_BY_RIGHT = {
    NoticeName.PRIVACY: 5,
    NoticeName.DANGER_CLOSED: 5,
    NoticeName.DANGER_CLOSED_UNDATED: 5,
    NoticeName.DANGER_CLOSED_ALONE: 4,
    NoticeName.DANGER_CLOSED_ALONE_UNDATED: 4,
    # What somebody agrees to stands whole before the yes.
    NoticeName.REFER_ASK: 4,
    NoticeName.REFER_ASK_SHOWN: 4,
    NoticeName.PAPER_ASK: 4,
}
FILLED = [
    pytest.param(
        name,
        language,
        NOTICES.fill(
            name, language, **{key: EXAMPLES[language][key] for key in NOTICES.variables(name)}
        ),
        id=f"{name}-{language}",
    )
    for name in NoticeName
    for language in Language
]
every_notice = pytest.mark.parametrize(("name", "language", "notice"), FILLED)


def _shown(notice: Notice) -> list[str]:
    typed = [choice.text for choice in notice.choices]
    return [*notice.bubbles, *typed, *(choice.label for choice in notice.choices)]


@every_notice
def test_a_lock_screen_shows_nothing_a_family_should_not_read(
    name: NoticeName, language: Language, notice: Notice
) -> None:
    assert [text for text in _shown(notice) if LOCK_SCREEN.search(text)] == [], (name, language)


@every_notice
def test_nothing_pushes_promises_too_much_or_raises_its_voice(
    name: NoticeName, language: Language, notice: Notice
) -> None:
    texts = _shown(notice)

    assert [text for text in texts if NEVER.search(text) or LOUD.search(text)] == [], (
        name,
        language,
    )


@every_notice
def test_there_is_no_emoji_and_no_hidden_character(
    name: NoticeName, language: Language, notice: Notice
) -> None:
    kinds = {unicodedata.category(char) for text in _shown(notice) for char in text}

    assert kinds.isdisjoint({"So", "Sk", "Cs", "Co", "Cf", "Cc", "Cn"}), (name, language)


@every_notice
def test_a_call_is_short_enough_for_line_and_for_a_tired_reader(
    name: NoticeName, language: Language, notice: Notice
) -> None:
    limit = JAPANESE_LIMIT if language is Language.JAPANESE else ENGLISH_LIMIT

    assert 1 <= len(notice.bubbles) <= LONG_BY_RIGHT.get(name, 3)
    assert [bubble for bubble in notice.bubbles if len(bubble) > limit] == []


@every_notice
def test_every_bubble_ends_politely(name: NoticeName, language: Language, notice: Notice) -> None:
    ending = POLITE if language is Language.JAPANESE else re.compile(r"\.$")

    assert [bubble for bubble in notice.bubbles if not ending.search(bubble)] == [], name


@every_notice
def test_a_bubble_has_no_outer_blanks_and_no_line_break(
    name: NoticeName, language: Language, notice: Notice
) -> None:
    texts = _shown(notice)

    assert texts == [" ".join(text.split()) for text in texts], (name, language)


@every_notice
def test_buttons_fit_into_a_quick_reply_and_mean_something(
    name: NoticeName, language: Language, notice: Notice
) -> None:
    data = [choice.data for choice in notice.choices]

    assert len(data) == len(set(data)) <= 13
    for choice in notice.choices:
        assert 1 <= len(choice.label) <= 20, (name, language)
        assert 1 <= len(choice.data.encode()) <= 300
        assert 1 <= len(choice.text) <= 300
        assert Command(choice.data) == choice.data


@pytest.mark.parametrize("name", NoticeName)
def test_buttons_are_the_same_in_every_language(name: NoticeName) -> None:
    data = {tuple(choice.data for choice in NOTICES.templates[name, of].choices) for of in Language}
    bubbles = {len(NOTICES.templates[name, of].bubbles) for of in Language}

    assert len(data) == len(bubbles) == 1


@pytest.mark.parametrize("name", NoticeName)
def test_only_the_one_who_took_the_talk_is_named(name: NoticeName) -> None:
    neutral = set(EXAMPLES[Language.JAPANESE]) - {"alias"}
    allowed = neutral | {"alias"} if name is NoticeName.CONNECTED else neutral

    assert NOTICES.variables(name) <= allowed


@pytest.mark.parametrize("name", NoticeName)
def test_out_of_hours_nobody_learns_who_or_how_many_are_there(name: NoticeName) -> None:
    if name.startswith(("before_opening", "after_closing", "day_off", "closed", "sudden")):
        assert NOTICES.variables(name) <= {"next_open", "hour", "phone", "lines"}


def test_each_language_is_written_in_its_own_script() -> None:
    for name in NoticeName:
        english = " ".join(_shown(NOTICES.templates[name, Language.ENGLISH]))
        japanese = _shown(NOTICES.templates[name, Language.JAPANESE])
        assert not re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", english)
        assert all(re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", text) for text in japanese)
