"""What a person says of referrals counts as it was meant, and for no other place."""

from uuid import UUID

import pytest

from domain.record_details import ReferStep
from domain.referral import ConsentState, Shows
from domain.secret import PrivateText
from services import referrals
from services.referrals import Display
from storage.models.audit import AuditEntry
from storage.models.destination import Destination
from tests.factories import portal
from tests.factories import referrals as made
from tests.factories.crew import OnDuty
from tests.machinery.evening import Evening

DAY = 24 * 3600
NICKNAME = Display(shows=Shows.NICKNAME, words=PrivateText("ねこ"))


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori")


@pytest.fixture
def places(evening: Evening) -> tuple[UUID, UUID]:
    two = tuple(OnDuty.comes(evening, name, is_ready=False).member_id for name in ("ai", "ue"))
    return (
        made.destination(evening, "ひろば", by=two),
        made.destination(evening, "川の家", by=two),
    )


@pytest.fixture
def visit(evening: Evening, midori: OnDuty) -> UUID:
    evening.says("こんばんは。ねこと呼んでください")
    return midori.accepts()


@pytest.fixture
def refused(evening: Evening, midori: OnDuty, places: tuple[UUID, UUID], visit: UUID) -> UUID:
    """A referral the person did not wish, in a talk that has ended."""
    referral = _asked(evening, visit, places[0], midori)
    evening.says("いいえ")
    midori.talks.ends(visit)
    return referral


def _asked(evening: Evening, visit: UUID, place: UUID, midori: OnDuty) -> UUID:
    referral = made.proposes(evening, visit, place, midori.member_id)
    made.asks(evening, referral, midori.member_id)
    return referral


def _is_out_of_use(evening: Evening, place: UUID) -> None:
    with evening.program.open_work() as work:
        work.session.get_one(Destination, place).may_show = False


def test_a_no_in_whole_words_after_a_yes_calls_it_off(
    evening: Evening, midori: OnDuty, places: tuple[UUID, UUID], visit: UUID
) -> None:
    referral = _asked(evening, visit, places[0], midori)
    assert any("「紹介をやめる」" in each for each in evening.line.said)
    made.taps(evening, "refer_yes")
    evening.says("いいえ")  # to something else
    assert made.row(evening, referral).consent is ConsentState.GIVEN

    evening.says("紹介しないで")

    assert made.row(evening, referral).consent is ConsentState.WITHDRAWN
    assert made.code(evening, referral) is None
    assert evening.line.said[-1].startswith("わかりました。番号は、もう使えなくなりました。")


def test_a_button_of_an_earlier_question_is_no_yes_to_the_one_that_stands(
    evening: Evening, midori: OnDuty, places: tuple[UUID, UUID], visit: UUID
) -> None:
    first = _asked(evening, visit, places[0], midori)
    old = made.button(evening, "refer_yes")
    evening.pass_time(1)
    second = _asked(evening, visit, places[1], midori)

    evening.arrive(evening.event("postback", postback={"data": old}))

    assert made.row(evening, first).consent is ConsentState.NOT_ASKED
    assert made.row(evening, second).consent is ConsentState.ASKED
    made.taps(evening, "refer_yes")
    assert made.row(evening, second).consent is ConsentState.GIVEN


def test_a_late_yes_goes_to_what_was_asked_last_or_to_nothing(
    evening: Evening, midori: OnDuty, places: tuple[UUID, UUID], visit: UUID
) -> None:
    first = _asked(evening, visit, places[0], midori)
    evening.says("いいえ")
    second = _asked(evening, visit, places[1], midori)
    with evening.program.open_work() as work:
        referrals.close(work, second, member_id=midori.member_id)

    evening.says("紹介してほしい")

    assert made.row(evening, first).consent is ConsentState.REFUSED
    assert made.code(evening, first) is None


@pytest.mark.parametrize(
    ("days", "says", "consent"),
    [
        (6, "紹介してほしい", ConsentState.GIVEN),
        (6, None, ConsentState.REFUSED),  # an old button
        (8, "紹介してほしい", ConsentState.REFUSED),
    ],
)
def test_a_no_becomes_a_yes_by_words_and_within_a_week(
    evening: Evening, refused: UUID, days: int, says: str | None, consent: ConsentState
) -> None:
    evening.pass_time(days * DAY)

    if says is not None:
        evening.says(says)
    else:
        made.taps(evening, "refer_yes")

    assert made.row(evening, refused).consent is consent


