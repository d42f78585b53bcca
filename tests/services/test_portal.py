"""A destination confirms with a code, and learns nothing else; nobody guesses one."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain.audit import Act
from domain.errors import NotFoundError
from domain.portal import AT_A_DESTINATION, BY_WHOM, PAUSES, Key
from domain.record_details import ReferStep
from domain.referral_code import ALPHABET, CodePurpose, CodeStep
from domain.statistics.fact import FactKind
from services import guessing, portal, portal_links, programmes, referral_codes
from services.portal import Answered
from storage.models.audit import AuditEntry
from storage.models.member import Member
from storage.models.referral import Referral, ReferralStep
from storage.models.referral_code import CodeTries, CodeUse, ReferralCode
from storage.models.statistics import StatFact
from storage.models.visit import Visit
from tests.factories import portal as made
from tests.factories.portal import code_of, key_of, types
from tests.factories.programmes import SATURDAY, Afternoon
from tests.machinery.evening import Evening


def test_a_code_confirms_each_step_once_and_shows_what_the_person_agreed_to(
    evening: Evening,
) -> None:
    referral_id, key = _linked(evening, nickname="はる")
    code = code_of(evening, referral_id)

    first = types(evening, key, code)
    again = types(evening, key, code)
    later = types(evening, key, code, CodeStep.GOES_ON)

    assert (first.answered, first.shows and first.shows.reveal()) == (Answered.CONFIRMED, "はる")
    assert (again.answered, again.shows) == (Answered.NOT_THIS_ONE, None)
    assert later.answered is Answered.CONFIRMED
    with evening.program.open_look() as look:
        steps = look.session.query(ReferralStep).order_by(ReferralStep.number)
        assert [step.detail for step in steps] == ["came", "goes_on"]
        assert look.session.query(CodeUse).count() == 2
        noted = look.session.query(StatFact).filter_by(kind=FactKind.REFERRAL_STEP).all()
        assert [fact.codes["step"] for fact in noted].count(ReferStep.CONFIRMED) == 1


def test_unknown_expired_withdrawn_used_and_anothers_codes_are_answered_alike(
    evening: Evening,
) -> None:
    referral_id, key = _linked(evening)
    code = code_of(evening, referral_id)
    stranger = key_of(evening, made.staff(evening, made.destination(evening, "べつの家"), "betsu"))
    wrong = [types(evening, stranger, code), types(evening, key, _other(code))]
    types(evening, key, code)
    wrong.append(types(evening, key, code))
    with evening.program.open_work() as work:
        referral_codes.withdraw(work, purpose=CodePurpose.REFERRAL, subject_id=referral_id)
    wrong.append(types(evening, key, code, CodeStep.CALLED))
    with evening.program.open_work() as work:
        work.session.query(ReferralCode).update({"withdrawn_at": None})
    evening.pass_time(made.GOOD_FOR.total_seconds())
    wrong.append(types(evening, key, code, CodeStep.CALLED))

    assert {answer.answered for answer in wrong} == {Answered.NOT_THIS_ONE}
    assert {answer.shows for answer in wrong} == {None}
    assert code_of(evening, referral_id) is None


def test_a_code_in_place_of_another_leaves_the_first_known_to_nobody(evening: Evening) -> None:
    referral_id, key = _linked(evening)
    old = code_of(evening, referral_id)
    assert types(evening, key, old).answered is Answered.CONFIRMED
    with evening.program.open_work() as work:
        referral_codes.reissue(
            work,
            purpose=CodePurpose.REFERRAL,
            subject_id=referral_id,
            good_for=made.GOOD_FOR,
        )

    assert types(evening, key, old).answered is Answered.NOT_THIS_ONE
    assert types(evening, key, code_of(evening, referral_id)).answered is Answered.CONFIRMED


def test_the_code_stands_nowhere_in_the_database(evening: Evening) -> None:
    referral_id, _key = _linked(evening)
    code = code_of(evening, referral_id)

    with evening.program.open_look() as look:
        [row] = look.session.query(ReferralCode)
        kept = [getattr(row, column.name) for column in ReferralCode.__table__.columns]
    assert code is not None
    assert not any(code in str(each) or code.encode() in bytes(str(each), "utf8") for each in kept)


def test_whoever_guesses_is_locked_out_for_longer_each_time_and_seen(evening: Evening) -> None:
    referral_id, key = _linked(evening)
    code = code_of(evening, referral_id)
    tried = 0
    begun = evening.now
    while evening.now - begun < timedelta(days=30):
        answer = types(evening, key, _other(code))
        tried += answer.answered is Answered.NOT_THIS_ONE
        evening.pass_time(3600 if answer.answered is Answered.LATER else 1)
        with evening.program.open_work() as work:
            guessing.purge(work)

    assert tried <= BY_WHOM.free + len(PAUSES) + 30
    assert types(evening, key, code).answered is Answered.LATER
    with evening.program.open_look() as look:
        assert [seen.name for seen in guessing.alarms(look)] == ["ひだまりの家"]
        assert _count(evening, Act.GUESSING_SEEN) == 1


def test_colleagues_who_guess_together_are_counted_together(evening: Evening) -> None:
    destination_id = made.destination(evening)
    keys = [
        key_of(evening, made.staff(evening, destination_id, f"staff{each}")) for each in range(4)
    ]

    answers = [types(evening, key, "333333") for key in keys for _ in range(BY_WHOM.free - 1)]

    looked = [each for each in answers if each.answered is Answered.NOT_THIS_ONE]
    assert len(looked) == AT_A_DESTINATION.free


def test_slips_among_right_codes_lock_nobody_out(evening: Evening) -> None:
    member_id = evening.member()
    destination_id = made.destination(evening)
    key = key_of(evening, made.staff(evening, destination_id))
    visit_id = _visit(evening)

    for _ in range(3 * AT_A_DESTINATION.free):
        other = made.referral(evening, visit_id, destination_id, member_id)
        assert types(evening, key, "333333").answered is Answered.NOT_THIS_ONE
        assert types(evening, key, code_of(evening, other)).answered is Answered.CONFIRMED
        _close(evening, other)


def test_a_link_confirms_once_and_is_gone_after_three_slips_or_half_an_hour(
    evening: Evening,
) -> None:
    referral_id, key = _linked(evening)
    code = code_of(evening, referral_id) or ""
    [destination_id] = key.destination_ids
    used, tried, old = (_link(evening, destination_id) for _ in range(3))

    with evening.program.open_work() as work:
        assert portal_links.redeem(work, used, code, CodeStep.CAME).answered is Answered.CONFIRMED
    for _ in range(3):
        with evening.program.open_work() as work:
            answer = portal_links.redeem(work, tried, "333333", CodeStep.CAME)
            assert answer.answered is Answered.NOT_THIS_ONE
    gone = [used, tried]
    evening.pass_time(30 * 60)
    gone += [old, "nobody's"]

    for token in gone:
        with evening.program.open_work() as work, pytest.raises(NotFoundError):
            portal_links.redeem(work, token, code, CodeStep.CALLED)


def test_the_log_says_that_a_destination_confirmed_and_nobody_is_told_of_whom(
    evening: Evening,
) -> None:
    referral_id, key = _linked(evening)
    with evening.program.open_look() as look:
        before = look.session.query(AuditEntry).count()
    code = code_of(evening, referral_id) or ""

    with evening.program.open_work() as work:
        portal.redeem(work, key, code, CodeStep.CAME)
        assert (len(work.topics), len(work.jobs)) == (0, 0)

    with evening.program.open_look() as look:
        entries = look.session.query(AuditEntry).order_by(AuditEntry.seq).all()[before:]
        assert [(entry.act, entry.subject_id) for entry in entries] == [
            (Act.CODE_CONFIRMED, *key.destination_ids)
        ]


def test_the_code_of_a_sign_up_counts_one_who_came_and_only_that(evening: Evening) -> None:
    afternoon = Afternoon.comes(evening)
    afternoon.is_told()
    afternoon.signs_up()
    sign_up_id = afternoon.sign_up().id
    with evening.program.open_look() as look:
        code = referral_codes.shown(look, purpose=CodePurpose.SIGN_UP, subject_id=sign_up_id)
        date = programmes.get_date(look, afternoon.date_id)
    key = key_of(evening, made.staff(evening, date.programme.facts.destination_id))
    evening.set_clock(SATURDAY)

    answers = [types(evening, key, code, step).answered for step in (*CodeStep, CodeStep.CAME)]

    assert answers.count(Answered.CONFIRMED) == 1
    assert answers[list(CodeStep).index(CodeStep.CAME)] is Answered.CONFIRMED
    assert len(afternoon.facts(FactKind.PROGRAMME_ATTENDED)) == 1


def test_counts_stand_under_digests_that_name_nobody(evening: Evening) -> None:
    _referral_id, key = _linked(evening)
    types(evening, key, "333333")

    with evening.program.open_look() as look:
        digests = [row.digest for row in look.session.query(CodeTries)]
    [destination_id] = key.destination_ids
    assert len(digests) == 3
    assert not {key.whose, destination_id.bytes} & set(digests)


def _visit(evening: Evening) -> UUID:
    evening.says("こんばんは")
    with evening.program.open_look() as look:
        return look.session.query(Visit).one().id


def _linked(evening: Evening, nickname: str | None = None) -> tuple[UUID, Key]:
    member_id = evening.member()
    destination_id = made.destination(evening)
    referral_id = made.referral(
        evening, _visit(evening), destination_id, member_id, nickname=nickname
    )
    return referral_id, key_of(evening, made.staff(evening, destination_id))


def _other(code: str | None) -> str:
    """A code that is not this one."""
    assert code is not None
    return ALPHABET[ALPHABET.index(code[0]) - 1] + code[1:]


def _link(evening: Evening, destination_id: UUID) -> str:
    with evening.program.open_work() as work:
        member = work.session.query(Member).first()
        assert member is not None
        link = portal_links.make(work, destination_id, member_id=member.id)
        return link.path.reveal().removeprefix(portal_links.PATH)


def _close(evening: Evening, referral_id: UUID) -> None:
    with evening.program.open_work() as work:
        work.session.get_one(Referral, referral_id).closed_at = work.now


def _count(evening: Evening, act: Act) -> int:
    with evening.program.open_look() as look:
        return look.session.query(AuditEntry).filter_by(act=act).count()
