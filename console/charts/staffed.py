"""What so many counsellors come to on a weekday: two columns of its table, as a picture."""

from typing import Final

from console.charts.picture import Picture, picture
from console.files.report import Chart, ChartKind, Sheet
from console.language import _
from services.staffing_estimate import Weekday

_TWO: Final = Chart(kind=ChartKind.COLUMNS, columns=(1, 2))


def staffed(day: Weekday, *, title: str) -> Picture:
    """The shares of people who leave, and who are answered, in whole per cent as in the table."""
    return picture(
        Sheet(
            title=title,
            headings=(_("相談員（人）"), _("途中で離れる"), _("出られる")),
            rows=tuple(
                (
                    str(each.counsellors),
                    round(each.evenings.left_share * 100),
                    round(each.evenings.answered_share * 100),
                )
                for each in day.answers
            ),
            chart=_TWO,
        ),
        unit="%",
    )
