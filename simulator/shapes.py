"""The shape of what travels as JSON: LINE's objects stay as they were written."""

from typing import Any, TypeAlias

JsonObject: TypeAlias = dict[str, Any]


def as_object(value: object) -> JsonObject:
    """Return a JSON object as it is, and anything else as an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """Return a JSON array as it is, and anything else as an empty one."""
    return value if isinstance(value, list) else []
