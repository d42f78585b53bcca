"""Refusals around records and the day (a branch of ``domain.errors``)."""

from domain.errors import RefusedError


class RecordSignedError(RefusedError):
    """A supervisor has signed the record: it is not changed any more, only added to."""

    code = "record_signed"


class RecordWrittenError(RefusedError):
    """A record of this talk is written already, and says something else."""

    code = "record_written"


class RecordChangedError(RefusedError):
    """The record has been changed since the page of whoever signs was made."""

    code = "record_changed"


class OwnRecordError(RefusedError):
    """It is one's own record, and another supervisor could sign it."""

    code = "own_record"


class TooManyOpenRecordsError(RefusedError):
    """Two records are left to write: first those, or a supervisor's leave."""

    code = "records_open"


class DayNotOverError(RefusedError):
    """It is still open: the day is closed afterwards."""

    code = "day_not_over"


class DayIncompleteError(RefusedError):
    """A talk is open, or a record is missing or unsigned; the day's page names it."""

    code = "day_incomplete"
