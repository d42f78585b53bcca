"""Whoever guesses codes is stopped, and stops nobody else."""

from domain.portal import BY_WHOM, OVER_ALL, Key
from services import guessing
from services.portal import Answered
from storage.models.referral_code import CodeTries
from tests.factories import portal as made
from tests.factories.crew import OnDuty
from tests.factories.portal import code_of, key_of, types
from tests.factories.records import talked
from tests.machinery.evening import Evening


def test_whoever_is_locked_out_locks_nobody_else_out(evening: Evening) -> None:
    code, key = _linked(evening)
    guesser = _staff(evening, "べつの家")

    answers = [types(evening, guesser, "333333").answered for _ in range(3 * OVER_ALL.free)]

    assert answers.count(Answered.NOT_THIS_ONE) == BY_WHOM.free
    assert _counts(evening) == [BY_WHOM.free] * 3
    assert types(evening, key, code).answered is Answered.CONFIRMED


def test_guessing_at_many_is_seen_among_them_and_a_look_lets_the_others_on(
    evening: Evening,
) -> None:
    code, key = _linked(evening)
    guessers = [_staff(evening, f"べつの家{each}") for each in range(9)]
    for guesser in guessers:
        for _ in range(BY_WHOM.free - 1):
            types(evening, guesser, "333333")

    kohaku = evening.member("kohaku")
    answers = {types(evening, key, code).answered for _ in range(2 * BY_WHOM.free)}

    assert answers == {Answered.LATER}
    with evening.program.open_work() as work:
        [alarm] = guessing.alarms(work)
        assert alarm.name.startswith("べつの家")
        guessing.look_at(work, alarm.id, member_id=kohaku)
    assert types(evening, key, code).answered is Answered.CONFIRMED


def _linked(evening: Evening) -> tuple[str | None, Key]:
    """A code at a destination, and what its staff stand there with."""
    midori = OnDuty.comes(evening, "midori")
    destination_id = made.destination(evening)
    visit_id = talked(evening, midori)
    referral_id = made.referral(evening, visit_id, destination_id, midori.member_id)
    return code_of(evening, referral_id), key_of(evening, made.staff(evening, destination_id))


def _staff(evening: Evening, name: str) -> Key:
    destination_id = made.destination(evening, name)
    return key_of(evening, made.staff(evening, destination_id, name))


def _counts(evening: Evening) -> list[int]:
    with evening.program.open_look() as look:
        return [row.failures for row in look.session.query(CodeTries)]
