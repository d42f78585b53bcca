"""Every table at once, for what has to know them all."""

from storage.models import (
    contact,
    departure,
    key,
    line_event,
    member,
    message,
    outgoing,
    record,
    service,
    session,
    visit,
)
from storage.models.base import Base

__all__ = [
    "Base",
    "contact",
    "departure",
    "key",
    "line_event",
    "member",
    "message",
    "outgoing",
    "record",
    "service",
    "session",
    "visit",
]
