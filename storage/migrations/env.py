"""What alembic runs for every command; our commands hand it their connection."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator

from storage.models import everything


def _as_plain_type(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:  # noqa: ANN401 - alembic hands over anything
    """A migration stands for ever: it names SQLAlchemy's own types, not ours."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=everything.Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=_as_plain_type,
)
with context.begin_transaction():
    context.run_migrations()
