"""Facts for statistics, noted where things happen: one row in the same act, and nothing asked."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID, uuid4

from domain.clock import TOKYO
from domain.service_day import fiscal_year
from domain.statistics.fact import FactCode, FactKind, checked
from services.work import Work
from storage.models.statistics import StatFact
from storage.models.visit import Visit

NO_CODES: Final[Mapping[FactCode, str]] = MappingProxyType({})


def note(  # noqa: PLR0913 - a fact has this many parts
    work: Work,
    kind: FactKind,
    *,
    contact_id: bytes | None = None,
    organisation: str | None = None,
    number: int = 1,
    codes: Mapping[FactCode, str] = NO_CODES,
    on: date | None = None,
    at: datetime | None = None,
    corrects: UUID | None = None,
) -> None:
    """Note that something happened; ``on`` is its day in Tokyo, that of ``at`` where none is given.

    ``at``: the moment it happened, now where none is given.

    ``contact_id`` becomes a pseudonym that is good within the fiscal year of the day.

    Raises:
        OpenWordError: a code is no word of its closed vocabulary.
    """
    moment = (at or work.now).astimezone(TOKYO)
    day = on or moment.date()
    year = fiscal_year(day)
    work.session.add(
        StatFact(
            id=uuid4(),
            kind=kind,
            on=day,
            hour=moment.hour if on is None else None,
            fiscal_year=year,
            pseudonym=_pseudonym(work, contact_id, year),
            stat_id=None,
            organisation=organisation,
            number=number,
            codes=checked(codes),
            corrects=corrects,
            noted_on=work.now.astimezone(TOKYO).date(),
        )
    )


def note_of_visit(  # noqa: PLR0913 - the same
    work: Work,
    visit: Visit,
    kind: FactKind,
    *,
    number: int = 1,
    codes: Mapping[FactCode, str] = NO_CODES,
    at: datetime | None = None,
    corrects: UUID | None = None,
) -> None:
    """Note that something happened to a visit, at ``at`` (now).

    It counts for the day of the visit's first message, whatever the clock has done since.

    Raises:
        OpenWordError: a code is no word of its closed vocabulary.
    """
    visit.stat_id = visit.stat_id or uuid4()
    day = visit.started_at.astimezone(TOKYO).date()
    talk = visit.conversation
    row = StatFact(
        id=uuid4(),
        kind=kind,
        on=day,
        hour=(at or work.now).astimezone(TOKYO).hour,
        fiscal_year=fiscal_year(day),
        pseudonym=_pseudonym(work, visit.contact_id, fiscal_year(day)),
        stat_id=visit.stat_id,
        organisation=talk.organisation if talk is not None else None,
        number=number,
        codes=checked(codes),
        corrects=corrects,
        noted_on=work.now.astimezone(TOKYO).date(),
    )
    work.session.add(row)


def _pseudonym(work: Work, contact_id: bytes | None, year: int) -> bytes | None:
    return work.house.seals.stat_pseudonym(contact_id, year) if contact_id is not None else None
