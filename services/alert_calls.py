"""Calls for an alert: one supervisor after another, then the phone tree, until somebody answers.

Whoever is called has two minutes. After the last one the first is called again: an alert that
nobody answers is never silent, and every call stands in its row.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from domain.alert import CALLED_FROM, Standing, lets_go, next_called
from domain.conversation import VisitState
from domain.permission import Permission, Role, may
from domain.presence import Duty, Presence, presence
from domain.risk_level import JOINED
from services import organisations, phone_tree, shown
from services.live import ALERTS, Topic
from services.work import JobName, Work
from storage.models.alert import Alert, AlertCall
from storage.models.member import Member
from storage.models.presence import PresenceRow
from storage.models.visit import Visit
from storage.queries import alerts as alert_rows
from storage.queries import board, presences, team, visits
from storage.queries import contacts as contact_rows

_HERE: Final = frozenset({Presence.HERE, Presence.GREY})


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who can be called: a member, or a name of the phone tree."""

    member_id: UUID | None
    tree_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCall:
    """One call. ``told_at``: the notification went out; ``has_failed``: no way to tell worked.

    ``is_tree``: somebody of the phone tree, not a member at a page.
    """

    name: str
    called_at: datetime
    told_at: datetime | None
    has_failed: bool
    is_tree: bool


def begin(work: Work, alert: Alert, visit: Visit) -> None:
    """Call for an alert that nobody has acknowledged, if somebody is there and none is called.

    Whoever calls holds the contact's lock.
    """
    if alert.acknowledged_at is not None or alert.settled_at is not None:
        return
    so_far = [(_who(call), call.called_at) for call in _since_called(work, alert)]
    who = next_called(_order(work, visit), so_far, now=work.now)
    if who is not None:
        _call(work, alert, who)


def due(work: Work) -> Sequence[UUID]:
    """The visits with an alert for which somebody is to be called now; looked at every second."""
    unanswered = [
        visit.id
        for alert, visit in alert_rows.open_now(work.session, level=CALLED_FROM)
        if _lets_go(work, alert, visit) or _is_due(work, alert, visit)
    ]
    settled = alert_rows.settled_in_talks(work.session, level=JOINED)
    return [*unanswered, *(visit.id for visit in settled if is_alone(work, visit))]


def keep(work: Work, visit_id: UUID) -> None:
    """Call the next one for the alert of a visit, if it is still due.

    An acknowledgement that nothing has followed, or whose giver has left us, is to be given again;
    and a talk of R3 that a supervisor has left is called for again.
    """
    contact_rows.lock(work.session, visits.get(work.session, visit_id).contact_id)
    visit = visits.get(work.session, visit_id)
    alert = alert_rows.open_of_visit(work.session, visit_id)
    is_quiet = alert is None or alert.level < JOINED
    if is_quiet and visit.risk >= JOINED and is_alone(work, visit):
        alert = alert or alert_rows.gravest_settled(work.session, visit_id)
        if alert is not None:
            alert.level = max(alert.level, visit.risk)
            _open_again(alert)
    if alert is None or alert.level < CALLED_FROM:
        return
    if _lets_go(work, alert, visit):
        _open_again(alert)
    begin(work, alert, visit)
    work.tell(ALERTS)
    work.tell(Topic.conversation(visit_id))


def is_alone(work: Work, visit: Visit) -> bool:
    """Whether a running talk has no supervisor in it, at an open console."""
    if visit.state is not VisitState.TALKING:
        return False
    supervisors = [each.id for each in team.supervisors(work.session)]
    return alert_rows.is_alone(work.session, visit, supervisors, now=work.now)


def list_shown(work: Work, alerts: Sequence[Alert]) -> dict[UUID, tuple[ShownCall, ...]]:
    """By alert, every call, the first one first."""
    calls = alert_rows.calls_of(work.session, [alert.id for alert in alerts])
    names = shown.member_aliases(work, [call.member_id for call in calls if call.member_id])
    found: dict[UUID, list[ShownCall]] = {alert.id: [] for alert in alerts}
    for call in calls:
        name = names.get(call.member_id, "") if call.member_id is not None else call.tree_name
        found[call.alert_id].append(
            ShownCall(
                name=name or "",
                called_at=call.called_at,
                told_at=call.told_at,
                has_failed=call.failed,
                is_tree=call.tree_name is not None,
            )
        )
    return {alert_id: tuple(each) for alert_id, each in found.items()}


