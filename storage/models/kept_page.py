"""Kept pages: the answer to a refused form, so that reloading or coming back finds it again."""

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Moment, Sealed


class KeptPage(Base):
    """The latest one of a browser's session, sealed; it goes after a short while."""

    __tablename__ = "kept_pages"

    session_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    path: Mapped[str] = mapped_column(String(200))
    status: Mapped[int]
    kept_at: Mapped[Moment]
    sealed: Mapped[Sealed]
