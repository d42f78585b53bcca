"""The language of a member's console."""

from uuid import UUID

from services.work import Work
from storage.models.member import Member


def choose(work: Work, member_id: UUID, language: str) -> None:
    """From now on the console speaks ``language`` (a code, ``ja``) to this member."""
    work.session.get_one(Member, member_id).language = language
