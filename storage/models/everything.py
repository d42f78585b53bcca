"""Every table at once, for what has to know them all."""

from storage.models import (
    contact,
    departure,
    evening,
    key,
    line_event,
    member,
    message,
    offer,
    outgoing,
    presence,
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
    "evening",
    "key",
    "line_event",
    "member",
    "message",
    "offer",
    "outgoing",
    "presence",
    "record",
    "service",
    "session",
    "visit",
]
