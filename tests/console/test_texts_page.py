"""The pages of texts: read by all, written by supervisors, approved by a second one."""

import re

import pytest

from console import text_words
from domain.permission import Role
from services.text_pages import Standing
from tests.console.crew import supervisor, talking
from tests.console.desk import Desk, Visitor
from texts.key import TextKind
from texts.notices import NoticeName
from texts.rules import Remark

LATER = "/texts/notice/later/ja"
URGENT = "/texts/notice/urgent_alone/ja"
WORDS = "わかりました。書きたくなったときに、書いてください。"
CRISIS = "危ないときは、119に電話してください。"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


def second(desk: Desk) -> Visitor:
    """Another supervisor, signed in."""
    desk.evening.member("kaede", Role.SUPERVISOR)
    visitor = desk.signed_in("kaede")
    visitor.get("/")
    return visitor


def test_a_counsellor_reads_the_texts_and_changes_none(desk: Desk) -> None:
    visitor = desk.signed_in()

    page = visitor.get("/texts")
    text = visitor.get(LATER)

    assert 'href="/texts"' in visitor.get("/")
    assert "考えながら書いています" in page
    assert "「今はいい」へのお返事" in page
    assert "わかりました。また、いつでも書いてください。" in text
    assert "<textarea" not in text
    visitor.post(LATER, 404, bubble=WORDS, based_on=0)
    visitor.post(f"{LATER}/preview", 404, bubble=WORDS)
    visitor.post(f"{LATER}/back", 404, number=0, based_on=0)


def test_what_a_supervisor_writes_is_on_the_page_and_on_the_phone(desk: Desk) -> None:
    leader = supervisor(desk)
    leader.get(LATER)

    leader.post(LATER, bubble=WORDS, based_on=0)
    desk.evening.says("今はいい")

    page = leader.get(LATER)
    assert "使われています" in page
    assert "あさぎさん" in page
    assert desk.evening.line.said == [WORDS]
    assert "版1" in leader.get("/texts")
    assert "もう一方の言語が、あとから書きかえられました" in leader.get("/texts?language=en")


def test_one_goes_back_to_the_shipped_text(desk: Desk) -> None:
    leader = supervisor(desk)
    leader.get(LATER)
    leader.post(LATER, bubble=WORDS, based_on=0)

    leader.post(f"{LATER}/back", number=0, based_on=1)

    desk.evening.says("今はいい")
    assert desk.evening.line.said == ["わかりました。また、いつでも書いてください。"]
    assert "もとの文にもどしたもの" in leader.get(LATER)


def test_the_preview_shows_bubbles_the_locked_screen_and_the_buttons(desk: Desk) -> None:
    page = supervisor(desk).get("/texts/notice/before_opening/ja")

    assert '<span class="line" lang="ja">メッセージ、受け取りました。</span>' in page
    assert "明日の16時から、人が読みます。" in page
    assert "16時に声をかけてほしい" in page
    assert "14字" in page
    assert "{next_open}" in page


def test_what_is_typed_is_looked_at_before_it_is_kept(desk: Desk) -> None:
    leader = supervisor(desk)
    leader.get(LATER)

    page = leader.post(f"{LATER}/preview", 200, bubble="頑張ってください。")

    assert "「頑張」は、使わないことにしている言葉です。" in page
    assert ">頑張ってください。</textarea>" in page
    desk.evening.says("今はいい")
    assert desk.evening.line.said == ["わかりました。また、いつでも書いてください。"]


def test_a_page_with_script_gets_the_preview_alone(desk: Desk) -> None:
    leader = supervisor(desk)
    leader.get(LATER)

    answer = leader.client.post(
        f"{LATER}/preview",
        data={"csrf_token": leader.fields["csrf_token"], "bubble": WORDS},
        headers={"X-Fragment": "1"},
    )

    assert answer.text.lstrip().startswith('<section class="phone-view" id="preview"')
    assert WORDS in answer.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("電話 0120-999-999 へ。", "0120999999 は、窓口の一覧にありません。"),
        ("{alias}です。", "{alias} は、この文では使えません。"),
        ("ご相談ください。", "「相談」は、ご家族の目に入るかもしれない"),
    ],
)
def test_words_that_break_a_rule_come_back_with_what_is_wrong(
    desk: Desk, typed: str, said: str
) -> None:
    leader = supervisor(desk)
    leader.get(LATER)

    page = leader.post(LATER, 409, bubble=typed, based_on=0)

    assert said in page
    assert f">{typed}</textarea>" in page
    assert "版1" not in leader.get(LATER)


