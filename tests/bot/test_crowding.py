"""Few requests at once: all are answered, in the order they came, and an error frees its place."""

import threading
from collections.abc import Iterable

import pytest

from bot.crowding import few_at_once
from storage.turn import Line
from tests.machinery.waiting import until


class Busy:
    """An application whose answers take until somebody says so."""

    def __init__(self) -> None:
        self.within: list[str] = []
        self.most = 0
        self.may_end = threading.Semaphore(0)

    def __call__(self, environ: dict[str, object], _start: object) -> Iterable[bytes]:
        """Answer when it may."""
        self.within.append(str(environ["who"]))
        self.most = max(self.most, len(self.within))
        assert self.may_end.acquire(timeout=10)
        self.within.pop(0)
        if environ["who"] == "broken":
            raise ZeroDivisionError
        return [b""]


def test_no_more_than_so_many_are_answered_at_once_and_none_is_left_out() -> None:
    busy = Busy()
    answer = few_at_once(busy, Line(2), Line(1))
    threads = [
        threading.Thread(target=answer, args=({"who": f"{number}"}, None)) for number in range(6)
    ]

    for thread in threads:
        thread.start()
    for _ in threads:
        until(lambda: bool(busy.within), "somebody is within")
        busy.may_end.release()
    for thread in threads:
        thread.join(10)

    assert not any(thread.is_alive() for thread in threads)
    assert busy.most == 2


def test_an_error_frees_the_place() -> None:
    busy = Busy()
    answer = few_at_once(busy, Line(1), Line(1))
    busy.may_end.release(2)

    with pytest.raises(ZeroDivisionError):
        answer({"who": "broken"}, None)  # type: ignore[arg-type] # nobody starts an answer here

    assert answer({"who": "next"}, None) == [b""]  # type: ignore[arg-type] # the same


def test_a_talk_does_not_wait_behind_the_figures_of_a_year() -> None:
    busy = Busy()
    answer = few_at_once(busy, Line(1), Line(1))
    paths = ("/numbers/monthly.xlsx", "/incidents/1/sheet.pdf", "/talks/1/changes")
    asked = [{"who": path, "PATH_INFO": path} for path in paths]

    threads = [threading.Thread(target=answer, args=(environ, None)) for environ in asked]
    for thread in threads:
        thread.start()

    until(lambda: len(busy.within) == 2, "one that is long and one that is not are within")
    assert "/talks/1/changes" in busy.within
    busy.may_end.release(3)
    for thread in threads:
        thread.join(10)


def test_whoever_waits_is_let_in_in_order() -> None:
    line, let_in = Line(1), []
    line.wait()

    def come(name: int) -> None:
        line.wait()
        let_in.append(name)
        line.leave()

    threads = []
    for name in range(5):
        threads.append(threading.Thread(target=come, args=(name,)))
        threads[-1].start()
        until(lambda: len(line) == len(threads), "they wait")
    line.leave()
    for thread in threads:
        thread.join(10)

    assert let_in == [0, 1, 2, 3, 4]


def test_a_supervisors_board_comes_before_whoever_waits() -> None:
    busy = Busy()
    line = Line(1)
    answer = few_at_once(busy, line, Line(1))
    paths = ["/talks", "/offers", "/board/lists"]
    threads: list[threading.Thread] = []
    for path in paths:
        environ = {"who": path, "PATH_INFO": path}
        threads.append(threading.Thread(target=answer, args=(environ, None)))
        threads[-1].start()
        until(lambda: len(busy.within) + len(line) == len(threads), "it is within, or waits")

    order = []
    for _ in paths:
        until(lambda: bool(busy.within), "somebody is within")
        order.append(busy.within[0])
        busy.may_end.release()
        until(lambda: busy.within[:1] != order[-1:], "the place is handed on")
    for thread in threads:
        thread.join(10)

    assert order == ["/talks", "/board/lists", "/offers"]
