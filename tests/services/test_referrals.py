"""Referrals: nothing is handed on without a yes, and a no is a fact."""

from contextlib import nullcontext
from uuid import UUID

import pytest

from domain.errors import QuotaExhaustedError, ReplyTokenSpentError
from domain.record_details import ReferStep
from domain.referral import (
    ConsentState,
    NoConsentError,
    NotTheirWordsError,
    Shows,
    TellsTooMuchError,
)
from domain.secret import PrivateText
from domain.stage import Stage
from domain.statistics.fact import FactKind
from services import stages
from services.referrals import Display
from storage.models.stage import StageNote
from storage.models.statistics import StatFact
from tests.factories import referrals as made
from tests.factories.crew import OnDuty
from tests.factories.records import talked
from tests.factories.tables import rows
from tests.machinery.evening import Evening

NICKNAME = Display(shows=Shows.NICKNAME, words=PrivateText("ねこ"))


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori")


@pytest.fixture
def place(evening: Evening) -> UUID:
    two = tuple(OnDuty.comes(evening, name, is_ready=False).member_id for name in ("ai", "ue"))
    return made.destination(evening, by=two)


def _talking(evening: Evening, midori: OnDuty) -> UUID:
    evening.says("こんばんは。ねこと呼んでください")
    return midori.accepts()


def _referral(evening: Evening, midori: OnDuty, place: UUID) -> UUID:
    return made.proposes(evening, _talking(evening, midori), place, midori.member_id)


def test_a_yes_brings_a_card_that_shows_nothing_on_a_locked_screen(
    evening: Evening, midori: OnDuty, place: UUID
) -> None:
    referral = _referral(evening, midori, place)
    made.tells(evening, referral, midori.member_id)
    made.shows(evening, referral, NICKNAME, midori.member_id)
    words = made.asks(evening, referral, midori.member_id)
    assert "「ねこ」" in words.reveal()
    assert [choice.label for choice in evening.line.calls[-1].choices] == [
        "はい",
        "いいえ",
        "あとで",
    ]

    made.taps(evening, "refer_yes")

    [card] = evening.line.cards
    code = made.code(evening, referral)
    assert code is not None
    assert card.title == f"{code[:3]} {code[3:]}"
    assert made.PLACE in card.text
    assert card.preview == "番号のお知らせです。"
    assert next(link.address for link in card.links).startswith("http://127.0.0.1:8080/code/")
    assert made.history(evening, referral) == [ReferStep.TOLD, ReferStep.GAVE_CONTACT]
    assert made.row(evening, referral).answered_at is not None


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("はるです。声は出せません", None),
        ("090-1234-5678へ電話してください", TellsTooMuchError),
        ("三年ひきこもっています", NotTheirWordsError),  # a counsellor's words
    ],
)
def test_what_is_shown_there_the_person_wrote_and_has_a_name_at_most(
    evening: Evening, midori: OnDuty, place: UUID, words: str, refused: type[Exception] | None
) -> None:
    referral = _referral(evening, midori, place)
    note = Display(shows=Shows.NOTE, words=PrivateText(words))
    evening.says("ええと、はるです。\n声は出せません。090-1234-5678へ電話してください")

    with nullcontext() if refused is None else pytest.raises(refused):
        made.shows(evening, referral, note, midori.member_id)

    assert (made.row(evening, referral).shows is Shows.NOTE) is (refused is None)


def test_before_a_yes_only_that_it_was_told_may_be_noted(
    evening: Evening, midori: OnDuty, place: UUID
) -> None:
    referral = _referral(evening, midori, place)

    for step in ReferStep:
        if step is not ReferStep.TOLD:
            with pytest.raises(NoConsentError):
                made.notes(evening, referral, step, midori.member_id)
    made.notes(evening, referral, ReferStep.TOLD, midori.member_id)

    assert made.history(evening, referral) == [ReferStep.TOLD]


def test_a_no_is_a_fact_and_may_become_a_yes(evening: Evening, midori: OnDuty, place: UUID) -> None:
    referral = _referral(evening, midori, place)
    made.asks(evening, referral, midori.member_id)
    evening.says("いいえ")
    assert made.row(evening, referral).consent is ConsentState.REFUSED
    assert made.code(evening, referral) is None
    assert evening.line.said[-1].startswith("わかりました。番号は作っていません。")

    evening.says("紹介してほしい")

    assert made.row(evening, referral).consent is ConsentState.GIVEN
    assert made.code(evening, referral) is not None
    assert made.history(evening, referral) == [ReferStep.NOT_WANTED, ReferStep.GAVE_CONTACT]


