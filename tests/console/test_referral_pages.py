"""The pages of referrals: sent as they were read, hidden from whoever they are not for."""

import re
from uuid import UUID

import pytest
from babel.messages.pofile import read_po

from console import referral_words
from console.language import CATALOGUES
from domain.details.kinds import DetailKind
from domain.hand_over_paper import PAPER_CODES, PaperPart, PaperState
from domain.referral import ConsentAct, ConsentState, Interval, SaidBy, Shows
from domain.referral_code import CodeStep
from domain.stage import SmallStep, Stage
from tests.console.crew import member_id, talking
from tests.console.desk import Desk, Visitor
from tests.factories import referrals as made
from texts import paper_words
from texts.language import Language

SEEN = re.compile(
    r'<form[^>]*action="([^"]+)"(?:(?!</form>).)*?name="seen" value="([0-9a-f]+)"', re.DOTALL
)
PAPER_WORDS = [(part, code) for part in PAPER_CODES for code in PAPER_CODES[part]]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database."""
    return sqlite_url


@pytest.mark.parametrize(
    ("codes", "table"),
    [
        (ConsentState, referral_words.CONSENTS),
        (Shows, referral_words.SHOWS),
        (SaidBy, referral_words.SAID_BY),
        (CodeStep, referral_words.CONFIRMED_AS),
        (Interval, referral_words.INTERVALS),
        (Stage, referral_words.STAGES),
        (SmallStep, referral_words.SMALL_STEPS),
        (PaperPart, referral_words.PARTS),
        (PaperState, referral_words.PAPER_STATES),
        (DetailKind, referral_words.PIECES),
        (set(ConsentAct) - {ConsentAct.ASK}, referral_words.PAPER_ANSWERS),
        (
            [(part, code) for part in PAPER_CODES for code in PAPER_CODES[part]],
            referral_words.CODES,
        ),
    ],
)
def test_every_code_has_its_words(codes: object, table: dict[object, str]) -> None:
    assert set(codes) == set(table)  # type: ignore[call-overload]  # all of them are iterable


def test_the_person_reads_a_paper_in_the_words_of_the_destination() -> None:
    with (CATALOGUES / "en.po").open("rb") as file:
        english = {str(each.id): str(each.string) for each in read_po(file, locale="en")}
    said = {Language.JAPANESE: {each: each for each in english}, Language.ENGLISH: english}

    for of, words in said.items():
        assert {each: words[referral_words.PARTS[each]] for each in PaperPart} == {
            PaperPart(part): head
            for (part, spoken), head in paper_words.PARTS.items()
            if spoken is of
        }
        assert {each: words[referral_words.CODES[each]] for each in PAPER_WORDS} == {
            (PaperPart(part), code): head
            for (part, code, spoken), head in paper_words.CODES.items()
            if spoken is of
        }


def begun(desk: Desk) -> tuple[str, str, Visitor]:
    """Midori's talk and a referral from it, begun on its page."""
    desk.evening.member("ai")
    desk.evening.member("ue")
    made.destination(desk.evening, by=(UUID(member_id(desk, "ai")), UUID(member_id(desk, "ue"))))
    talk, midori = talking(desk, "ねこと呼んで")
    page = midori.get(f"{talk}/referrals?q=ひろば")
    [destination] = re.findall(r'name="destination" value="([0-9a-f-]{36})"', page)
    return talk, midori.post(f"{talk}/referrals", destination=destination), midori


def test_places_beside_a_talk_are_narrowed_as_in_their_list(desk: Desk) -> None:
    talk, _, midori = begun(desk)

    def found(sought: str) -> bool:
        return 'name="destination"' in midori.get(f"{talk}/referrals?{sought}")

    assert found("kind=22&audience=oneself&area=kofu&day=tue")
    assert not found("audience=family")
    assert not found("day=sun")
    assert not found("area=kyonan")
    assert found("age=3")
    page = midori.get(f"{talk}/referrals?day=tue")
    assert '<option value="tue" selected>' in page
    assert "<details open>" in page


def press(visitor: Visitor, page: str, ending: str) -> str:
    """Press 「このまま送る」 of what the page shows."""
    seen = dict(SEEN.findall(visitor.get(page)))
    path = next(each for each in seen if each.endswith(ending))
    return visitor.post(path, seen=seen[path])


