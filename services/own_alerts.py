"""Own alerts: the open ones as one supervisor sees them, and those that call her now."""

from dataclasses import dataclass
from uuid import UUID

from services import alerts, reading
from services.shown_alerts import ShownAlert
from services.work import Work
from storage.queries import alerts as alert_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAlert:
    """An open alert before one supervisor.

    ``may_read``: its talk is hers to open; ``is_apart``: she may know the person. ``is_calling``:
    she is called and nobody has acknowledged it. ``news`` is another name for everything there is
    to hear of it.
    """

    alert: ShownAlert
    may_read: bool
    is_apart: bool
    is_calling: bool
    news: str


def list_open(work: Work, member_id: UUID) -> tuple[OwnAlert, ...]:
    """Every open alert from R1 on, the loudest first."""
    calling = alert_rows.calling(work.session, member_id)
    apart = alert_rows.of_known_people(work.session, member_id)
    return tuple(
        OwnAlert(
            alert=each,
            may_read=reading.can_read(work, each.visit_id, member_id=member_id),
            is_apart=each.id in apart,
            is_calling=each.id in calling,
            news=_news(each),
        )
        for each in alerts.list_open(work, reading.viewer(work, member_id))
    )


def list_calling(work: Work, member_id: UUID) -> tuple[OwnAlert, ...]:
    """What calls this member: every page asks, and where nothing does it costs one look."""
    if not alert_rows.calling(work.session, member_id):
        return ()
    return tuple(each for each in list_open(work, member_id) if each.is_calling)


def _news(alert: ShownAlert) -> str:
    """A further sign and a call anew are news; that somebody else is called too is none."""
    called = int(alert.called_at.timestamp()) if alert.called_at is not None else 0
    return f"alert-{alert.id}-{alert.sign_count}-{called}"
