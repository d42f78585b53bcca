"""The audit log's oldest entries go after three years; the chain says itself up to where."""

from domain.audit import THE_LOG, Act
from domain.audit_chain import BEGINNING, KEPT_FOR, Place, microseconds, trimmed_word
from services import audit
from services.work import Work
from storage.queries import audit as audit_rows
from storage.queries import audit_trimming


def due_to(look: Work) -> Place | None:
    """Up to which entry the log is old enough to go; None where nothing is."""
    place = audit_trimming.last_before(look.session, microseconds(look.now - KEPT_FOR))
    return place if place != BEGINNING else None


def trim(work: Work) -> int:
    """Take away what is old enough, and note up to where; gives how many entries went.

    Whoever calls has walked the chain and found it whole: afterwards nobody can, for that part.

    Raises:
        DBAPIError: the role we run as does not own the log.
    """
    audit_rows.lock(work.session)
    place = due_to(work)
    if place is None:
        return 0
    audit.note(work, Act.AUDIT_TRIMMED, actor_id=None, subject=THE_LOG, reason=trimmed_word(place))
    return audit_trimming.remove_to(work.session, place.seq)
