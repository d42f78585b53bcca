from pathlib import Path

import pytest

from texts.language import Language
from texts.notices import BrokenNoticesError, NoticeName, Notices, UnfilledNoticeError

NOTICES = Notices.load()
JA, EN = Language.JAPANESE, Language.ENGLISH


def test_every_notice_exists_in_every_language() -> None:
    assert set(NOTICES.templates) == {(name, of) for name in NoticeName for of in Language}


def test_a_filled_notice_holds_its_variables() -> None:
    notice = NOTICES.fill(NoticeName.IN_LINE, JA, position=3)

    assert notice.bubbles[0] == "ありがとうございます。今、3番目です。順番にご案内します。"


def test_braces_in_a_value_are_only_characters() -> None:
    notice = NOTICES.fill(NoticeName.CONNECTED, JA, alias="{alias}{0}")

    assert notice.bubbles[0] == "お待たせしました。{alias}{0}といいます。"


@pytest.mark.parametrize("given", [{}, {"alias": ""}, {"alias": " "}, {"alias": "みどり", "n": 1}])
def test_a_missing_blank_or_unknown_variable_stops_the_notice(given: dict[str, str]) -> None:
    with pytest.raises(UnfilledNoticeError):
        NOTICES.fill(NoticeName.CONNECTED, JA, **given)


def test_a_refusal_names_variables_and_no_values() -> None:
    with pytest.raises(UnfilledNoticeError) as refusal:
        NOTICES.fill(NoticeName.CONNECTED, EN, someone="みどり")

    assert str(refusal.value) == "connected (en): missing ['alias'], unknown ['someone']"


@pytest.mark.parametrize(
    ("was", "put"),
    [
        ("later:\n", "sooner:\n"),
        ("later:\n", "later:\n  remark: a\n"),
        ("bubbles:\n    - All right. Write again whenever you like.", "bubbles: []"),
        ("- All right. Write again whenever you like.", "- 1"),
        ("- All right. Write again whenever you like.", '- "{when}"'),
        ("- All right. Write again whenever you like.", '- "{"'),
        ("{alias}", "{alias!r}"),
        ("{alias}", "{alias:>9}"),
        ("{alias}", "{alias.name}"),
        ("{alias}", "{}"),
        ("data: later, ", ""),
        ("data: later, ", "data: later, more: a, "),
    ],
)
def test_a_broken_file_of_notices_is_refused(tmp_path: Path, was: str, put: str) -> None:
    own = Path(__file__).parents[3] / "texts" / "notices"
    (tmp_path / "ja.yaml").write_text((own / "ja.yaml").read_text("utf-8"), "utf-8")
    text = (own / "en.yaml").read_text("utf-8")
    assert was in text
    (tmp_path / "en.yaml").write_text(text.replace(was, put), "utf-8")

    with pytest.raises(BrokenNoticesError):
        Notices.load(tmp_path)
