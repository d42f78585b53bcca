"""Starts the preparation of figures, whose libraries are loaded when they are first needed.

Other workers and the web process stay small that way.
"""

import importlib
from types import ModuleType
from uuid import UUID

from bot.wiring import Program


def prepare(program: Program, release_id: UUID) -> None:
    """Prepare one release (``bot.figures.prepare``)."""
    figures().prepare(program, release_id)


def figures() -> ModuleType:
    """The module that does it."""
    return importlib.import_module("bot.figures")
