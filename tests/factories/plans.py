"""The duty plan and what members have learned: who is planned when, who holds what."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from bot.timetable import Timetable
from domain.certificate import RevokedFor
from domain.clock import TOKYO
from domain.permission import Role
from services import accounts, certificates, shift_swaps, shifts, staffing
from services.trained import CertificateEntry
from storage.models.member import Member
from tests.machinery.evening import SCHEDULES, Evening

GATE = """\
training:
  required:
    - {code: crisis, name: 危機対応, hours: 3}
    - {code: line, name: LINE操作, hours: 1}
"""
AGREEMENT = "agreement: {talks: {kazoku: [shien]}}\n"
HOURS = timedelta(hours=5)


def use_schedule(evening: Evening, folder: Path, *, gate: str = "", agreed: str = "") -> None:
    """Go by the usual schedule file, with another gate and another agreement."""
    text = SCHEDULES.read_text()
    for usual, put in (
        ("training:\n  required: []\n", gate),
        ("agreement:\n  records: {}\n", agreed),
    ):
        assert usual in text
        text = text.replace(usual, put or usual)
    path = folder / "own-schedules.yaml"
    path.write_text(text)
    evening.program = replace(evening.program, timetable=Timetable(path))


def joins(
    evening: Evening,
    login: str,
    organisation: str | None = "kazoku",
    *,
    role: Role = Role.COUNSELLOR,
    is_manager: bool = False,
) -> UUID:
    """A member of an organisation, who does not sign in."""
    with evening.program.open_work() as work:
        member_id = accounts.add_member(
            work, login=login, alias=login, role=role, password_hash="-", organisation=organisation
        )
        work.session.get_one(Member, member_id).is_manager = is_manager
    return member_id


def begins(day: date) -> datetime:
    """When the shift of a day begins: 16:00."""
    return datetime(day.year, day.month, day.day, 16, tzinfo=TOKYO)


def planned(
    evening: Evening,
    member_id: UUID,
    day: date,
    *,
    by: UUID,
    organisation: str = "kazoku",
) -> UUID:
    """A member planned for the shift of a day; gives the duty."""
    with evening.program.open_work() as work:
        return shifts.plan(
            work,
            member_id=member_id,
            organisation=organisation,
            begins_at=begins(day),
            ends_at=begins(day) + HOURS,
            by=by,
        )


def held_out(evening: Evening, member_id: UUID, day: date, *, by: UUID) -> UUID:
    """A planned duty that its member holds out to colleagues; gives it."""
    duty_id = planned(evening, member_id, day, by=by)
    with evening.program.open_work() as work:
        shift_swaps.hold_out(work, duty_id, member_id=member_id)
    return duty_id


def entry(course: str = "crisis", **fields: object) -> CertificateEntry:
    """What stands on a certificate of three hours."""
    usual: dict[str, object] = {
        "course": course,
        "issuer": "県社会福祉協議会",
        "printed": "",
        "minutes": 180,
        "issued_on": date(2026, 6, 1),
        "valid_until": None,
        "reflection_on": date(2026, 6, 8),
    }
    return CertificateEntry(**(usual | fields))  # type: ignore[arg-type] # as they are named


def learns(
    evening: Evening,
    member_id: UUID,
    *courses: str,
    by: UUID | None = None,
    organisation: str = "kazoku",
) -> list[UUID]:
    """Certificates of these courses, three hours each; gives them."""
    with evening.program.open_work() as work:
        return [
            certificates.keep(
                work, member_id, organisation=organisation, entry=entry(course), by=by or member_id
            )
            for course in courses
        ]


def loses(
    evening: Evening,
    certificate_id: UUID,
    *,
    by: UUID,
    reason: RevokedFor = RevokedFor.ISSUER,
    organisation: str = "kazoku",
) -> None:
    """A certificate is revoked, and what follows is done."""
    with evening.program.open_work() as work:
        certificates.revoke(work, certificate_id, organisation=organisation, reason=reason, by=by)
    evening.work()


def fill_plan(evening: Evening, *, manager: UUID, member: UUID) -> None:
    """Something of everything for two of kazoku: planned, held out, warned of, kept, revoked."""
    leader = joins(evening, "plan-leader", role=Role.SUPERVISOR)
    planned(evening, member, date(2026, 11, 25), by=manager)
    asked = held_out(evening, leader, date(2026, 11, 26), by=manager)
    held_out(evening, leader, date(2026, 11, 27), by=manager)
    ends_on = date(2026, 12, 1)
    with evening.program.open_work() as work:
        shift_swaps.take(work, asked, member_id=member)
        staffing.warn(work)
        told = entry("crisis", printed="１９２６０１１００００１", valid_until=ends_on)
        certificates.keep(work, member, organisation="kazoku", entry=told, by=manager)
    (lost,) = learns(evening, leader, "line", by=manager)
    loses(evening, lost, by=manager)
