"""Two supervisors in the same moment: one incident, one answer."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

import pytest

from domain.errors import RefusedError
from domain.incident import Cause, EntryKind
from domain.permission import Role
from services import incident_requests, incidents
from services.work import Work
from storage.models.incident import Incident, IncidentEntry
from tests.factories.crew import OnDuty
from tests.factories.incidents import asks, opens
from tests.factories.records import talked
from tests.factories.tables import rows
from tests.machinery.evening import Evening

Act = Callable[[Work], object]
TIMES = 4


@pytest.fixture
def three(evening: Evening) -> tuple[UUID, UUID, UUID]:
    """Supervisors of kazoku."""
    one, two, three = (
        OnDuty.comes(
            evening, login, role=Role.SUPERVISOR, organisation="kazoku", is_ready=False
        ).member_id
        for login in ("kohaku", "fuji", "ruri")
    )
    return one, two, three


@pytest.fixture
def visit_id(evening: Evening) -> UUID:
    return talked(evening, OnDuty.comes(evening, "midori", organisation="kazoku"))


def at_once(evening: Evening, *acts: Act) -> int:
    """Let acts meet; gives how many were done."""
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


def test_opened_by_two_at_once_it_is_one(
    evening: Evening, three: tuple[UUID, UUID, UUID], visit_id: UUID
) -> None:
    done = at_once(
        evening,
        *(
            partial(incidents.open_for, visit_id=visit_id, member_id=who, cause=Cause.TALK)
            for who in three
        ),
    )

    assert done == 3
    assert len(rows(evening, Incident)) == 1
    assert [row.kind for row in rows(evening, IncidentEntry)] == [EntryKind.OPENED]


def test_of_two_who_answer_one_does(
    evening: Evening, three: tuple[UUID, UUID, UUID], visit_id: UUID
) -> None:
    asker, *others = three
    incident_id = opens(evening, visit_id, asker)
    for _ in range(TIMES):
        asked = asks(evening, incident_id, asker, EntryKind.ERASE)

        done = at_once(
            evening,
            *(
                partial(
                    incident_requests.answer,
                    incident_id=incident_id,
                    entry_id=asked,
                    member_id=who,
                    is_agreed=is_agreed,
                )
                for who, is_agreed in zip(others, (True, False), strict=True)
            ),
        )

        assert done == 1
        (row,) = [each for each in rows(evening, IncidentEntry) if each.id == asked]
        assert row.is_agreed == (row.answered_by == others[0])
