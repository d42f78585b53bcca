"""A miss from practice is paraphrased by one supervisor, approved by another, and then found."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest

from domain.errors import RefusedError
from domain.permission import Role
from domain.practice import TermFault
from domain.risk.assess import assess
from domain.risk.assessment import Sign
from services import practice_terms
from services.practice_terms import ShownTerm
from storage.models.practice import PracticeTerm
from storage.models.visit import Visit
from tests.factories.tables import ON_SQLITE, rows
from tests.machinery.evening import Evening

PHRASE = "蝋燭の火みたいにすっと"
"""Nothing that the program finds by itself."""


@pytest.fixture
def pair(evening: Evening) -> tuple[UUID, UUID]:
    return evening.member("asagi", Role.SUPERVISOR), evening.member("midori", Role.SUPERVISOR)


def propose(evening: Evening, member_id: UUID, phrase: str = PHRASE, level: int = 2) -> UUID:
    with evening.program.open_work() as work:
        return practice_terms.propose(
            work, phrase, sign=Sign.VANISH, level=level, member_id=member_id
        )


def approve(evening: Evening, term_id: UUID, member_id: UUID) -> None:
    with evening.program.open_work() as work:
        practice_terms.approve(work, term_id, member_id=member_id)


def listed(evening: Evening, member_id: UUID) -> tuple[ShownTerm, ...]:
    with evening.program.open_look() as work:
        return practice_terms.list_terms(work, member_id=member_id)


def level_of(evening: Evening, words: str) -> int:
    with evening.program.open_look() as work:
        return assess([words], practice=practice_terms.in_force(work)).level


def test_a_term_is_looked_for_once_a_second_supervisor_has_approved(
    evening: Evening, pair: tuple[UUID, UUID]
) -> None:
    one, other = pair
    before = level_of(evening, f"{PHRASE}。")
    term_id = propose(evening, one)
    assert level_of(evening, f"{PHRASE}。") == before < 2

    approve(evening, term_id, other)

    assert level_of(evening, f"{PHRASE}。") == 2
    evening.says(f"{PHRASE}、と思います")
    (visit,) = rows(evening, Visit)
    assert visit.risk == 2


@ON_SQLITE
def test_nobody_approves_of_their_own(evening: Evening, pair: tuple[UUID, UUID]) -> None:
    term_id = propose(evening, pair[0])

    with pytest.raises(practice_terms.OwnTermError):
        approve(evening, term_id, pair[0])
    (shown,) = listed(evening, pair[0])
    assert (shown.is_own, shown.is_waiting) == (True, True)


@ON_SQLITE
def test_a_withdrawn_term_is_found_no_more_and_stays_listed(
    evening: Evening, pair: tuple[UUID, UUID]
) -> None:
    term_id = propose(evening, pair[0])
    approve(evening, term_id, pair[1])

    with evening.program.open_work() as work:
        practice_terms.withdraw(work, term_id, member_id=pair[0])

    assert level_of(evening, PHRASE) < 2
    (shown,) = listed(evening, pair[1])
    assert shown.withdrawn_by == "あさぎ"
    assert shown.measured is not None
    with pytest.raises(practice_terms.TermGoneError):
        approve(evening, term_id, pair[1])


@ON_SQLITE
def test_the_page_says_what_a_term_would_do_before_it_is_approved(
    evening: Evening, pair: tuple[UUID, UUID]
) -> None:
    propose(evening, pair[0])
    propose(evening, pair[0], phrase="ました")

    noisy, quiet = sorted(listed(evening, pair[1]), key=lambda each: len(each.phrase))

    assert quiet.measured is not None
    assert quiet.measured.after.false_alarms == quiet.measured.before.false_alarms
    assert noisy.is_too_noisy
    assert not quiet.is_too_noisy


@ON_SQLITE
def test_a_term_that_alarms_for_nothing_is_not_put_in_force(
    evening: Evening, pair: tuple[UUID, UUID]
) -> None:
    term_id = propose(evening, pair[0], phrase="ました")

    with pytest.raises(practice_terms.NoisyTermError):
        approve(evening, term_id, pair[1])

    assert level_of(evening, "今日は晴れました。") == 0


@ON_SQLITE
def test_somebodys_own_words_are_not_taken(evening: Evening, pair: tuple[UUID, UUID]) -> None:
    with pytest.raises(practice_terms.TermRefusedError) as refused:
        propose(evening, pair[0], phrase="甲府の山田さんがこわい")

    assert refused.value.fault is TermFault.PERSONAL
    assert "山田" not in str(refused.value)
    assert rows(evening, PracticeTerm) == []


@ON_SQLITE
def test_the_same_phrase_in_another_writing_is_the_same(
    evening: Evening, pair: tuple[UUID, UUID]
) -> None:
    propose(evening, pair[0], phrase="ろうそくみたいにすっと")

    with pytest.raises(practice_terms.KnownTermError):
        propose(evening, pair[1], phrase="ロウソクみたいにスッと")


def test_of_two_who_approve_at_once_one_is_named(evening: Evening, pair: tuple[UUID, UUID]) -> None:
    term_id = propose(evening, evening.member("kohaku", Role.SUPERVISOR))
    start = Barrier(2)

    def do(member_id: UUID) -> bool:
        start.wait()
        try:
            approve(evening, term_id, member_id)
        except RefusedError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(do, pair))

    assert sorted(done) == [False, True]
    (row,) = rows(evening, PracticeTerm)
    assert row.approved_by == pair[done.index(True)]
