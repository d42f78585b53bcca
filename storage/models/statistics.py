"""Facts for statistics: what happened, on which day, in closed words. They only grow."""

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.statistics.fact import FactKind
from storage.columns import Word
from storage.models.base import Base


class StatFact(Base):
    """One fact, added and never changed; it stands when what it tells of is erased.

    ``id`` is random. ``on`` is a day of Tokyo, of a visit that of its first message; ``hour`` an
    hour of it. ``pseudonym`` is a person within one fiscal year and for our keyring alone.
    ``stat_id`` joins the facts of one visit; the visit knows it, and is erased with it. ``codes``
    are words of ``domain.statistics.fact``. ``corrects`` names the fact it stands in place of.
    """

    __tablename__ = "stat_facts"
    __table_args__ = (
        Index("ix_stat_facts_day_kind", "day", "kind"),
        Index("ix_stat_facts_kind_fiscal_year", "kind", "fiscal_year"),
        Index("ix_stat_facts_stat_id", "stat_id"),
        Index("ix_stat_facts_corrects", "corrects"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[FactKind] = mapped_column(Word(FactKind))
    on: Mapped[date] = mapped_column("day")
    hour: Mapped[int | None]
    fiscal_year: Mapped[int]
    pseudonym: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    stat_id: Mapped[UUID | None]
    organisation: Mapped[str | None] = mapped_column(String(32))
    number: Mapped[int]
    codes: Mapped[dict[str, str]] = mapped_column(JSON)
    corrects: Mapped[UUID | None]
    noted_on: Mapped[date]
