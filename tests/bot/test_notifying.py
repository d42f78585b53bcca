"""Whoever is called for an alert hears one sentence outside the page, and nothing else."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from bot import notifying, periodic
from domain.permission import Role
from services import notifications
from storage.models.alert import Alert
from storage.models.service import Lease
from tests.doubles.sinks import mail_sink, web_sink
from tests.factories.phone_tree import (
    branch,
    call,
    calls,
    has_tree,
    has_ways,
    mail_address,
    web_address,
)
from tests.factories.tables import rows
from tests.machinery.bell import RealBell
from tests.machinery.evening import Evening


@pytest.fixture
def called(evening: Evening) -> Evening:
    """Somebody has written, and the tree has somebody to call."""
    evening.says("眠れなくて")
    evening.jobs.clear()
    has_tree(evening, branch())
    return evening


def test_a_call_is_told_once_however_often_its_job_runs(called: Evening, tmp_path: Path) -> None:
    with web_sink() as sink:
        has_ways(called, tmp_path, office=web_address(sink.port))
        call_id = calls(called)

        notifying.tell(called.program, call_id)
        called.pass_time(120)
        notifying.tell(called.program, call_id)

    assert sink.messages == 1
    assert rows(called, Lease) == []


def test_while_one_process_tells_another_does_not(called: Evening) -> None:
    call_id = calls(called)
    with called.program.open_work() as work:
        first = notifications.next_for(work, call_id, holder="one")
    with called.program.open_work() as work:
        second = notifications.next_for(work, call_id, holder="another")

    assert first is not None
    assert second is None
    called.pass_time(61)
    with called.program.open_work() as work:
        assert notifications.next_for(work, call_id, holder="another") is not None


BROKEN: dict[str, Callable[[Evening, Path], object]] = {
    "nobody listens": lambda evening, folder: has_ways(
        evening, folder, office="json://127.0.0.1:9/hook"
    ),
    "the library knows no such address": lambda evening, folder: has_ways(
        evening, folder, office="pigeon://loft"
    ),
    "the file has no such way": lambda evening, folder: has_ways(evening, folder, other="json://a"),
    "there is no file": lambda _evening, _folder: None,
    "the file is open to others": lambda evening, folder: has_ways(
        evening, folder, office="json://127.0.0.1:9/hook"
    ).chmod(0o644),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_way_that_does_not_work_stands_with_the_call_as_failed(
    called: Evening, tmp_path: Path, broken: Callable[[Evening, Path], object]
) -> None:
    broken(called, tmp_path)
    call_id = calls(called)

    notifying.tell(called.program, call_id)

    assert call(called, call_id).failed
    assert call(called, call_id).told_at is None


@pytest.mark.parametrize(
    ("open_sink", "address"), [(mail_sink, mail_address), (web_sink, web_address)]
)
def test_a_server_that_refuses_is_a_failure_too(
    called: Evening,
    tmp_path: Path,
    open_sink: Callable[..., object],
    address: Callable[[int], str],
) -> None:
    with open_sink(refuses=True) as sink:  # type: ignore[attr-defined] # either of the two sinks
        has_ways(called, tmp_path, office=address(sink.port))
        call_id = calls(called)

        notifying.tell(called.program, call_id)

    assert call(called, call_id).failed


def test_nobody_is_told_once_a_human_has_seen_the_alert(called: Evening, tmp_path: Path) -> None:
    with web_sink() as sink:
        has_ways(called, tmp_path, office=web_address(sink.port))
        call_id = calls(called)
        with called.program.open_work() as work:
            alert = work.session.query(Alert).one()
            alert.acknowledged_at = work.now

        notifying.tell(called.program, call_id)

    assert sink.messages == 0
    assert not call(called, call_id).failed


def test_a_supervisor_is_told_by_their_own_way_and_without_one_by_the_page_alone(
    called: Evening, tmp_path: Path
) -> None:
    kohaku = called.member("kohaku", Role.SUPERVISOR)
    kuro = called.member("kuro", Role.SUPERVISOR)
    has_tree(called, kohaku="kohaku_mail")
    with web_sink() as sink:
        has_ways(called, tmp_path, kohaku_mail=web_address(sink.port))
        told, silent = (calls(called, tree_name=None, member_id=each) for each in (kohaku, kuro))

        for call_id in (told, silent):
            notifying.tell(called.program, call_id)

    assert sink.messages == 1
    assert call(called, told).told_at is not None
    assert call(called, silent).told_at is None
    assert not call(called, silent).failed


def test_a_lost_bell_is_rung_again_and_only_for_calls_that_can_be_told(
    called: Evening, tmp_path: Path
) -> None:
    kuro = called.member("kuro", Role.SUPERVISOR)
    with web_sink() as sink:
        has_ways(called, tmp_path, office=web_address(sink.port))
        call_id = calls(called)
        calls(called, tree_name=None, member_id=kuro)
        called.pass_time(3)

        periodic.sweep(called.program)
        rung = [job for job in called.jobs if job[0].value == "tell_of_alert"]
        called.work()
        periodic.sweep(called.program)

    assert [subject for _, subject in rung] == [call_id]
    assert sink.messages == 1
    assert called.jobs == []


def test_the_job_travels_through_redis_with_an_id_and_nothing_else(
    called: Evening, redis_url: str, tmp_path: Path
) -> None:
    bell = RealBell(called, redis_url)
    with web_sink() as sink:
        has_ways(called, tmp_path, office=web_address(sink.port))
        calls(called)
        called.pass_time(3)
        periodic.sweep(called.program)

        bell.work()

    assert sink.messages == 1
    bell.redis.close()


def test_a_call_that_is_not_there_is_nobodys(called: Evening) -> None:
    notifying.tell(called.program, uuid4())

    assert called.jobs == []
