"""Terms from practice: paraphrases that supervisors add to what is looked for. Nobody's words."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.risk.assessment import Sign
from storage.columns import Word
from storage.models.base import Base, Moment

_IN_FORCE = text("in_force_at IS NOT NULL")


class PracticeTerm(Base):
    """One phrase; in force from ``in_force_at``, once a second person approved, until withdrawn.

    Without ``in_force_at`` it waits, unless it was withdrawn. ``measured`` is what the shipped
    sentences said before and after it at the approval: JSON of counts.
    """

    __tablename__ = "practice_terms"
    __table_args__ = (
        Index(
            "ix_practice_terms_in_force_at",
            "in_force_at",
            postgresql_where=_IN_FORCE,
            sqlite_where=_IN_FORCE,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    phrase: Mapped[str] = mapped_column(String(40))
    sign: Mapped[Sign] = mapped_column(Word(Sign))
    level: Mapped[int]
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    proposed_at: Mapped[Moment]
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    in_force_at: Mapped[Moment | None]
    measured: Mapped[str | None] = mapped_column(Text)
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    withdrawn_at: Mapped[Moment | None]

    @property
    def is_waiting(self) -> bool:
        """Whether a second person has yet to approve of it."""
        return self.in_force_at is None and self.withdrawn_at is None
