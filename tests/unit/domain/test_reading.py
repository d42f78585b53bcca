"""Who may read a talk."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from domain.conversation import VisitState
from domain.permission import Role
from domain.reading import ON_THE_LINE, RUNNING, Reader, TalkToRead, Ties, may_read

JULY = datetime(2026, 6, 30, 15, tzinfo=UTC)
"""The first of July in Tokyo."""

MIDORI, FUJI = UUID(int=1), UUID(int=2)
HERS = TalkToRead(
    state=VisitState.ENDED,
    ended_at=JULY,
    counsellor_id=MIDORI,
    organisation="a",
    is_settled=False,
)
NOBODYS = replace(HERS, counsellor_id=None, organisation=None)
SETTLED = replace(HERS, is_settled=True)
AGREED = Ties(is_agreed=True)
GLASS = Ties(is_glass_open=True)
APART = Ties(may_know_each_other=True, is_agreed=True, is_glass_open=True)


def reader(role: Role, organisation: str | None = "a", member_id: UUID = FUJI) -> Reader:
    return Reader(id=member_id, roles={role}, organisation=organisation)


def in_state(state: VisitState) -> TalkToRead:
    return replace(HERS, state=state, ended_at=None)


WORDLESS = (Role.MANAGER, Role.COORDINATOR, Role.DESTINATION)


@pytest.mark.parametrize("state", sorted(ON_THE_LINE))
def test_whoever_waits_is_read_by_those_who_answer_of_any_organisation(state: VisitState) -> None:
    waiting = replace(NOBODYS, state=state, ended_at=None)

    assert may_read(reader(Role.COUNSELLOR, "b"), waiting, Ties())
    assert may_read(reader(Role.SUPERVISOR, "b"), waiting, Ties())


@pytest.mark.parametrize("state", sorted(RUNNING))
def test_a_running_talk_is_its_counsellors_and_every_supervisors(state: VisitState) -> None:
    talk = in_state(state)

    assert may_read(reader(Role.COUNSELLOR, member_id=MIDORI), talk, Ties())
    assert may_read(reader(Role.SUPERVISOR, "b"), talk, Ties())
    assert not may_read(reader(Role.COUNSELLOR), talk, Ties())


@pytest.mark.parametrize("role", WORDLESS)
@pytest.mark.parametrize("state", list(VisitState))
@pytest.mark.parametrize("ties", [Ties(), AGREED])
def test_who_does_not_answer_reads_no_word(role: Role, state: VisitState, ties: Ties) -> None:
    assert not may_read(reader(role), in_state(state), ties)
    assert not may_read(reader(role), replace(NOBODYS, state=state), ties)


def test_an_ended_talk_belongs_to_the_organisation_that_answered() -> None:
    assert may_read(reader(Role.SUPERVISOR, "a"), SETTLED, Ties())
    assert not may_read(reader(Role.SUPERVISOR, "b"), HERS, Ties())
    assert not may_read(reader(Role.COUNSELLOR, "a"), HERS, Ties())


def test_its_counsellor_reads_it_until_it_is_settled() -> None:
    midori = reader(Role.COUNSELLOR, member_id=MIDORI)

    assert may_read(midori, HERS, Ties())
    assert not may_read(midori, SETTLED, Ties())


def test_whoever_moves_to_another_organisation_takes_no_talk_along() -> None:
    assert not may_read(reader(Role.COUNSELLOR, "b", MIDORI), HERS, Ties())


def test_the_agreement_opens_ended_talks_to_supervisors_alone() -> None:
    assert may_read(reader(Role.SUPERVISOR, "b"), SETTLED, AGREED)
    assert not may_read(reader(Role.COUNSELLOR, "b"), SETTLED, AGREED)


def test_what_nobody_answered_is_left_to_the_supervisors() -> None:
    assert may_read(reader(Role.SUPERVISOR, "b"), NOBODYS, Ties())
    assert not may_read(reader(Role.COUNSELLOR, "b"), NOBODYS, Ties())


def test_an_organisation_that_joins_in_july_reads_no_june() -> None:
    newcomer = replace(reader(Role.SUPERVISOR, "b"), reads_from=JULY)
    june = JULY - timedelta(microseconds=1)

    for talk in (SETTLED, NOBODYS):
        assert may_read(newcomer, talk, AGREED)
        assert not may_read(newcomer, replace(talk, ended_at=june), AGREED)
        assert not may_read(newcomer, replace(talk, ended_at=None), AGREED)


@pytest.mark.parametrize("state", list(VisitState))
def test_an_organisation_that_has_not_joined_yet_reads_nothing_of_the_consortium(
    state: VisitState,
) -> None:
    early = replace(reader(Role.SUPERVISOR, "b"), has_joined=False, reads_from=JULY)

    assert not may_read(early, in_state(state), AGREED)
    assert not may_read(early, replace(NOBODYS, state=state), AGREED)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("state", list(VisitState))
def test_whoever_may_know_the_person_reads_only_a_talk_they_still_have(
    role: Role, state: VisitState
) -> None:
    assert not may_read(reader(role), in_state(state), APART)
    assert may_read(reader(role, member_id=MIDORI), in_state(state), APART) is (state in RUNNING)


def test_a_broken_glass_opens_what_has_ended_and_nothing_that_runs() -> None:
    manager = reader(Role.MANAGER)

    assert may_read(manager, SETTLED, GLASS)
    assert not may_read(manager, in_state(VisitState.TALKING), GLASS)
    assert not may_read(manager, in_state(VisitState.WAITING), GLASS)


def test_whoever_is_nothing_any_more_reads_nothing() -> None:
    gone = Reader(id=FUJI, roles=frozenset(), organisation="a")

    assert not any(may_read(gone, in_state(state), AGREED) for state in VisitState)