def test_two_who_write_at_once_do_not_write_over_each_other(desk: Desk) -> None:
    leader, other = supervisor(desk), second(desk)
    leader.get(LATER)
    leader.post(LATER, bubble=WORDS, based_on=0)

    page = other.post(LATER, 409, bubble="わかりました。", based_on=0)

    assert "ほかの方が先に書きかえました" in page
    assert ">わかりました。</textarea>" in page
    assert 'name="based_on" value="1"' in page


def test_a_crisis_text_is_used_once_another_supervisor_approves(desk: Desk) -> None:
    leader = supervisor(desk)
    assert "承認できる責任者が、今はほかにいません" in leader.get(URGENT)
    other = second(desk)
    assert "承認できる責任者が、今はほかにいません" not in leader.get(URGENT)
    leader.post(URGENT, bubble=CRISIS, based_on=0)
    path = _approval(other.get(URGENT))

    own = leader.get(URGENT)
    assert "ほかの責任者の承認を待っています" in own
    assert "/approve" not in own
    leader.post(path, 409)
    assert "承認を待っている文（1）" in other.get("/texts")
    other.post(path)

    desk.evening.says("急ぐときの連絡先")
    assert desk.evening.line.said == [CRISIS]
    assert "承認を待っている文" not in other.get("/texts")


def test_a_version_that_waits_can_be_taken_back(desk: Desk) -> None:
    leader, other = supervisor(desk), second(desk)
    leader.get(URGENT)
    leader.post(URGENT, bubble=CRISIS, based_on=0)
    path = _approval(other.get(URGENT))

    leader.post(path.replace("/approve", "/take-back"))

    other.post(path, 409)
    assert "取り下げました" in leader.get(URGENT)


@pytest.mark.parametrize(
    "path",
    [
        "/texts/letter/later/ja",
        "/texts/notice/nothing/ja",
        "/texts/notice/later/fr",
        "/texts/snippet/later/ja",
        "/texts?language=fr",
        "/snippets?language=fr",
    ],
)
def test_what_there_is_not_is_not_found(desk: Desk, path: str) -> None:
    supervisor(desk).get(path, 404)


def test_what_is_typed_into_a_text_is_only_text(desk: Desk) -> None:
    leader = supervisor(desk)
    leader.get(LATER)
    leader.post(LATER, bubble="<script>alert(1)</script>", based_on=0)

    for path in (LATER, "/texts"):
        page = leader.get(path)
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


def test_the_composer_gets_a_list_of_what_may_be_said_now(desk: Desk) -> None:
    fragment = desk.signed_in().get("/snippets")

    assert fragment.startswith('<ul class="snippets" id="snippets" role="listbox"')
    assert 'data-body="今、考えながら書いています。少し待っていてください。"' in fragment
    assert "21時までは続きからお話しできます。" in fragment
    assert fragment.count('<li role="option"') == fragment.count("aria-selected")
    assert "data-crisis" in fragment


def test_a_snippet_in_english_stands_under_its_title(desk: Desk) -> None:
    fragment = desk.signed_in().get("/snippets?language=en")

    assert 'data-body="I am thinking while I write. Please wait a little."' in fragment


def test_a_nudge_says_what_the_supervisors_have_written(desk: Desk) -> None:
    leader = supervisor(desk)
    leader.get("/texts/snippet/still_here/ja")
    leader.post("/texts/snippet/still_here/ja", bubble="そばにいます。", based_on=0)
    talk, midori = talking(desk)
    midori.get(talk)
    midori.post(f"{talk}/messages", text="聞いています", send_key="0" * 32)
    desk.evening.pass_time(16 * 60)
    desk.reopen()

    page = desk.signed_in().get(talk)

    assert 'data-insert="そばにいます。"' in page


def test_every_notice_has_a_title_and_every_remark_its_words() -> None:
    titles = [name for _heading, names in text_words.GROUPS for name in names]

    assert sorted(titles) == sorted(NoticeName)
    assert set(text_words.REMARKS) == set(Remark)
    assert set(text_words.STANDINGS) == set(Standing)
    assert set(text_words.KINDS) == set(TextKind)


def _approval(page: str) -> str:
    found = re.search(r'action="(/text-versions/[0-9a-f-]{36}/approve)"', page)
    assert found is not None
    return found[1]
