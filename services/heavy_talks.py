"""Heavy talks: who has had enough of them in a row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from domain.heaviness import HadTalk, in_a_row, is_heavy
from domain.mark import ABUSE
from domain.presence import Duty
from domain.service_day import ServiceDay
from services import reviews, timetable
from services.work import Work
from storage.queries import had_talks, marks, presences


def count_in_a_row(work: Work, member_ids: Iterable[UUID]) -> Mapping[UUID, int]:
    """By member, how many heavy talks they have had one after the other today; 0 is left out.

    A break of ten minutes begins the count anew.
    """
    today = ServiceDay.around(work.now)
    rows = had_talks.begun_between(work.session, member_ids, today.begins_at, today.ends_at)
    talks = {row.visit_id for row in rows}
    levels = had_talks.highest_levels(work.session, talks)
    abused = marks.visits_with(work.session, ABUSE, talks)
    had: dict[UUID, list[HadTalk]] = defaultdict(list)
    for row in rows:
        heavy = is_heavy(risk=levels.get(row.visit_id, 0), is_abuse=row.visit_id in abused)
        had[row.member_id].append(
            HadTalk(began_at=row.began_at, ended_at=row.ended_at, is_heavy=heavy)
        )
    counted = {
        member_id: in_a_row(each, ready_since=_ready_since(work, member_id) or each[0].began_at)
        for member_id, each in had.items()
        if any(talk.is_heavy for talk in each)
    }
    return {member_id: count for member_id, count in counted.items() if count}


def list_worn(work: Work, member_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Who of these is to have no other heavy talk while somebody else could have it.

    That is whoever has had as many in a row as the schedule allows, and whoever has said of the
    day that it weighs heavily.
    """
    ids = frozenset(member_ids)
    most = timetable.current(work).heavy_talks_in_a_row
    worn = {member_id for member_id, count in count_in_a_row(work, ids).items() if count >= most}
    return reviews.list_heavy(work, ServiceDay.around(work.now), ids) | worn


def needs_break(work: Work, member_id: UUID) -> bool:
    """Whether somebody has had as many heavy talks in a row as the schedule allows."""
    count = count_in_a_row(work, [member_id]).get(member_id, 0)
    return count >= timetable.current(work).heavy_talks_in_a_row


def _ready_since(work: Work, member_id: UUID) -> datetime | None:
    """Since when somebody takes talks; None while they rest: then the break is not over yet."""
    row = presences.find(work.session, member_id)
    return row.duty_since if row is not None and row.duty is Duty.READY else None
