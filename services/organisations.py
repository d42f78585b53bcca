"""Organisations as they stand now: who has joined, and what the agreement opens to whom."""

from datetime import datetime, time
from uuid import UUID

from domain.clock import TOKYO
from routing import organisations as calendar
from services.work import Work
from storage.models.member import Member


def of_member(work: Work, member_id: UUID) -> str | None:
    """The code of a member's organisation, None for none."""
    return work.session.get_one(Member, member_id).organisation


def has_joined(work: Work, code: str | None) -> bool:
    """Whether it takes part by now. One the schedule file does not name has no day to wait for.

    What is closed for an evening changes nothing in it: the file alone is asked.
    """
    today = work.now.astimezone(TOKYO).date()
    return calendar.has_joined(work.house.schedule, code, today)


def takes_part(work: Work, member: Member) -> bool:
    """Whether a member does by now: a second person has agreed to them, and theirs has joined."""
    return member.is_admitted and has_joined(work, member.organisation)


def joined_at(work: Work, code: str | None) -> datetime | None:
    """The beginning of its first day; what was said before is not its to read. None: always."""
    known = work.house.schedule.organisations
    joins_on = next((each.joins_on for each in known if each.code == code), None)
    return None if joins_on is None else datetime.combine(joins_on, time(), TOKYO)


def may_go_on(work: Work, *, whose: str | None, who: str | None) -> bool:
    """Whether a talk of one organisation may go on with a counsellor of another."""
    return has_joined(work, who) and work.house.schedule.agreement.may_go_on(whose=whose, who=who)
