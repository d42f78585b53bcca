"""Three years of facts, made up by a seeded chance: visits, records, friends, evenings, messages.

Laid straight into an SQLite file, without its indexes until all is there.
"""

import json
import random  # noqa: TID251 - a seeded chance, the same in every run
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from domain.conversation import End
from domain.record import Caller, RiskLevel, Theme
from domain.record_details import Age, Area, Duration, Gender, Relation
from domain.service_day import fiscal_year
from domain.statistics.fact import FactCode, FactKind

FIRST: Final = date(2024, 4, 1)
YEARS: Final = 3
MESSAGES_A_TALK: Final = 10
_DAYS: Final = 365 * YEARS
_ORGANISATIONS: Final = ("kazoku", "shien")

_ADD: Final = "INSERT INTO stat_facts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_MESSAGES: Final = """
    INSERT INTO stat_facts
    SELECT lower(hex(randomblob(16))), CASE numbers.i % 2 WHEN 0 THEN :came ELSE :went END, day, 18,
           fiscal_year, NULL, NULL, NULL, 1, :codes, NULL, day
    FROM stat_facts JOIN numbers WHERE kind = :waited
"""

Row = tuple[object, ...]


@dataclass(slots=True)
class Maker:
    """Facts of ``talks`` talks by ``people`` people, and of as many visits again at night."""

    talks: int
    people: int
    chance: random.Random = field(default_factory=lambda: random.Random(2026))  # noqa: S311 - no secret

    def facts(self) -> Iterator[Row]:
        """Every fact, day by day."""
        for number in range(self.people):
            yield self._row(FactKind.FRIEND_ADDED, self._day(number, self.people), who=number)
        for number in range(self.talks):
            yield from self._talk(self._day(number, self.talks))
        for number in range(self.talks // 3):
            yield from self._night(self._day(number, self.talks // 3))
        for number in range(_DAYS):
            day = FIRST + timedelta(days=number)
            yield self._row(FactKind.EVENING, day, number=300)
            yield self._row(
                FactKind.ON_DUTY, day, number=300, codes={FactCode.ROLE.value: "counsellor"}
            )

    def _day(self, number: int, of: int) -> date:
        return FIRST + timedelta(days=number * _DAYS // of)

    def _talk(self, day: date) -> Iterator[Row]:
        who, visit = self.chance.randrange(self.people), self._id()
        organisation = self.chance.choice(_ORGANISATIONS)
        yield self._row(FactKind.VISIT_BEGAN, day, who=who, visit=visit, hour=16 + day.day % 5)
        yield self._row(FactKind.WAITED, day, who=who, visit=visit)
        is_answered = self.chance.random() < 0.9  # noqa: PLR2004 - nine of ten
        codes = {FactCode.END.value: End.FULL.value}
        if is_answered:
            wait = self.chance.randrange(40)
            yield self._row(FactKind.TAKEN, day, who=who, visit=visit, number=wait)
            yield self._row(FactKind.ANSWERED, day, who=who, visit=visit, number=wait + 2)
            codes = {
                FactCode.END.value: End.TALKED.value,
                FactCode.MINUTES.value: str(self.chance.randrange(10, 90)),
                FactCode.EXCHANGES.value: str(self.chance.randrange(12)),
            }
            record = self._record()
            yield self._row(FactKind.RECORDED, day, visit=visit, codes=record, whose=organisation)
        yield self._row(FactKind.ENDED, day, visit=visit, codes=codes)

    def _night(self, day: date) -> Iterator[Row]:
        who, visit = self.chance.randrange(self.people), self._id()
        yield self._row(FactKind.VISIT_BEGAN, day, who=who, visit=visit, hour=23)
        codes = {FactCode.END.value: End.OUT_OF_HOURS_ONLY.value}
        yield self._row(FactKind.ENDED, day, visit=visit, codes=codes)

    def _record(self) -> dict[str, str]:
        """What records say, often about few people of a kind, as in a small prefecture."""
        pick = self.chance.choice
        return {
            FactCode.CALLER.value: pick((Caller.SELF, Caller.SELF, Caller.MOTHER, Caller.FATHER)),
            FactCode.RELATION.value: pick(tuple(Relation)),
            FactCode.SUBJECT_AGE.value: pick(tuple(Age)),
            FactCode.SUBJECT_GENDER.value: pick(tuple(Gender)),
            FactCode.AREA.value: pick(tuple(Area)),
            FactCode.DURATION.value: pick(tuple(Duration)),
            FactCode.THEMES.value: ",".join(sorted(self.chance.sample(tuple(Theme), 2))),
            FactCode.RISK.value: pick((RiskLevel.R0, RiskLevel.R0, RiskLevel.R1)),
            FactCode.END.value: End.TALKED.value,
        }

    def _row(  # noqa: PLR0913 - a fact has this many parts
        self,
        kind: FactKind,
        day: date,
        *,
        who: int | None = None,
        visit: str | None = None,
        hour: int | None = None,
        number: int = 1,
        codes: dict[str, str] | None = None,
        whose: str | None = None,
    ) -> Row:
        return (
            self._id(),
            kind.value,
            day.isoformat(),
            hour,
            fiscal_year(day),
            who.to_bytes(16, "big") if who is not None else None,
            visit,
            whose,
            number,
            json.dumps(codes or {}),
            None,
            day.isoformat(),
        )

    def _id(self) -> str:
        return f"{self.chance.getrandbits(128):032x}"


def lay_down(file: Path, maker: Maker) -> int:
    """Fill a migrated database with every fact of a maker; gives how many there are."""
    connection = sqlite3.connect(file)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'stat_facts'"
            " AND type IN ('index', 'trigger') AND sql IS NOT NULL"
        ).fetchall()
        for name, sql in indexes:
            kind = "INDEX" if "INDEX" in sql.split("(")[0].upper() else "TRIGGER"
            connection.execute(f"DROP {kind} {name}")
        connection.executemany(_ADD, maker.facts())
        _lay_down_messages(connection)
        for _, sql in indexes:
            connection.execute(sql)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return int(connection.execute("SELECT count(*) FROM stat_facts").fetchone()[0])
    finally:
        connection.close()


def _lay_down_messages(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TEMP TABLE numbers (i INTEGER PRIMARY KEY)")
    numbers = ((number,) for number in range(MESSAGES_A_TALK))
    connection.executemany("INSERT INTO numbers VALUES (?)", numbers)
    words = {
        "came": FactKind.MESSAGE_IN.value,
        "went": FactKind.MESSAGE_OUT.value,
        "waited": FactKind.WAITED.value,
        "codes": json.dumps({FactCode.IN_HOURS.value: "yes"}),
    }
    connection.execute(_ADD_MESSAGES, words)
