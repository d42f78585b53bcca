"""Contacts: the anonymous people who write."""

from uuid import UUID

from sqlalchemy import BigInteger, String, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, ContactId, Moment, Sealed


class Contact(Base):
    """One person, known by a keyed HMAC of channel and LINE user id.

    ``friendship_ms`` is LINE's time of the follow or unfollow that counts: the last one wins.
    ``answered_for`` names what the last automatic answer was for, so that each closed window
    and each place in the line is answered once. ``revision`` counts every change to this person's
    messages and talks that a console page could show. ``ticket_at``: the last evening had no room
    for them, so the next one begins with them. ``asked_on`` names the evening of the questions.
    ``hides_earlier``: their last wish was that nobody looks at the talks before. ``doubted_at``: a
    counsellor doubts that it is the same person; until cleared, nothing of before is shown.
    ``danger_answered_at``: when T13 was last said, for a danger of ``danger_answered_level``.
    """

    __tablename__ = "contacts"

    id: Mapped[ContactId] = mapped_column(primary_key=True)
    sealed_line_id: Mapped[Sealed]
    language: Mapped[str] = mapped_column(String(5))
    first_seen_at: Mapped[Moment]
    followed_at: Mapped[Moment | None]
    blocked_at: Mapped[Moment | None]
    friendship_ms: Mapped[int] = mapped_column(BigInteger, default=0)
    sealed_reply_token: Mapped[Sealed | None]
    reply_token_at: Mapped[Moment | None]
    answered_for: Mapped[str | None] = mapped_column(String(80))
    media_answered_at: Mapped[Moment | None]
    revision: Mapped[int] = mapped_column(default=0)
    ticket_at: Mapped[Moment | None]
    asked_on: Mapped[str | None] = mapped_column(String(40))
    earlier_counsellor_id: Mapped[UUID | None]
    hides_earlier: Mapped[bool] = mapped_column(default=False, server_default=false())
    doubted_at: Mapped[Moment | None]
    danger_answered_at: Mapped[Moment | None]
    danger_answered_level: Mapped[int | None]
