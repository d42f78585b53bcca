"""Levels of danger going up and down: what supervisors do to them, and how they stand."""

from uuid import UUID

from domain.alert import Origin
from domain.audit import Act
from domain.permission import Role
from domain.risk.assessment import Sign
from domain.secret import PrivateText
from services import alerts, levels, lowerings, supervision
from services.levels import ShownChange
from services.lowerings import ShownLowering
from storage.queries import contacts, visits
from tests.factories.crew import OnDuty
from tests.factories.log import told
from tests.machinery.evening import Evening

WHY = PrivateText("ゆっくり話して、今夜はしないと約束されました")


def supervisor(evening: Evening, login: str) -> UUID:
    """A supervisor who only looks on."""
    return OnDuty.comes(evening, login, role=Role.SUPERVISOR, is_ready=False).member_id


def is_at(evening: Evening, visit_id: UUID, level: int) -> None:
    """Somebody has raised the level."""
    with evening.program.open_work() as work:
        supervision.raise_risk(work, visit_id, level=level)
    evening.pass_time(1)


def sign(evening: Evening, visit_id: UUID, *, level: int) -> None:
    """A sign in the person's words."""
    with evening.program.open_work() as work:
        visit = visits.get(work.session, visit_id)
        contacts.lock(work.session, visit.contact_id)
        alerts.raise_sign(work, visit, level=level, origin=Origin.DETECTED, signs=[Sign.WISH])
    evening.pass_time(1)


def lowers(evening: Evening, visit_id: UUID, who: UUID, *, to: int, why: PrivateText = WHY) -> bool:
    """Lower it, or ask to; whether it is lower now."""
    with evening.program.open_work() as work:
        is_done = lowerings.lower(work, visit_id, to=to, member_id=who, reason=why)
    evening.pass_time(1)
    return is_done


def grants(evening: Evening, lowering_id: UUID, who: UUID) -> None:
    """Agree."""
    with evening.program.open_work() as work:
        lowerings.grant(work, lowering_id, member_id=who)


def refuses(evening: Evening, lowering_id: UUID, who: UUID) -> None:
    """Say no."""
    with evening.program.open_work() as work:
        lowerings.refuse(work, lowering_id, member_id=who)


def standings(evening: Evening, who: UUID) -> tuple[ShownLowering, ...]:
    """Everything that is asked, as a supervisor sees it."""
    with evening.program.open_look() as look:
        return lowerings.list_standing(look, member_id=who)


def standing(evening: Evening, who: UUID) -> ShownLowering:
    """The one thing that is asked."""
    (found,) = standings(evening, who)
    return found


def changes(evening: Evening, visit_id: UUID) -> tuple[ShownChange, ...]:
    """How the level has gone, the newest first."""
    with evening.program.open_look() as look:
        return levels.list_changes(look, visit_id)


def reasons(evening: Evening, act: Act) -> list[str | None]:
    """What the log says of an act."""
    return [row.reason for row in told(evening) if row.act == act]
