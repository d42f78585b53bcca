"""Alerts on an evening: what stands, whom it has called, and what supervisors do with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.permission import Role
from services import alerts, reading, supervision
from services.shown_alerts import ShownAlert
from storage.models.alert import Alert, AlertCall, LevelChange
from storage.models.member import Member
from tests.factories.crew import OnDuty
from tests.factories.tables import rows
from tests.machinery.evening import Evening

T13 = "ごめんなさい。今は、ここに人がいない時間です。呼べる当番も、いません。"
T14 = "順番を早めて、すぐ人が読みます。このまま待っていてください。"
T11 = "メッセージ、受け取りました。"


@dataclass(frozen=True, slots=True)
class Supervisor:
    """A supervisor at an open console, and what she does with alerts."""

    duty: OnDuty

    @classmethod
    def comes(cls, evening: Evening, login: str, *, is_on_duty: bool = True) -> "Supervisor":
        """On duty without taking talks, or only at the console."""
        duty = OnDuty.comes(evening, login, role=Role.SUPERVISOR, is_ready=False)
        duty.beats()
        if is_on_duty:
            duty.pauses()
        return cls(duty)

    @property
    def id(self) -> UUID:
        return self.duty.member_id

    def sees(self) -> tuple[ShownAlert, ...]:
        """The open alerts, as they are listed."""
        with self.duty.evening.program.open_look() as work:
            return alerts.list_open(work, reading.viewer(work, self.id))

    def acknowledges(self, alert_id: UUID | None = None) -> None:
        """The loudest, unless one is named."""
        with self.duty.evening.program.open_work() as work:
            alerts.acknowledge(work, alert_id or self.sees()[0].id, member_id=self.id)
        self.duty.evening.work()

    def settles(self, alert_id: UUID | None = None) -> None:
        """The loudest, unless one is named."""
        with self.duty.evening.program.open_work() as work:
            alerts.settle(work, alert_id or self.sees()[0].id, member_id=self.id)

    def joins(self, visit_id: UUID) -> None:
        """Write beside the counsellor from now on."""
        with self.duty.evening.program.open_work() as work:
            supervision.join(work, visit_id, supervisor_id=self.id)

    def steps_back(self, visit_id: UUID) -> None:
        """Only read along again."""
        with self.duty.evening.program.open_work() as work:
            supervision.step_back(work, visit_id, supervisor_id=self.id)


def alert_of(evening: Evening, visit_id: UUID) -> Alert:
    """The one alert of a visit."""
    [found] = [row for row in rows(evening, Alert) if row.visit_id == visit_id]
    return found


def called(evening: Evening) -> list[str]:
    """By name, who has been called, in order."""
    with evening.program.open_look() as work:
        calls = sorted(work.session.query(AlertCall), key=lambda call: call.called_at)
        return [
            call.tree_name or work.session.get_one(Member, call.member_id).login for call in calls
        ]


def changes(evening: Evening) -> Sequence[tuple[int, int]]:
    """Every change of a level, in order."""
    found = sorted(rows(evening, LevelChange), key=lambda row: row.changed_at)
    return [(row.before, row.after) for row in found]
