"""The period a page of figures is asked for."""

from datetime import date

from werkzeug.exceptions import NotFound

from domain.statistics.periods import Length, Period


def asked_period(code: str, today: date) -> Period:
    """The period of a code, this month where there is none; one that has not begun is none.

    Raises:
        NotFound: there is no such period.
    """
    try:
        period = Period.read(code) if code else Period.around(today, Length.MONTH)
    except ValueError:
        raise NotFound from None
    if period.first > today:
        raise NotFound
    return period
