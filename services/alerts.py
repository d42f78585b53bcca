"""Alerts: a sign of danger becomes a row that stands until a human has seen it, and dealt with it.

One alert of a visit is open at a time; later signs join it. Whom it calls is in ``alert_calls``.
"""

from collections.abc import Iterable
from typing import Final
from uuid import UUID, uuid4

from domain.alert import CALLED_FROM, Origin, Situation, Standing, is_anew, joined_signs
from domain.alert_errors import LouderNowError
from domain.audit import Act, Subject, SubjectKind
from domain.conversation import VisitState
from domain.permission import Role
from domain.risk.assessment import Sign
from services import alert_calls, audit, contacts, levels, shown_alerts, timetable
from services.live import ALERTS
from services.reading import Viewer
from services.shown_alerts import ShownAlert
from services.work import Work
from storage.models.alert import Alert
from storage.models.member import Member
from storage.models.visit import Visit
from storage.queries import alerts as alert_rows
from storage.queries import contacts as contact_rows
from storage.queries import visits

_LONGEST_VERSION: Final = 64


def raise_sign(  # noqa: PLR0913 - a sign has this many parts
    work: Work,
    visit: Visit,
    *,
    level: int,
    origin: Origin,
    signs: Iterable[Sign] = (),
    terms: str | None = None,
    by: UUID | None = None,
) -> Alert:
    """A sign of danger: the visit's level goes up to it, never down, and its alert stands.

    ``by`` is the member who saw it, None for words. Whoever calls holds the contact's lock.
    """
    levels.go_up(work, visit, level=level, origin=origin, by=by)
    work.session.flush()
    alert = alert_rows.open_of_visit(work.session, visit.id)
    stood = alert.level if alert is not None else 0
    if alert is None:
        alert = _begun(work, visit, level=level, origin=origin, by=by)
    elif level > 0:
        _join(work, alert, visit, level=level, origin=origin, by=by)
    alert.situation = situation(work, visit)
    alert.signs = joined_signs(alert.signs, signs)
    alert.terms = terms[:_LONGEST_VERSION] if terms is not None else alert.terms
    work.session.flush()
    if by is not None and level >= max(stood, 1) and _is_supervisor(work, by):
        _seen_by(work, alert, by)  # who raises it has seen it, but not what is graver
    if alert.level >= CALLED_FROM:
        alert_calls.begin(work, alert, visit)
    if visit.state is VisitState.WAITING and level > 0:
        work.serve_line()
    _tell(work, visit)
    return alert


def heed_record(work: Work, visit: Visit, *, level: int, by: UUID) -> None:
    """What a record says is a sign too, where it is more than was known while the talk ran."""
    if level > visit.risk:
        raise_sign(work, visit, level=level, origin=Origin.RECORD, by=by)
    else:
        levels.go_up(work, visit, level=level, origin=Origin.RECORD, by=by)


def follow(work: Work, before: Visit, visit: Visit) -> None:
    """An open alert goes with its person, from a visit that is over to the next; so does the level.

    Nobody has dealt with it yet. Whoever calls holds the contact's lock.
    """
    alert = alert_rows.open_of_visit(work.session, before.id)
    if alert is None or alert.level == 0 or before.risk == 0:
        return
    levels.go_up(work, visit, level=before.risk, origin=Origin.CARRIED, by=None)
    visit.is_distressed = before.is_distressed
    alert.visit_id = visit.id
    work.tell(ALERTS)


def acknowledge(
    work: Work, alert_id: UUID, *, member_id: UUID, seen_level: int | None = None
) -> None:
    """A supervisor has seen it and looks after it: nobody further is called. The first one counts.

    ``seen_level`` is what the page has shown; None where nobody looks at a page.

    Raises:
        NotFoundError: there is no such alert.
        LouderNowError: it is graver now than what was shown.
    """
    alert, visit = _locked(work, alert_id)
    if alert.acknowledged_at is not None or alert.settled_at is not None:
        return
    if seen_level is not None and alert.level > seen_level:
        raise LouderNowError
    _seen_by(work, alert, member_id)
    _tell(work, visit)


