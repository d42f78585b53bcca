"""What all tables share."""

from datetime import datetime
from typing import Annotated

from sqlalchemy import LargeBinary, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.columns import AwareTime

Moment = Annotated[datetime, mapped_column(AwareTime)]
Sealed = Annotated[bytes, mapped_column(LargeBinary)]
ContactId = Annotated[bytes, mapped_column(LargeBinary(32))]


class Base(DeclarativeBase):
    """The declarative base; constraint names are the same on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class SealedColumns:
    """Words under their own key, which the visit's key wraps; all None once they are erased."""

    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    wrapped_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    key_generation: Mapped[int | None]