def test_what_goes_out_is_what_was_read_and_the_talk_shows_the_answer(desk: Desk) -> None:
    talk, page, midori = begun(desk)
    midori.post(f"{page}/shown", shows="nickname", words="ねこ")
    assert "番号と「ねこ」だけが伝わり" in midori.get(page)
    midori.post(f"{page}/consent", 409, seen="0" * 64)
    desk.evening.work()
    assert not any(made.PLACE in each for each in desk.evening.line.said)

    press(midori, page, "/place")
    press(midori, page, "/consent")
    desk.evening.work()
    made.taps(desk.evening, "refer_yes")

    assert any("番号と「ねこ」だけが伝わり" in each for each in desk.evening.line.said)
    assert len(desk.evening.line.cards) == 1
    shown = midori.get(page)
    assert "「はい」のお返事です" in shown
    assert desk.evening.line.cards[0].title not in shown  # the number is the person's own
    side = midori.get(talk)
    assert made.PLACE in side
    assert "「はい」のお返事です" in side


def test_a_paper_is_asked_about_as_it_was_read_and_the_answer_stands_beside_it(desk: Desk) -> None:
    _, page, midori = begun(desk)
    press(midori, page, "/consent")
    desk.evening.work()
    made.taps(desk.evening, "refer_yes")
    midori.post(f"{page}/papers", 409)  # it says nothing
    paper = midori.post(f"{page}/papers", what="visit")
    midori.post(f"{paper}/ask", 409, seen="0" * 64)
    desk.evening.work()
    assert not any("訪ねてほしい" in each for each in desk.evening.line.said)

    press(midori, paper, "/ask")
    desk.evening.work()
    assert "お返事を待っています" in midori.get(paper)
    made.taps(desk.evening, "refer_yes")

    assert any("お願いすること：訪ねてほしい" in each for each in desk.evening.line.said)
    assert "「渡してよい」のお返事です" in midori.get(paper)


def test_a_referral_of_the_talk_stands_in_its_record_already(desk: Desk) -> None:
    talk, page, midori = begun(desk)
    press(midori, page, "/place")
    midori.get(talk)
    record = midori.post(f"{talk}/end")

    form = midori.get(record)

    assert re.search(r'name="refer_to_1".*?<option value="22" selected', form, re.DOTALL)
    assert re.search(r'name="refer_step_1".*?<option value="1" selected', form, re.DOTALL)
    assert re.search(r'name="consent".*?<option value="not_asked" selected', form, re.DOTALL)


def test_stages_and_small_steps_are_kept_and_may_go_back(desk: Desk) -> None:
    talk, _, midori = begun(desk)
    midori.post(f"{talk}/stages", stage=["group", "person"])
    midori.post(f"{talk}/stages", stage=["person"])

    midori.post(f"{talk}/small-steps", kind="went_out", words="<b>夜に散歩</b>")

    page = midori.get(f"{talk}/referrals")
    assert re.search(r"集団（.*?<span class=\"quiet\">[^<]*から[^<]*まで</span>", page)
    assert "外に出た" in page
    assert "&lt;b&gt;夜に散歩&lt;/b&gt;" in page


def test_a_day_to_look_again_comes_first_when_it_is_there(desk: Desk) -> None:
    _, page, midori = begun(desk)
    midori.post(f"{page}/follow-ups", interval="1w")
    assert "そろそろ見る日" not in midori.get("/referrals")

    desk.evening.pass_time(7 * 24 * 3600)
    desk.reopen()
    midori = desk.signed_in("midori")

    listed = midori.get("/referrals")
    assert "そろそろ見る日（1）" in listed
    [follow_up] = re.findall(r'action="([^"]+/follow-ups/[^"]+)"', midori.get(page))
    midori.post(follow_up)
    assert "そろそろ見る日" not in midori.get("/referrals")


def test_a_colleague_finds_nothing(desk: Desk) -> None:
    _, page, _ = begun(desk)
    desk.evening.member("asagi")
    asagi = desk.signed_in("asagi")

    assert made.PLACE not in asagi.get("/referrals")
    asagi.get(page, 404)
    asagi.post(f"{page}/close", 404)
