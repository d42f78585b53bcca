"""No record is left that nobody can write or sign, and no end is missing in the log."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.audit import Act
from domain.clock import TOKYO
from domain.conversation import End, VisitState
from domain.day_errors import DayIncompleteError, RecordWrittenError
from domain.errors import NotFoundError
from domain.permission import Role
from domain.secret import PrivateText
from domain.service_day import ServiceDay
from routing.agreement import Agreement
from services import (
    conflicts,
    day,
    day_close,
    off_boarding,
    record_in_place,
)
from storage.models.audit import AuditEntry
from storage.models.day import DayClosing
from storage.models.visit import Visit
from tests.factories.crew import OnDuty
from tests.factories.organisations import agree, can_read, joins, two_organisations
from tests.factories.records import SHORT, read, signs, talked, writes_record
from tests.factories.tables import rows
from tests.machinery.evening import Evening

AFTER_CLOSING = datetime(2026, 11, 24, 21, 40, tzinfo=TOKYO)
OTHER = replace(SHORT, words=PrivateText("長い、ていねいな記録"))


@pytest.fixture
def midori(evening: Evening) -> OnDuty:
    return OnDuty.comes(evening, "midori", organisation="kazoku")


def supervisor(evening: Evening, name: str = "kohaku", organisation: str = "kazoku") -> OnDuty:
    return OnDuty.comes(
        evening, name, role=Role.SUPERVISOR, organisation=organisation, is_ready=False
    )


def closes(evening: Evening, member: OnDuty, on: date) -> None:
    with evening.program.open_work() as work:
        day_close.close(work, ServiceDay(on=on), member_id=member.member_id)


# ── somebody can write it ────────────────────────────────────────────────────────────────


def test_whoever_may_know_the_person_still_writes_the_record_of_the_talk_they_had(
    evening: Evening, midori: OnDuty
) -> None:
    evening.says("こんばんは")
    visit_id = midori.accepts()
    with evening.program.open_work() as work:
        conflicts.mark(work, visit_id, member_id=midori.member_id)
    evening.work()
    midori.beats()
    midori.talks.ends(visit_id)
    assert can_read(evening, midori, visit_id)

    writes_record(evening, visit_id, midori.member_id)

    assert not can_read(evening, midori, visit_id)


def test_a_supervisor_writes_in_place_of_somebody_who_has_left(
    evening: Evening, midori: OnDuty
) -> None:
    kohaku, fuji = supervisor(evening), supervisor(evening, "fuji", "shien")
    visit_id = talked(evening, midori)
    with pytest.raises(NotFoundError), evening.program.open_work() as work:
        record_in_place.write(work, visit_id, member_id=kohaku.member_id, entry=SHORT)
    with evening.program.open_work() as work:
        off_boarding.off_board(work, midori.member_id, actor_id=None)
    with pytest.raises(NotFoundError), evening.program.open_work() as work:
        record_in_place.write(work, visit_id, member_id=fuji.member_id, entry=SHORT)
    with evening.program.open_look() as work:
        (left,) = day.look(work, ServiceDay.around(work.now), member_id=kohaku.member_id).left
    assert left.may_be_written

    with evening.program.open_work() as work:
        record_in_place.write(work, visit_id, member_id=kohaku.member_id, entry=SHORT)
    with pytest.raises(RecordWrittenError), evening.program.open_work() as work:
        record_in_place.write(work, visit_id, member_id=kohaku.member_id, entry=OTHER)

    written = read(evening, visit_id, kohaku.member_id)
    assert (written.author_alias, written.in_place_of) == ("kohaku", "midori")
    noted = [row.reason for row in rows(evening, AuditEntry) if row.act == Act.RECORD_WRITTEN]
    assert noted == ["in_place"]


# ── somebody can sign it ─────────────────────────────────────────────────────────────────


def test_where_an_organisation_has_no_supervisor_those_of_the_others_stand_in(
    evening: Evening,
) -> None:
    asagi = OnDuty.comes(evening, "asagi", organisation="shien")
    kohaku = supervisor(evening)
    visit_id = talked(evening, asagi)
    writes_record(evening, visit_id, asagi.member_id)
    evening.set_clock(AFTER_CLOSING)

    signs(evening, visit_id, kohaku.member_id)
    closes(evening, kohaku, AFTER_CLOSING.date())

    assert not can_read(evening, kohaku, visit_id)
    assert len(rows(evening, DayClosing)) == 1


def test_nobody_stands_in_where_the_agreement_names_somebody(evening: Evening) -> None:
    asagi = OnDuty.comes(evening, "asagi", organisation="shien")
    kohaku, sumi = supervisor(evening), supervisor(evening, "sumi", "third")
    visit_id = talked(evening, asagi)
    assert can_read(evening, sumi, visit_id)

    agree(evening, Agreement(records={"shien": frozenset({"kazoku"})}))

    assert can_read(evening, kohaku, visit_id)
    assert not can_read(evening, sumi, visit_id)


def test_ones_own_unsigned_talk_is_read_for_a_fortnight(evening: Evening, midori: OnDuty) -> None:
    supervisor(evening)
    visit_id = talked(evening, midori)
    writes_record(evening, visit_id, midori.member_id)

    evening.pass_time(timedelta(days=13).total_seconds())
    assert can_read(evening, midori, visit_id)
    evening.pass_time(timedelta(days=1).total_seconds())
    assert not can_read(evening, midori, visit_id)


def test_nobody_closes_a_day_before_their_organisation_joined(evening: Evening) -> None:
    two = two_organisations(evening)
    evening.says("こんばんは")
    two.midori.talks.ends(two.midori.accepts())
    today = ServiceDay.around(evening.now).on
    joins(evening, "shien", today + timedelta(days=1))
    evening.pass_time(24 * 3600)

    with pytest.raises(NotFoundError):
        closes(evening, two.kuro, today)
    with pytest.raises(DayIncompleteError):
        closes(evening, two.kohaku, today)


# ── the log ──────────────────────────────────────────────────────────────────────────────


def _closings(evening: Evening) -> list[tuple[str | None, object]]:
    return [
        (row.reason, row.actor_id)
        for row in rows(evening, AuditEntry)
        if row.act == Act.TALK_CLOSED
    ]


def _rests(evening: Evening, midori: OnDuty) -> None:
    evening.says("こんばんは")
    midori.talks.says(midori.accepts(), "聞いています")
    for _ in range(41):
        evening.pass_time(60)
        midori.beats()
        evening.tick()
    assert [row.state for row in rows(evening, Visit)] == [VisitState.RESTING]


def test_a_resting_talk_that_the_clock_ends_stands_in_the_log(
    evening: Evening, midori: OnDuty
) -> None:
    _rests(evening, midori)

    evening.set_clock(AFTER_CLOSING)
    evening.tick()

    assert _closings(evening) == [(End.WENT_SILENT, None)]


def test_a_resting_talk_that_ends_by_a_block_stands_in_the_log(
    evening: Evening, midori: OnDuty
) -> None:
    _rests(evening, midori)

    evening.arrive(evening.event("unfollow"))

    assert _closings(evening) == [(End.BLOCKED, None)]
