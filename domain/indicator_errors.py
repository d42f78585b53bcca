"""What cannot be done to an indicator now."""

from domain.errors import RefusedError


class IndicatorChangedError(RefusedError):
    """Somebody else has written to it since the page was read."""

    code = "indicator_changed"


class NoReasonError(RefusedError):
    """A target is revised, or an indicator given up, without saying why."""

    code = "indicator_no_reason"


class ComputedError(RefusedError):
    """Its actual values come from the service's own counting."""

    code = "indicator_computed"


class UnreadableSheetError(RefusedError):
    """What was pasted holds no sheet; ``line`` of it, where that is known."""

    code = "indicator_unreadable"
