"""Off-boarding: somebody leaves, and in one act nothing of the house is open to them any more."""

from uuid import UUID

from services import accounts, shifts, standing_down
from services.work import Work


def off_board(work: Work, member_id: UUID, *, actor_id: UUID | None) -> None:
    """Let a member go: sign-ins end, talks and offers go on with others, shifts are vacated.

    The name is kept for the audit log and for what they have said; ``actor_id`` is None for the
    command line. Whoever calls has made sure that this is theirs to do.
    """
    standing_down.stand_down(work, member_id)
    shifts.vacate(work, member_id, by=actor_id)
    accounts.deactivate(work, member_id, actor_id=actor_id)