def rounds(calls: Sequence[ShownCall]) -> int:
    """How often the same one has been called."""
    return max(Counter((call.name, call.is_tree) for call in calls).values(), default=0)


def tell_called(work: Work, alert: Alert) -> None:
    """Tell the pages of everybody who is called that something about it has changed."""
    for call in _since_called(work, alert):
        if call.member_id is not None:
            work.tell(Topic.member(call.member_id))


def _is_due(work: Work, alert: Alert, visit: Visit) -> bool:
    if alert.acknowledged_at is not None:
        return False
    so_far = [(_who(call), call.called_at) for call in _since_called(work, alert)]
    return next_called(_order(work, visit), so_far, now=work.now) is not None


def _lets_go(work: Work, alert: Alert, visit: Visit) -> bool:
    if alert.acknowledged_at is None:
        return False  # looked at every second: nothing is asked of what still calls
    if alert.acknowledged_by is not None and not _looks_after(work, alert.acknowledged_by):
        return True
    is_waiting = visit.state is VisitState.WAITING
    since = max(alert.raised_at, visit.arrived_at or alert.raised_at) if is_waiting else None
    return lets_go(
        Standing(level=max(alert.level, visit.risk), acknowledged_at=alert.acknowledged_at),
        waiting_since=since,
        is_alone=is_alone(work, visit),
        now=work.now,
    )


def _looks_after(work: Work, member_id: UUID) -> bool:
    """Whether who has acknowledged still may: somebody who has left looks after nobody."""
    member = work.session.get_one(Member, member_id)
    return (
        member.is_active
        and may(member.roles, Permission.SEE_ALERTS)
        and organisations.takes_part(work, member)
    )


def _order(work: Work, visit: Visit) -> list[Who]:
    """Supervisors who are here, on duty before others; then the phone tree as far as it may be.

    Whoever may know the person comes last: they learn nothing, and somebody has to know.
    """
    talk = visit.conversation
    apart = presences.conflicts(work.session, [visit.contact_id]).get(visit.contact_id, frozenset())
    here = [
        (member.id in apart, row.duty is Duty.AWAY, row.duty_since, member.id)
        for member, row in board.crew(work.session)
        if _is_here(work, member, row)
    ]
    near = [Who(member_id, None) for is_apart, *_, member_id in sorted(here) if not is_apart]
    last = [Who(member_id, None) for is_apart, *_, member_id in sorted(here) if is_apart]
    tree = [
        Who(None, rung.name)
        for rung in phone_tree.rungs(work, talk.organisation if talk is not None else None)
        if rung.may_be_called
    ]
    return [*near, *tree, *last]


def _is_here(work: Work, member: Member, row: PresenceRow) -> bool:
    if member.role is not Role.SUPERVISOR or not organisations.takes_part(work, member):
        return False
    return presence(row.seen_at, now=work.now) in _HERE


def _since_called(work: Work, alert: Alert) -> list[AlertCall]:
    """The calls since it was last to be acknowledged."""
    if alert.called_at is None:
        return []
    calls = alert_rows.calls_of(work.session, [alert.id])
    return [call for call in calls if call.called_at >= alert.called_at]


def _call(work: Work, alert: Alert, who: Who) -> None:
    alert.called_at = alert.called_at or work.now
    last = max((call.rung for call in alert_rows.calls_of(work.session, [alert.id])), default=0)
    call = AlertCall(
        id=uuid4(),
        alert_id=alert.id,
        rung=last + 1,
        member_id=who.member_id,
        tree_name=who.tree_name,
        called_at=work.now,
        failed=False,
    )
    work.session.add(call)
    work.session.flush()
    work.then(JobName.TELL_OF_ALERT, call.id)
    if who.member_id is not None:
        work.tell(Topic.member(who.member_id))


def _open_again(alert: Alert) -> None:
    alert.acknowledged_by = alert.acknowledged_at = alert.called_at = None
    alert.settled_by = alert.settled_at = None


def _who(call: AlertCall) -> Who:
    return Who(call.member_id, call.tree_name)
