"""What keeps an alert from being acknowledged or settled."""

from domain.errors import RefusedError


class LouderNowError(RefusedError):
    """The alert is graver now than what was shown: it cannot be acknowledged unseen."""

    code = "louder_now"


class NotAcknowledgedError(RefusedError):
    """Nobody has acknowledged the alert: it cannot be settled."""

    code = "not_acknowledged"


class StillWaitingError(RefusedError):
    """The person is still waiting: the alert cannot be settled."""

    code = "still_waiting"


class AloneWithDangerError(RefusedError):
    """The talk runs, and no supervisor is in it: the alert cannot be settled."""

    code = "alone_with_danger"
