"""The audit log grows in order, each entry bound to the one before; what is done to it is found."""

import contextlib
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.audit import Act, Outcome, Passed, Steered, Subject, SubjectKind, Why
from domain.conversation import End
from domain.errors import RefusedError
from domain.evening import Mode
from domain.glass import GlassReason
from domain.permission import Role
from services import audit, conversations, modes, supervision
from storage.models.member import Member
from storage.models.visit import Visit
from tests.factories.counsellor import Counsellor
from tests.factories.crew import OnDuty
from tests.factories.log import acts, entries, found, told
from tests.factories.tables import ON_POSTGRESQL, ON_SQLITE, rows
from tests.machinery.evening import Evening, user_id

NOTED = st.tuples(
    st.sampled_from(Act),
    st.sampled_from(Outcome),
    st.one_of(st.none(), st.uuids()),
    st.one_of(st.none(), st.builds(Subject, kind=st.sampled_from(SubjectKind), id=st.uuids())),
    st.sampled_from([None, "own_talk", "r3"]),
)


def note(evening: Evening, *kinds: Act, subject: Subject | None = None) -> None:
    """One act of the clock for each."""
    for act in kinds:
        with evening.program.open_work() as work:
            audit.note(work, act, actor_id=None, subject=subject)


def test_what_is_noted_stands_in_the_log_in_order_without_a_gap(evening: Evening) -> None:
    visit = Subject(kind=SubjectKind.VISIT, id=uuid4())
    with evening.program.open_work() as work:
        audit.note(work, Act.TALK_TAKEN, actor_id=None, subject=visit)
        audit.note(work, Act.TALK_CLOSED, actor_id=None, subject=visit)
    note(evening, Act.DAY_CLOSED)

    assert [(row.seq, row.act) for row in entries(evening)] == [
        (1, "talk_taken"),
        (2, "talk_closed"),
        (3, "day_closed"),
    ]
    assert found(evening) == []


def test_an_act_that_fails_leaves_no_entry_and_no_gap(evening: Evening) -> None:
    with contextlib.suppress(RefusedError), evening.program.open_work() as work:
        audit.note(work, Act.DAY_CLOSED, actor_id=None)
        raise RefusedError

    note(evening, Act.INVITED)

    assert [(row.seq, row.act) for row in entries(evening)] == [(1, "invited")]


def test_an_entry_names_the_roles_and_the_organisation_of_its_time(evening: Evening) -> None:
    asagi = OnDuty.comes(evening, "asagi", role=Role.SUPERVISOR, organisation="kazoku")
    with evening.program.open_work() as work:
        work.session.get_one(Member, asagi.member_id).is_manager = True
        audit.note(work, Act.DAY_CLOSED, actor_id=asagi.member_id)
    with evening.program.open_work() as work:
        work.session.get_one(Member, asagi.member_id).organisation = "shien"

    (row,) = told(evening)
    assert row.actor_roles == "manager,supervisor"
    assert (row.organisation, row.concerns) == ("kazoku", "kazoku")


def test_a_look_in_which_something_is_noted_fails_rather_than_forget_it(evening: Evening) -> None:
    with pytest.raises(RuntimeError, match="open an act"), evening.program.open_look() as look:
        audit.note(look, Act.TALK_READ, actor_id=None)


@ON_SQLITE
def test_typed_text_is_no_reason_and_is_not_repeated(evening: Evening) -> None:
    for typed in ("", "こわい", "two words", "Taro", "x" * 33, "=1+1", "line\n"):
        with (
            pytest.raises(ValueError, match="closed list") as refusal,
            evening.program.open_work() as work,
        ):
            audit.note(work, Act.DAY_CLOSED, actor_id=None, reason=typed)
        assert not typed or typed not in str(refusal.value)

    assert acts(evening) == []


def test_every_closed_word_has_room_in_the_log(evening: Evening) -> None:
    words = [*Act, *Outcome, *Why, *GlassReason, *End, *Passed, *Steered]
    with evening.program.open_work() as work:
        for word in words:
            audit.note(work, Act.DAY_CLOSED, actor_id=None, reason=word)

    assert [row.reason for row in told(evening)] == words


def test_every_kind_of_thing_has_room_in_the_log() -> None:
    assert max(len(kind) for kind in SubjectKind) <= 16


def test_the_acts_of_a_talk_stand_in_the_log_with_who_did_them(evening: Evening) -> None:
    midori, kohaku = Counsellor.midori(evening), Counsellor.asagi(evening, Role.SUPERVISOR)
    evening.says("こんばんは")
    visit_id = midori.takes_next()
    with evening.program.open_work() as work:
        supervision.raise_risk(work, visit_id, level=3, supervisor_id=kohaku.member_id)
    with evening.program.open_work() as work:
        supervision.take_over(work, visit_id, supervisor_id=kohaku.member_id)
    kohaku.ends(visit_id)
    with evening.program.open_work() as work:
        modes.switch(work, Mode.FROZEN, is_on=True, member_id=kohaku.member_id)

    assert [(row.act, row.actor_id, row.reason) for row in told(evening)] == [
        ("talk_taken", midori.member_id, None),
        ("risk_raised", kohaku.member_id, "r3"),
        ("alert_acknowledged", kohaku.member_id, "r3"),
        ("talk_passed_on", kohaku.member_id, "taken_over"),
        ("talk_closed", kohaku.member_id, None),
        ("evening_steered", kohaku.member_id, "frozen_on"),
    ]
    assert {row.subject_id for row in told(evening)[:5]} == {visit_id}
    assert found(evening) == []


@ON_SQLITE
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(NOTED, max_size=3), max_size=4))
def test_any_notes_make_a_chain_that_holds(
    evening: Evening,
    acts_noted: list[list[tuple[Act, Outcome, UUID | None, Subject | None, str | None]]],
) -> None:
    before = len(entries(evening))
    for one_act in acts_noted:
        with evening.program.open_work() as work:
            for act, outcome, actor_id, subject, reason in one_act:
                audit.note(
                    work, act, actor_id=actor_id, subject=subject, reason=reason, outcome=outcome
                )

    assert len(entries(evening)) == before + sum(len(one_act) for one_act in acts_noted)
    assert found(evening) == []


@ON_POSTGRESQL
def test_two_who_write_at_once_leave_no_gap_and_no_fork(evening: Evening) -> None:
    def write(_: int) -> None:
        with evening.program.open_work() as work:
            audit.note(work, Act.INVITED, actor_id=None)
            audit.note(work, Act.DAY_CLOSED, actor_id=None)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(60)))

    assert [row.seq for row in entries(evening)] == list(range(1, 121))
    assert found(evening) == []


def test_no_entry_holds_words_or_the_id_of_a_person(evening: Evening) -> None:
    canaries = ("たぬきの朝焼け", "kestrel-4711", "うさぎの返事")
    midori = Counsellor.midori(evening)
    evening.arrive(evening.event("follow"))
    evening.says(canaries[0])
    evening.says(canaries[1])
    visit_id = midori.takes_next()
    midori.says(visit_id, canaries[2])
    with contextlib.suppress(RefusedError), evening.program.open_work() as work:
        conversations.end(work, visit_id, member_id=uuid4(), with_goodbye=True)
    midori.ends(visit_id)

    contact_id = rows(evening, Visit)[0].contact_id
    kept = repr(
        [
            {name: value for name, value in vars(row).items() if not name.startswith("_")}
            for row in entries(evening)
        ]
    )
    assert len(told(evening)) == 2
    for secret in (*canaries, user_id("a"), contact_id.hex(), repr(contact_id), "U" + "0" * 32):
        assert secret not in kept
