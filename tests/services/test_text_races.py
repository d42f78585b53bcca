"""Two supervisors at one text in the same moment: one of them wins, the other is told."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

import pytest

from domain.errors import RefusedError
from domain.permission import Role
from services import text_approval, text_versions
from services.text_pages import Standing
from services.work import Work
from storage.models.text import TextVersion
from tests.factories.editor import LATER, URGENT_ALONE, seen, write
from tests.factories.tables import rows
from tests.machinery.evening import Evening
from texts.key import TextKey

TIMES = 8
Act = Callable[[Work], object]


@pytest.fixture
def pair(evening: Evening) -> tuple[UUID, UUID]:
    return evening.member("asagi", Role.SUPERVISOR), evening.member("midori", Role.SUPERVISOR)


def at_once(evening: Evening, *acts: Act) -> int:
    """Let two acts meet; gives how many were done."""
    start = threading.Barrier(len(acts))

    def do(act: Act) -> bool:
        start.wait()
        try:
            with evening.program.open_work() as work:
                act(work)
        except RefusedError:
            return False
        return True

    with ThreadPoolExecutor(len(acts)) as pool:
        return sum(pool.map(do, acts))


def test_of_two_who_write_one_does(evening: Evening, pair: tuple[UUID, UUID]) -> None:
    for number in range(TIMES):
        wordings = zip(pair, (f"はい{number}。", f"ええ{number}。"), strict=True)

        done = at_once(
            evening,
            *(written(LATER, words, by=who, based_on=number) for who, words in wordings),
        )

        assert done == 1
    assert sorted(row.number for row in rows(evening, TextVersion)) == list(range(1, TIMES + 1))


def test_what_is_approved_and_taken_back_at_once_is_one_of_the_two(
    evening: Evening, pair: tuple[UUID, UUID]
) -> None:
    asagi, midori = pair
    for number in range(TIMES):
        words = (f"{number + 1}つだけ。119へ。",)
        version = write(evening, URGENT_ALONE, words, asagi, based_on=number)

        done = at_once(
            evening,
            partial(text_approval.approve, version_id=version, member_id=midori),
            partial(text_approval.take_back, version_id=version, member_id=asagi),
        )

        assert done == 1
        newest = seen(evening, URGENT_ALONE).versions[0].standing
        assert newest in {Standing.IN_FORCE, Standing.TAKEN_BACK}


def test_what_is_approved_while_another_is_written_keeps_one_order(
    evening: Evening, pair: tuple[UUID, UUID]
) -> None:
    asagi, midori = pair
    for base in range(0, 2 * TIMES, 2):
        words = (f"{base + 1}。119へ。",)
        version = write(evening, URGENT_ALONE, words, asagi, based_on=base)

        at_once(
            evening,
            partial(text_approval.approve, version_id=version, member_id=midori),
            written(URGENT_ALONE, f"{base + 2}。119へ。", by=asagi, based_on=base + 1),
        )

        newest, older = seen(evening, URGENT_ALONE).versions[:2]
        assert newest.standing is Standing.WAITING
        (row,) = [row for row in rows(evening, TextVersion) if row.id == older.id]
        assert (row.in_force_at is None) != (row.taken_back_at is None)


def written(key: TextKey, words: str, *, by: UUID, based_on: int) -> Act:
    """Writing one bubble."""
    return partial(text_versions.write, key=key, bubbles=(words,), member_id=by, based_on=based_on)
