"""Send keys: how a member sends what is typed, the same on every device."""

from uuid import UUID

from domain.send_key import SendKey
from services.work import Work
from storage.models.member import Member


def choose(work: Work, member_id: UUID, send_key: SendKey) -> None:
    """Send so from now on."""
    work.session.get_one(Member, member_id).send_key = send_key
