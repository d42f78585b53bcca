"""The self-test of an evening: kept with the evening it was made for."""

from collections.abc import Iterable

from sqlalchemy import select

from domain.self_test import Finding
from routing.evenings import Evening
from services import facts
from services.live import WAITING_LINE
from services.work import Work
from storage.models.service import Fact

_FACT = "self_test"


def find(work: Work, tonight: Evening, *, channel_id: str) -> tuple[Finding, ...] | None:
    """What was found wrong, nothing if all is well; None while the test has not run."""
    evening, _, codes = (facts.find(work, _FACT, channel_id) or "").partition("|")
    if evening != tonight.id:
        return None
    return tuple(Finding(code) for code in codes.split(",") if code)


def keep(work: Work, tonight: Evening, found: Iterable[Finding], *, channel_id: str) -> None:
    """Keep what was found, in place of the last evening's."""
    facts.remember(work, _FACT, channel_id, f"{tonight.id}|{','.join(found)}")
    work.tell(WAITING_LINE)


def last_found(work: Work) -> frozenset[Finding]:
    """What the last test found wrong, on whatever channel and evening."""
    values = work.session.scalars(select(Fact.value).where(Fact.name.startswith(f"{_FACT}:")))
    codes = [code for value in values for code in value.partition("|")[2].split(",")]
    return frozenset(Finding(code) for code in codes if code)


def add(work: Work, tonight: Evening, finding: Finding, *, channel_id: str) -> None:
    """Keep one more, found a little later; once."""
    found = find(work, tonight, channel_id=channel_id) or ()
    if finding not in found:
        keep(work, tonight, (*found, finding), channel_id=channel_id)
