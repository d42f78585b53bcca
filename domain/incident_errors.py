"""Refusals around incidents (a branch of ``domain.errors``)."""

from uuid import UUID

from domain.errors import RefusedError


class ReasonNeededError(RefusedError):
    """An incident of this talk is open: whoever reads it says why first."""

    code = "reason_needed"

    def __init__(self, visit_id: UUID) -> None:
        super().__init__()
        self.visit_id = visit_id


class IncidentOverError(RefusedError):
    """The incident is closed: it is read, not written any more."""

    code = "incident_over"


class NoConferenceError(RefusedError):
    """The incident has no decision of a conference yet: it is not over."""

    code = "no_conference"


class AnsweredError(RefusedError):
    """Somebody has answered already."""

    code = "answered"


class AskedBeforeError(RefusedError):
    """Things have changed since it was asked: whoever still wants it asks anew."""

    code = "asked_before"


class NoGuestError(RefusedError):
    """That member cannot be let in: they may know the person, or may read it anyway."""

    code = "no_guest"
