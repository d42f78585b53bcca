"""Texts: what supervisors write for the phone, in versions. Nothing here is anybody's private."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Moment
from texts.key import TextKey, TextKind
from texts.language import Language


class TextVersion(Base):
    """One wording of one text in one language; ``bubbles`` is a JSON list of strings.

    It is in force from ``in_force_at`` until a higher ``number`` is; without one it waits for
    ``approved_by``, unless it was taken back. ``repeats`` is the earlier number it goes back to,
    0 the shipped text.
    """

    __tablename__ = "text_versions"
    __table_args__ = (
        Index("ux_text_versions_number", "kind", "name", "language", "number", unique=True),
        Index(
            "ix_text_versions_in_force_at",
            "in_force_at",
            postgresql_where=text("in_force_at IS NOT NULL"),
            sqlite_where=text("in_force_at IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(5))
    number: Mapped[int]
    bubbles: Mapped[str] = mapped_column(Text)
    repeats: Mapped[int | None]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    written_at: Mapped[Moment]
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    in_force_at: Mapped[Moment | None]
    taken_back_by: Mapped[UUID | None] = mapped_column(ForeignKey("members.id"))
    taken_back_at: Mapped[Moment | None]

    @property
    def key(self) -> TextKey | None:
        """Which text it is of; None where this release knows no such kind or language."""
        if self.kind not in set(TextKind) or self.language not in set(Language):
            return None
        return TextKey(kind=TextKind(self.kind), name=self.name, language=Language(self.language))

    @property
    def is_waiting(self) -> bool:
        """Whether a second person has yet to approve of it."""
        return self.in_force_at is None and self.taken_back_at is None