def test_a_yes_to_a_place_that_is_none_any_more_gives_no_number(
    evening: Evening, midori: OnDuty, places: tuple[UUID, UUID], visit: UUID
) -> None:
    referral = _asked(evening, visit, places[0], midori)
    _is_out_of_use(evening, places[0])

    evening.says("はい")

    assert made.row(evening, referral).consent is ConsentState.NOT_ASKED
    assert made.code(evening, referral) is None
    assert any(each.startswith("ごめんなさい。その場所の番号は") for each in evening.line.said)


def test_a_number_is_made_anew_once_it_is_over_while_its_place_is_one(
    evening: Evening, midori: OnDuty, places: tuple[UUID, UUID], visit: UUID
) -> None:
    referral = _asked(evening, visit, places[0], midori)
    made.taps(evening, "refer_yes")
    before = made.code(evening, referral)
    midori.talks.ends(visit)
    evening.pass_time(91 * DAY)
    assert made.code(evening, referral) is None

    evening.says("紹介コード")

    assert made.code(evening, referral) not in {None, before}
    assert any(each.startswith("使えなくなっていた番号は") for each in evening.line.said)
    cards = len(evening.line.cards)
    _is_out_of_use(evening, places[0])
    evening.says("紹介コード")
    assert len(evening.line.cards) == cards
    assert any(each.startswith("ごめんなさい。その場所の番号は") for each in evening.line.said)


def test_a_number_that_was_used_is_shown_again_and_says_so(
    evening: Evening, midori: OnDuty, places: tuple[UUID, UUID], visit: UUID
) -> None:
    for place in places:
        _asked(evening, visit, place, midori)
        made.taps(evening, "refer_yes")
    key = portal.key_of(evening, portal.staff(evening, places[0]))
    [used, other] = [card.title.replace(" ", "") for card in evening.line.cards]
    portal.types(evening, key, used)
    midori.talks.ends(visit)

    evening.pass_time(8 * 3600)  # at night
    evening.says("紹介コード。")

    newest, oldest = evening.line.cards[-2:]
    assert [each.title.replace(" ", "") for each in (newest, oldest)] == [other, used]
    assert oldest.text.startswith("前に使われた番号です。")
    assert "前に使われた" not in newest.text


@pytest.mark.parametrize("answer", [None, "いいえ", "紹介をやめる"])
def test_what_is_shown_anew_is_asked_anew(
    evening: Evening,
    midori: OnDuty,
    places: tuple[UUID, UUID],
    visit: UUID,
    answer: str | None,
) -> None:
    referral = _asked(evening, visit, places[0], midori)
    if answer is not None:
        evening.says(answer)
    before = made.row(evening, referral).consent
    made.shows(evening, referral, Display(), midori.member_id)
    assert made.row(evening, referral).consent is before

    made.shows(evening, referral, NICKNAME, midori.member_id)
    evening.says("紹介してほしい")

    assert made.row(evening, referral).consent is ConsentState.NOT_ASKED
    assert made.code(evening, referral) is None


def test_whoever_has_a_number_is_told_when_it_is_closed(
    evening: Evening, midori: OnDuty, places: tuple[UUID, UUID], visit: UUID
) -> None:
    with_code, without = (
        made.proposes(evening, visit, place, midori.member_id) for place in places
    )
    made.asks(evening, with_code, midori.member_id)
    made.taps(evening, "refer_yes")
    with evening.program.open_work() as work:
        referrals.close(work, without, member_id=midori.member_id)
    evening.work()
    assert not any("使えなくなりました" in each for each in evening.line.said)

    with evening.program.open_work() as work:
        referrals.close(work, with_code, member_id=midori.member_id)
    evening.work()

    [told] = [each for each in evening.line.said if "使えなくなりました" in each]
    assert not any(place in told for place in ("ひろば", "川の家"))
    assert evening.line.calls[-1].is_silent


def test_days_to_look_again_stand_in_the_audit_log(
    evening: Evening, midori: OnDuty, places: tuple[UUID, UUID], visit: UUID
) -> None:
    referral = made.proposes(evening, visit, places[0], midori.member_id)
    made.notes(evening, referral, ReferStep.TOLD, midori.member_id)
    made.looks_again(evening, referral, midori.member_id)

    with evening.program.open_look() as work:
        entries = work.session.query(AuditEntry).filter_by(act="referral_follow_up").all()
        assert sorted(each.reason or "" for each in entries) == ["looked", "planned"]
        assert {each.subject_id for each in entries} == {referral}
