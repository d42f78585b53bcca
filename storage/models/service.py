"""What the service's own processes agree on."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Moment


class ClockAnchor(Base):
    """When the machine's clock stood where, as the service's set clock showed ``clock_start``."""

    __tablename__ = "clock_anchors"

    clock_start: Mapped[str] = mapped_column(String(64), primary_key=True)
    machine_at: Mapped[Moment]


class Lease(Base):
    """Who may do a thing that only one process does at a time, and until when."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    holder: Mapped[str] = mapped_column(String(64))
    until: Mapped[Moment]


class Fact(Base):
    """One thing the service has learned about itself, like the channel's own LINE id."""

    __tablename__ = "facts"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[str] = mapped_column(String(120))
