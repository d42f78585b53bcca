"""What has been released, table by table: the figures everybody may see, as they were protected."""

from dataclasses import dataclass

from domain.disclosure.release import ReleaseState
from domain.disclosure.rule import Rule
from domain.statistics.periods import Period
from domain.statistics.table import Table
from services import release_tables
from services.work import Work
from storage.queries import releases as rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """The tables of one period in their last edition, and the rule they were protected by."""

    period: Period
    rule: Rule
    tables: tuple[Table, ...]

    def find(self, key: str) -> Table | None:
        """One of them; None where it could not be released."""
        return next((each for each in self.tables if each.key == key), None)


def list_all(work: Work) -> tuple[Released, ...]:
    """Every period of which something was released, the earliest first."""
    newest = {
        (row.first, row.last): row
        for row in sorted(rows.list_all(work.session), key=lambda row: row.edition)
        if row.state is ReleaseState.RELEASED
    }
    return tuple(
        Released(
            period=release_tables.period_of(row),
            rule=Rule(threshold=row.threshold, base=row.base),
            tables=release_tables.read(row.tables),
        )
        for _months, row in sorted(newest.items())
    )
