"""The steps from an empty database to today's tables, numbered."""

from storage.migrations.running import is_current, run

__all__ = ["is_current", "run"]