def settle(work: Work, alert_id: UUID, *, member_id: UUID) -> None:
    """A supervisor has dealt with it; settled already, nothing changes.

    Raises:
        NotFoundError: there is no such alert.
        NotAcknowledgedError: from R3 on somebody acknowledges it first.
        StillWaitingError: from R2 on nobody is left waiting.
        AloneWithDangerError: from R3 on a running talk has a supervisor in it.
    """
    alert, visit = _locked(work, alert_id)
    if alert.settled_at is not None:
        return
    hindrance = shown_alerts.hindrance(work, alert, visit)
    if hindrance is not None:
        raise hindrance
    alert.settled_by, alert.settled_at = member_id, work.now
    _note(work, Act.ALERT_SETTLED, member_id, alert)
    alert_calls.tell_called(work, alert)
    _tell(work, visit)


def list_open(work: Work, viewer: Viewer) -> tuple[ShownAlert, ...]:
    """Every open alert from R1 on; what nobody has acknowledged first, and of that the loudest.

    Flags (level 0) are not among them: they are for the eyes of whoever has the talk.
    """
    return shown_alerts.list_shown(work, alert_rows.open_now(work.session, level=1), viewer)


def of_visit(work: Work, visit_id: UUID) -> ShownAlert | None:
    """The open alert of a visit, also a flag; None where there is none."""
    alert = alert_rows.open_of_visit(work.session, visit_id)
    if alert is None:
        return None
    return shown_alerts.list_shown(work, [(alert, visits.get(work.session, visit_id))], None)[0]


def situation(work: Work, visit: Visit) -> Situation:
    """Where the person is now. A place in the line is kept until the evening is to be reported.

    A talk that is left open longer is one as long as it was extended, or somebody is in it.
    """
    tonight = timetable.evening(work)
    is_evening = tonight is not None and tonight.opens_at <= work.now < tonight.report_at
    is_open = timetable.is_open(work)
    if visit.state is VisitState.TALKING and (is_open or is_evening or _is_manned(work, visit)):
        return Situation.TALKING
    if visit.state is VisitState.WAITING and (is_open or is_evening):
        return Situation.WAITING
    return Situation.AFTERWARDS if is_open else Situation.NOBODY_HERE


def _is_manned(work: Work, visit: Visit) -> bool:
    talk = visit.conversation
    if talk is None:
        return False
    if talk.extended_until is not None and talk.extended_until > work.now:
        return True
    return bool(alert_rows.present_in(work.session, visit, now=work.now))


def _begun(work: Work, visit: Visit, *, level: int, origin: Origin, by: UUID | None) -> Alert:
    alert = Alert(
        id=uuid4(),
        contact_id=visit.contact_id,
        visit_id=visit.id,
        level=max(level, visit.risk) if level else 0,  # what was settled has not sunk
        origin=origin,
        situation=Situation.AFTERWARDS,
        signs="",
        raised_by=by,
        raised_at=work.now,
        sign_at=work.now,
        sign_count=1,
    )
    work.session.add(alert)
    return alert


def _seen_by(work: Work, alert: Alert, member_id: UUID) -> None:
    if alert.acknowledged_at is not None:
        return
    alert.acknowledged_by, alert.acknowledged_at = member_id, work.now
    _note(work, Act.ALERT_ACKNOWLEDGED, member_id, alert)
    alert_calls.tell_called(work, alert)


def _is_supervisor(work: Work, member_id: UUID) -> bool:
    return work.session.get_one(Member, member_id).role is Role.SUPERVISOR


def _join(
    work: Work, alert: Alert, visit: Visit, *, level: int, origin: Origin, by: UUID | None
) -> None:
    standing = Standing(level=alert.level, acknowledged_at=alert.acknowledged_at)
    if is_anew(standing, level=level, now=work.now) and alert.acknowledged_at is not None:
        alert.acknowledged_by = alert.acknowledged_at = alert.called_at = None
    if level > alert.level:
        alert.level, alert.origin, alert.raised_by = max(level, visit.risk), origin, by
    alert.sign_at = work.now
    alert.sign_count += 1


def _locked(work: Work, alert_id: UUID) -> tuple[Alert, Visit]:
    """The alert and its visit under the contact's lock."""
    contact_rows.lock(work.session, alert_rows.get(work.session, alert_id).contact_id)
    alert = alert_rows.get(work.session, alert_id)
    return alert, visits.get(work.session, alert.visit_id)


def _note(work: Work, act: Act, member_id: UUID, alert: Alert) -> None:
    subject = Subject(kind=SubjectKind.VISIT, id=alert.visit_id)
    audit.note(work, act, actor_id=member_id, subject=subject, reason=f"r{alert.level}")


def _tell(work: Work, visit: Visit) -> None:
    work.tell(ALERTS)
    contacts.changed(work, contact_rows.get(work.session, visit.contact_id), visit.id)
