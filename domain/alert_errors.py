"""What keeps an alert from being acknowledged or settled, and a level from being lowered."""

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


class NotLowerError(RefusedError):
    """The level is that low already."""

    code = "not_lower"


class ShortReasonError(RefusedError):
    """The reason says nothing yet, or more than is kept."""

    code = "short_reason"


class LoweringStandsError(RefusedError):
    """Somebody has asked to lower this level, and nobody has answered."""

    code = "lowering_stands"


class LoweringGoneError(RefusedError):
    """It was answered, its time is over, or a new sign has come since."""

    code = "lowering_gone"