def test_a_bare_yes_to_something_else_is_no_consent(
    evening: Evening, midori: OnDuty, place: UUID
) -> None:
    evening.says("こんばんは")
    visit = midori.accepts()
    referral = made.proposes(evening, visit, place, midori.member_id)
    made.asks(evening, referral, midori.member_id)
    evening.pass_time(20)
    midori.talks.says(visit, "今夜は眠れそうですか")

    evening.pass_time(20)
    evening.says("はい")

    assert made.row(evening, referral).consent is ConsentState.ASKED
    assert made.code(evening, referral) is None


def test_asked_twice_is_asked_once_and_after_later_again(
    evening: Evening, midori: OnDuty, place: UUID
) -> None:
    referral = _referral(evening, midori, place)
    made.asks(evening, referral, midori.member_id)
    calls = len(evening.line.calls)
    made.asks(evening, referral, midori.member_id)
    assert len(evening.line.calls) == calls

    evening.says("あとで")
    made.asks(evening, referral, midori.member_id)

    assert made.row(evening, referral).consent is ConsentState.ASKED
    assert len([each for each in evening.line.said if made.PLACE in each]) == 2


def test_withdrawn_before_anything_was_sent_nothing_is_handed_on(
    evening: Evening, midori: OnDuty, place: UUID
) -> None:
    referral = _referral(evening, midori, place)
    made.asks(evening, referral, midori.member_id)

    evening.says("紹介をやめる")
    evening.says("はい")

    assert made.row(evening, referral).consent is ConsentState.REFUSED
    assert evening.line.cards == []
    assert made.code(evening, referral) is None


def test_a_card_that_could_not_go_out_yet_is_called_back(
    evening: Evening, midori: OnDuty, place: UUID
) -> None:
    referral = _referral(evening, midori, place)
    made.asks(evening, referral, midori.member_id)
    evening.line.troubles = [ReplyTokenSpentError(), QuotaExhaustedError()]
    made.taps(evening, "refer_yes")
    assert evening.line.cards == []

    evening.says("紹介をやめる")

    assert evening.line.cards == []
    assert evening.line.said[-1].startswith("わかりました。番号は、もう使えなくなりました。")


def test_withdrawn_after_the_code_holds_no_more_at_any_hour(
    evening: Evening, midori: OnDuty, place: UUID
) -> None:
    referral = _referral(evening, midori, place)
    made.asks(evening, referral, midori.member_id)
    made.taps(evening, "refer_yes")
    midori.talks.ends(made.row(evening, referral).visit_id)
    evening.pass_time(10 * 3600)  # three in the morning
    evening.says("紹介コード")
    assert len(evening.line.cards) == 2

    evening.says("紹介をやめる")

    assert evening.line.said[-1].startswith("わかりました。番号は、もう使えなくなりました。")
    assert made.row(evening, referral).consent is ConsentState.WITHDRAWN
    assert made.code(evening, referral) is None
    evening.says("紹介コード")
    assert evening.line.said[-1] == "今、使える番号はありません。"
    assert len(evening.line.cards) == 2


def test_the_same_destination_twice_is_one_open_referral(
    evening: Evening, midori: OnDuty, place: UUID
) -> None:
    visit = _talking(evening, midori)

    first, second = (made.proposes(evening, visit, place, midori.member_id) for _ in range(2))

    assert first == second


def test_a_stage_that_is_unticked_by_a_slip_is_begun_once(evening: Evening, midori: OnDuty) -> None:
    visit = _talking(evening, midori)

    for now_at in ({Stage.PERSON}, set(), {Stage.PERSON}):
        with evening.program.open_work() as work:
            stages.keep(work, visit, frozenset(now_at), member_id=midori.member_id)

    [row] = rows(evening, StageNote)
    assert (row.stage, row.until_on) == (Stage.PERSON, None)
    assert [fact.kind for fact in rows(evening, StatFact)].count(FactKind.STAGE) == 1


def test_from_an_ended_talk_it_is_referred_too(
    evening: Evening, midori: OnDuty, place: UUID
) -> None:
    visit = talked(evening, midori)

    referral = made.proposes(evening, visit, place, midori.member_id)

    assert made.row(evening, referral).name == made.PLACE
