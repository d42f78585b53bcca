"""With two records left to write there is no next talk, unless a supervisor says so."""

from uuid import UUID

import pytest

from domain.audit import Act
from domain.day_errors import TooManyOpenRecordsError
from domain.errors import NotFoundError
from domain.permission import Role
from domain.record_details import (
    AllowReason,
)
from services import open_records
from storage.models.audit import AuditEntry
from tests.factories.crew import OnDuty
from tests.factories.records import talked, writes_record
from tests.factories.tables import rows
from tests.machinery.evening import Evening


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori")


def test_with_two_records_open_there_is_no_next_talk(evening: Evening, midori: OnDuty) -> None:
    first = talked(evening, midori, "a")
    talked(evening, midori, "b")

    evening.says("こんばんは", "c")

    assert midori.is_asked() == []
    with pytest.raises(TooManyOpenRecordsError):
        midori.talks.takes_next()
    writes_record(evening, first, midori.member_id)
    assert len(midori.is_asked()) == 1


def test_an_offer_made_before_the_second_record_was_open_is_not_taken(
    evening: Evening, midori: OnDuty
) -> None:
    talked(evening, midori, "a")
    evening.says("こんばんは", "b")
    running = midori.accepts()
    evening.says("こんばんは", "c")
    assert len(midori.is_asked()) == 1
    midori.talks.ends(running)

    with pytest.raises(TooManyOpenRecordsError):
        midori.accepts()


def test_a_supervisor_lets_somebody_go_on_for_one_evening(evening: Evening, midori: OnDuty) -> None:
    kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
    talked(evening, midori, "a")
    talked(evening, midori, "b")
    evening.says("こんばんは", "c")

    with evening.program.open_work() as work:
        open_records.allow_next(
            work, midori.member_id, by=kohaku.member_id, reason=AllowReason.MANY_WAIT
        )
    evening.work()

    midori.talks.ends(midori.accepts())
    noted = [row for row in rows(evening, AuditEntry) if row.act == Act.NEXT_TALK_ALLOWED]
    assert [(row.actor_id, row.subject_id, row.reason) for row in noted] == [
        (kohaku.member_id, midori.member_id, "many_wait")
    ]
    evening.pass_time(24 * 3600)
    midori.beats()
    evening.says("こんばんは", "d")
    assert midori.is_asked() == []


def test_whoever_has_left_is_let_go_on_by_nobody(evening: Evening, midori: OnDuty) -> None:
    with pytest.raises(NotFoundError), evening.program.open_work() as work:
        open_records.allow_next(work, UUID(int=7), by=midori.member_id, reason=AllowReason.FEW_HERE)
