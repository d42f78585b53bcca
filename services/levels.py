"""Levels: how a visit's level of danger has gone, and the one way it goes down."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from domain.alert import Origin
from domain.audit import Act, Subject, SubjectKind
from domain.errors import SealError
from domain.risk_level import JOINED
from domain.secret import PrivateText
from services import audit, contacts, shown
from services.live import ALERTS
from services.work import Work
from storage.models.alert import LevelChange, Lowering
from storage.models.contact import Contact
from storage.models.visit import Visit
from storage.queries import alerts as alert_rows
from storage.queries import incident_cover, lowerings, messages


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """A level went from one to another.

    ``by`` is None where words were found; ``seconded_by`` agreed to a lowering from R3 on, whose
    ``reason`` is None for every other change and where it cannot be opened.
    """

    before: int
    after: int
    origin: Origin
    by: str | None
    seconded_by: str | None
    changed_at: datetime
    reason: PrivateText | None


def list_changes(work: Work, visit_id: UUID) -> tuple[ShownChange, ...]:
    """Every change, the newest first; whoever calls has made sure that the member may read it."""
    reasons = {row.answered_at: row for row in lowerings.granted(work.session, visit_id)}
    return tuple(
        ShownChange(
            before=row.before,
            after=row.after,
            origin=row.origin,
            by=shown.member_alias(work, row.changed_by),
            seconded_by=shown.member_alias(work, row.seconded_by),
            changed_at=row.changed_at,
            reason=reason_of(work, reasons.get(row.changed_at)),
        )
        for row in reversed(lowerings.changes(work.session, visit_id))
    )


def reason_of(work: Work, row: Lowering | None) -> PrivateText | None:
    """What was written when somebody asked to lower."""
    if row is None or row.sealed is None:
        return None
    place = messages.place_of_lowering(row.id)
    try:
        return work.house.seals.open_words(work.session, row.visit_id, place, row)
    except SealError:
        return None  # one spoiled reason hides no other


def go_up(work: Work, visit: Visit, *, level: int, origin: Origin, by: UUID | None) -> None:
    """Let a visit whose contact is locked have a level, if that is higher than its own.

    From R3 on it is kept too where nothing tells of it yet: where the visit has only brought its
    level along, or its incident was closed since. A record tells of what was, not of news.
    """
    before = visit.risk
    if level <= before and not (level >= JOINED and _is_news(work, visit, origin)):
        return
    visit.risk = max(level, before)
    work.session.add(
        LevelChange(
            id=uuid4(),
            visit_id=visit.id,
            before=before,
            after=visit.risk,
            origin=origin,
            changed_by=by,
            seconded_by=None,
            changed_at=work.now,
        )
    )
    subject = Subject(kind=SubjectKind.VISIT, id=visit.id)
    audit.note(work, Act.RISK_RAISED, actor_id=by, subject=subject, reason=f"r{visit.risk}")


def _is_news(work: Work, visit: Visit, origin: Origin) -> bool:
    rose = [row for row in lowerings.changes(work.session, visit.id) if row.after >= row.before]
    told = [row for row in rose if row.after >= JOINED]  # R4 lowered to R3 tells nothing
    if not told:
        return False
    own = [row for row in told if row.origin is not Origin.CARRIED]
    if not own:
        return origin is not Origin.CARRIED
    if origin is Origin.RECORD:
        return False
    found = incident_cover.of_visit(work.session, visit)
    closed_at = found.closed_at if found is not None else None
    return closed_at is not None and closed_at >= own[-1].changed_at


def put_down(
    work: Work, contact: Contact, visit: Visit, *, to: int, by: UUID, seconded_by: UUID | None
) -> None:
    """Lower the level of a visit whose contact is locked; who may has been looked at."""
    work.session.add(
        LevelChange(
            id=uuid4(),
            visit_id=visit.id,
            before=visit.risk,
            after=to,
            origin=Origin.SUPERVISOR,
            changed_by=by,
            seconded_by=seconded_by,
            changed_at=work.now,
        )
    )
    visit.risk = to
    _ease_alert(work, visit, by)
    audit.note(
        work,
        Act.RISK_LOWERED,
        actor_id=seconded_by or by,
        subject=Subject(kind=SubjectKind.VISIT, id=visit.id),
        reason=f"r{to}",
    )
    contacts.changed(work, contact, visit.id)
    work.tell(ALERTS)


def _ease_alert(work: Work, visit: Visit, by: UUID) -> None:
    """Whoever lowers the level has seen its alert; without any danger it is dealt with."""
    alert = alert_rows.open_of_visit(work.session, visit.id)
    if alert is None:
        return
    alert.level = min(alert.level, visit.risk)
    if alert.acknowledged_at is None:
        alert.acknowledged_by, alert.acknowledged_at = by, work.now
    if visit.risk == 0:
        alert.settled_by, alert.settled_at = by, work.now
