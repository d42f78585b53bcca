"""Behind the doors of the matrix: the rows that are quicker put down than brought about."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID, uuid4

from domain.certificate import CertificateState
from domain.duty_plan import DutyState, WarningStep
from domain.permission import Role
from services.work import Work
from storage.models.base import Base
from storage.models.certificate import Certificate
from storage.models.evening import ClosureRow
from storage.models.role_asking import RoleAsking
from storage.models.shift import PlannedDuty, ShiftWarningRow
from storage.models.text import TextVersion
from tests.machinery.evening import Evening

Thing = dict[str, UUID | str]


def plain_rows(evening: Evening, members: Mapping[str, UUID]) -> Thing:
    """One of each; gives their ids by the names of their places."""
    with evening.program.open_work() as work:
        begins_at, manager = work.now + timedelta(days=1), members["manager_a"]
        made: dict[str, Base] = {
            "closure_id": _closure(work, members["supervisor_a"]),
            "duty_id": PlannedDuty(
                id=uuid4(),
                member_id=members["owner"],
                organisation="kazoku",
                day=begins_at.date(),
                begins_at=begins_at,
                ends_at=begins_at + timedelta(hours=5),
                state=DutyState.PLANNED,
                planned_by=manager,
                planned_at=work.now,
            ),
            "warning_id": ShiftWarningRow(
                id=uuid4(),
                organisation="kazoku",
                begins_at=begins_at,
                ends_at=begins_at + timedelta(hours=5),
                step=WarningStep.DAY,
                reached_at=work.now,
            ),
            "certificate_id": Certificate(
                id=uuid4(),
                member_id=members["owner"],
                course="privacy",
                issuer="やまなし研修",
                minutes=120,
                issued_on=date(2026, 4, 1),
                state=CertificateState.VALID,
                kept_by=manager,
                kept_at=work.now,
            ),
            "asking_id": RoleAsking(
                id=uuid4(),
                member_id=members["colleague"],
                role=Role.SUPERVISOR,
                is_manager=False,
                asked_by=manager,
                asked_at=work.now,
            ),
            "version_id": TextVersion(
                id=uuid4(),
                kind="notice",
                name="connected",
                language="ja",
                number=1,
                bubbles='["つながりました。"]',
                written_by=members["supervisor_a"],
                written_at=work.now,
            ),
        }
        work.session.add_all(made.values())
        return {name: _id_of(row) for name, row in made.items()}


def _id_of(row: Base) -> UUID:
    return UUID(str(getattr(row, "id")))  # noqa: B009 - each of these rows has one


def _closure(work: Work, made_by: UUID) -> ClosureRow:
    return ClosureRow(
        id=uuid4(),
        from_at=work.now + timedelta(hours=1),
        until_at=work.now + timedelta(hours=2),
        reason="雪のため",
        made_by=made_by,
        made_at=work.now,
    )
