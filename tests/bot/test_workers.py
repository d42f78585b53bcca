"""Real worker processes: killed in the middle, stopped in order, one after the other."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot import periodic
from storage.queries import contacts
from tests.factories.counsellor import waiting
from tests.factories.tables import ON_SQLITE, events
from tests.machinery.bell import RealBell
from tests.machinery.evening import Evening, user_id
from tests.machinery.processes import running, said_by
from tests.machinery.waiting import until

WORKER = ("worker", "--only", "inbound")


@contextmanager
def held_up(evening: Evening, person: str = "a") -> Iterator[None]:
    """Nobody can handle anything of this person."""
    contact_id = evening.program.house.seals.contact_id(user_id(person))
    with evening.program.database.writing() as session:
        contacts.lock(session, contact_id)
        yield


def is_started(bell: RealBell) -> bool:
    return [job.get(b"status") for job in bell.jobs().values()] == [b"started"]


def test_what_a_killed_worker_had_in_hand_is_done_once_by_another(
    evening: Evening, bell: RealBell, tmp_path: Path
) -> None:
    with running(evening, tmp_path, *WORKER) as victim:
        until(lambda: bool(bell.redis.smembers("rq:workers")), "a worker is there", seconds=30)
        with held_up(evening):
            pass
        evening.keep(evening.text("こんばんは"))
        with held_up(evening):
            evening.program.bell.ring(evening.jobs)
            until(lambda: is_started(bell), "the job is in hand")
            victim.send_signal(signal.SIGKILL)
            victim.wait()
        assert not waiting(evening)

    def is_done() -> bool:
        periodic.sweep(evening.program)
        return bool(waiting(evening))

    with running(evening, tmp_path, *WORKER):
        until(is_done, "another worker has done it", seconds=30)

    (person,) = waiting(evening)
    assert person.message_count == 1
    assert [event.tries for event in events(evening)] == [0]


@ON_SQLITE
def test_a_worker_asked_to_stop_finishes_what_it_has_in_hand(
    evening: Evening, bell: RealBell, tmp_path: Path
) -> None:
    with running(evening, tmp_path, *WORKER) as worker:
        until(lambda: bool(bell.redis.smembers("rq:workers")), "a worker is there", seconds=30)
        evening.keep(evening.text("こんばんは"))
        with held_up(evening):
            evening.program.bell.ring(evening.jobs)
            until(lambda: is_started(bell), "the job is in hand")
            worker.send_signal(signal.SIGTERM)

        assert worker.wait(15) == 0

    assert len(waiting(evening)) == 1
    assert "こんばんは" not in (tmp_path / "worker.log").read_text()


def test_parked_events_are_tried_again_when_asked_for_by_command(evening: Evening) -> None:
    evening.keep(evening.text("こんばんは"))
    evening.jobs.clear()
    with evening.program.open_work() as work:
        row = work.session.get_one(type(events(evening)[0]), events(evening)[0].id)
        row.parked_at, row.tries = work.now, 4

    told = said_by(evening, "events", "retry")

    assert told.returncode == 0
    assert told.stdout.strip() == "1 events will be tried again."
    evening.pass_time(3)
    evening.sweep()
    assert len(waiting(evening)) == 1
