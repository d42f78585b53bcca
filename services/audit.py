"""The audit log: who did what, when, to which thing. Acts only, never words, never LINE's ids."""

from uuid import UUID

from domain.audit import Act, Outcome, Subject
from services.work import Work


def note(
    work: Work,
    act: Act,
    *,
    actor_id: UUID | None,
    subject: Subject | None = None,
    reason: str | None = None,
    outcome: Outcome = Outcome.DONE,
) -> None:
    """Add an entry to the chain, within the act it tells of.

    ``actor_id`` is the member who acted, None for the command line and the clock. ``reason`` is
    a word of a closed list, never typed text.
    """
