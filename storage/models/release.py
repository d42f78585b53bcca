"""Releases: what has been published in numbers, and what each of these told.

The files stay as they were written, byte for byte; every cell ever released is a line of the
ledger, which the next release is audited against.
"""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.disclosure.quantity import Kind
from domain.disclosure.release import FileKind, ReleaseState, Step, Trouble
from domain.statistics.table import Unit
from storage.columns import Word
from storage.models.base import Base, Moment


class Release(Base):
    """The figures of one period, in one edition.

    ``first`` and ``last`` are months, ``year * 12 + month - 1``. ``number`` is the place in the
    ledger, None until it is released; ``told`` the place among everything anybody has been shown,
    None until it can be looked at; ``head`` the last such place when it was audited. ``tables`` are
    the protected tables and ``findings`` the audit's, as JSON; ``digest`` is the SHA-256 of all
    files' digests. ``asked_by`` is None for the command line.
    """

    __tablename__ = "releases"
    __table_args__ = (
        Index("ux_releases_number", "number", unique=True),
        Index("ux_releases_told", "told", unique=True),
        Index("ix_releases_first_last", "first", "last"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int | None]
    told: Mapped[int | None]
    first: Mapped[int]
    last: Mapped[int]
    edition: Mapped[int]
    state: Mapped[ReleaseState] = mapped_column(Word(ReleaseState))
    step: Mapped[Step] = mapped_column(Word(Step))
    progress: Mapped[int]
    trouble: Mapped[Trouble | None] = mapped_column(Word(Trouble))
    threshold: Mapped[int]
    base: Mapped[int]
    head: Mapped[int]
    targets: Mapped[int]
    tables: Mapped[str] = mapped_column(Text)
    findings: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    asked_by: Mapped[UUID | None]
    asked_at: Mapped[Moment]
    prepared_at: Mapped[Moment | None]
    released_by: Mapped[UUID | None]
    released_at: Mapped[Moment | None]


class ReleaseFile(Base):
    """One file of a release as it was written. ``digest`` is its SHA-256 in hexadecimal."""

    __tablename__ = "release_files"

    release_id: Mapped[UUID] = mapped_column(ForeignKey("releases.id"), primary_key=True)
    kind: Mapped[FileKind] = mapped_column(Word(FileKind), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ReleaseCell(Base):
    """What one cell of a release tells of one quantity (``domain.disclosure.quantity``).

    ``attributes`` are written ``age=40-49&area=kofu``. ``shown`` is None for a protected one.
    ``count`` is what was counted, which nobody is shown: what is released later has to fit it.
    """

    __tablename__ = "release_cells"

    release_id: Mapped[UUID] = mapped_column(ForeignKey("releases.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    table_key: Mapped[str] = mapped_column(String(32))
    row_code: Mapped[str] = mapped_column(String(32))
    column_code: Mapped[str] = mapped_column(String(32))
    unit: Mapped[Unit] = mapped_column(Word(Unit))
    attributes: Mapped[str] = mapped_column(String(200))
    kind: Mapped[Kind] = mapped_column(Word(Kind))
    count: Mapped[int]
    shown: Mapped[int | None]
