"""A supervisor sees whose day was heavy, and that somebody has spoken to them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest

from domain.errors import NotFoundError
from domain.mark import Mark
from domain.permission import Role
from services import aftercare, marks, reviews, supervision
from services.aftercare import HeavyDay, WhyCare
from services.reviews import Said
from storage.models.aftercare import Aftercare
from tests.factories.crew import OnDuty
from tests.factories.tables import ON_SQLITE, rows
from tests.machinery.evening import Evening


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori", organisation="kazoku")


@pytest.fixture
def kohaku(evening: Evening) -> OnDuty:
    return supervisor(evening, "kohaku", "kazoku")


def supervisor(evening: Evening, login: str, organisation: str) -> OnDuty:
    return OnDuty.comes(
        evening, login, role=Role.SUPERVISOR, organisation=organisation, is_ready=False
    )


def has_hard_day(evening: Evening, midori: OnDuty) -> None:
    """R3, words against her, and she says so herself."""
    evening.says("こんばんは")
    visit_id = midori.accepts()
    with evening.program.open_work() as work:
        marks.put(work, visit_id, Mark.HARD_WORDS, member_id=midori.member_id)
        supervision.raise_risk(work, visit_id, level=3)
        reviews.say(work, member_id=midori.member_id, said=Said(weight=5, words=None))


def seen_by(evening: Evening, member: OnDuty) -> tuple[HeavyDay, ...]:
    with evening.program.open_look() as work:
        return aftercare.list_heavy_days(work, member_id=member.member_id)


def notes(evening: Evening, member: OnDuty, day: HeavyDay) -> None:
    with evening.program.open_work() as work:
        aftercare.note_done(work, day.on, day.member_id, member_id=member.member_id)


@ON_SQLITE
def test_a_heavy_day_is_listed_with_its_reasons_until_somebody_has_spoken_to_her(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    has_hard_day(evening, midori)
    (day,) = seen_by(evening, kohaku)
    assert (day.alias, day.done_by) == ("midori", None)
    assert day.reasons == (WhyCare.WEIGHT, WhyCare.DANGER, WhyCare.ABUSE)

    notes(evening, kohaku, day)

    (done,) = seen_by(evening, kohaku)
    assert (done.done_by, done.done_at is not None) == ("kohaku", True)


@ON_SQLITE
def test_an_ordinary_day_is_not_listed(evening: Evening, midori: OnDuty, kohaku: OnDuty) -> None:
    evening.says("こんばんは")
    midori.accepts()

    assert seen_by(evening, kohaku) == ()


@ON_SQLITE
def test_other_organisations_and_she_herself_see_nothing_of_it(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    has_hard_day(evening, midori)
    (day,) = seen_by(evening, kohaku)
    kuro = supervisor(evening, "kuro", "shien")

    assert seen_by(evening, kuro) == ()
    assert seen_by(evening, midori) == ()
    for other in (kuro, midori):
        with pytest.raises(NotFoundError):
            notes(evening, other, day)


@ON_SQLITE
def test_nobody_has_spoken_to_anybody_on_a_day_to_come(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    has_hard_day(evening, midori)
    (day,) = seen_by(evening, kohaku)

    for on in (day.on + timedelta(days=1), date.max, date.min):
        with pytest.raises(NotFoundError):
            notes(evening, kohaku, replace(day, on=on))


@ON_SQLITE
def test_after_a_week_it_is_not_listed_any_more(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    has_hard_day(evening, midori)

    evening.pass_time(8 * 24 * 3600)

    assert seen_by(evening, kohaku) == ()


def test_of_two_who_have_spoken_to_her_at_once_one_is_named(
    evening: Evening, midori: OnDuty, kohaku: OnDuty
) -> None:
    other = supervisor(evening, "kuro", "kazoku")
    has_hard_day(evening, midori)
    (day,) = seen_by(evening, kohaku)
    start = Barrier(2)

    def do(member: OnDuty) -> None:
        start.wait()
        notes(evening, member, day)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(do, (kohaku, other)))

    assert len(rows(evening, Aftercare)) == 1
