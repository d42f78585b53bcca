"""What keeps an alert from being settled."""

from domain.errors import RefusedError


class NotAcknowledgedError(RefusedError):
    """Nobody has acknowledged the alert: it cannot be settled."""

    code = "not_acknowledged"


class StillWaitingError(RefusedError):
    """The person is still waiting: the alert cannot be settled."""

    code = "still_waiting"


class AloneWithDangerError(RefusedError):
    """The talk runs, and no supervisor is in it: the alert cannot be settled."""

    code = "alone_with_danger"
