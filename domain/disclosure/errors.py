"""What keeps figures from being released; the coordinator can act on it."""

from domain.errors import MadobeError, RefusedError


class PeriodOpenError(RefusedError):
    """The period is not over for long enough."""

    code = "period_open"


class LedgerMovedError(RefusedError):
    """Something else was told at this moment: of two at the same time one wins."""

    code = "ledger_moved"


class NotPreparedError(RefusedError):
    """It is not ready to be released."""

    code = "not_prepared"


class AlteredFileError(MadobeError):
    """A released file is not what was released: its digest differs. Nothing is given out."""
