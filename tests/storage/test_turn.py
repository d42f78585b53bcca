"""The turn to write: nobody waits for ever, and the door waits for one writer only."""

import multiprocessing
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.turn import Turn
from tests.machinery.waiting import until

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

TIMES = 30
_SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A database file's path."""
    return str(tmp_path / "madobe.db")


def begin(act: Callable[[], None], turn: Turn, waiting: int) -> threading.Thread:
    """Start a thread, and return once it stands in the line."""
    thread = threading.Thread(target=act)
    thread.start()
    until(lambda: turn.waiting == waiting, "the thread waits")
    return thread


def test_threads_write_in_the_order_in_which_they_came_and_the_door_before_them(place: str) -> None:
    turn, wrote = Turn(place), []

    def writer(name: str, *, is_first: bool = False) -> Callable[[], None]:
        def write() -> None:
            with turn.taken(is_first=is_first):
                wrote.append(name)

        return write

    with turn.taken():
        threads = [begin(writer(f"{number}"), turn, number + 1) for number in range(5)]
        threads.append(begin(writer("door", is_first=True), turn, 6))
    for thread in threads:
        thread.join()

    assert wrote == ["door", "0", "1", "2", "3", "4"]
    turn.close()


def test_a_turn_that_ends_in_an_error_is_handed_on(place: str) -> None:
    turn = Turn(place)

    with pytest.raises(ZeroDivisionError), turn.taken():
        _ = 1 / 0

    with turn.taken():
        assert turn.waiting == 0
    turn.close()


def test_a_busy_process_does_not_keep_the_turn_from_another(place: str) -> None:
    turn = Turn(place)
    taken = _SPAWN.Value("i", 0)
    other = _SPAWN.Process(target=take_turns, args=(place, taken))
    other.start()
    until(lambda: taken.value > 0, "the other process has begun", seconds=60)

    own = 0
    while taken.value < TIMES and own < 5 * TIMES:
        with turn.taken():
            time.sleep(0.005)  # whoever writes has something to do
            own += 1

    assert taken.value == TIMES
    other.join()
    turn.close()


def take_turns(place: str, taken: "Synchronized[int]") -> None:
    """In a process of its own: write, and write again."""
    turn = Turn(place)
    for _ in range(TIMES):
        with turn.taken():
            taken.value += 1
    turn.close()
