"""What a record says in codes, as a fact for statistics; no word of it."""

from sqlalchemy import select

from domain.statistics.fact import Correction, FactCode, FactKind
from services import stat_facts
from services.record_entry import RecordEntry
from services.work import Work
from storage.models.statistics import StatFact
from storage.models.visit import Visit


def recorded(work: Work, visit: Visit, entry: RecordEntry) -> None:
    """The record of a visit is written, or written anew: then it stands in place of the other."""
    earlier = _latest(work, visit)
    codes = _codes(entry)
    if earlier is not None:
        codes[FactCode.REASON] = Correction.REWRITTEN
    stat_facts.note_of_visit(
        work,
        visit,
        FactKind.RECORDED,
        codes=codes,
        corrects=earlier.id if earlier is not None else None,
    )


def _latest(work: Work, visit: Visit) -> StatFact | None:
    if visit.stat_id is None:
        return None
    rows = work.session.scalars(
        select(StatFact).where(
            StatFact.stat_id == visit.stat_id, StatFact.kind == FactKind.RECORDED
        )
    ).all()
    corrected = {row.corrects for row in rows}
    return next((row for row in rows if row.id not in corrected), None)


def _codes(entry: RecordEntry) -> dict[FactCode, str]:
    """Everything of a record that is a code; what was not said is left out."""
    said = {
        FactCode.CALLER: entry.caller,
        FactCode.RELATION: entry.relation,
        FactCode.CALLER_AGE: entry.writer.age,
        FactCode.CALLER_GENDER: entry.writer.gender,
        FactCode.SUBJECT_AGE: entry.subject.age,
        FactCode.SUBJECT_GENDER: entry.subject.gender,
        FactCode.AREA: entry.area,
        FactCode.DURATION: entry.duration,
        FactCode.THEMES: ",".join(sorted(entry.themes)),
        FactCode.RISK: entry.risk,
        FactCode.RISK_KINDS: ",".join(sorted(entry.risk_kinds)),
        FactCode.END: entry.end,
        FactCode.REFERRALS: ",".join(
            sorted({f"{each.to.value}:{each.step.value}" for each in entry.referrals})
        ),
    }
    return {code: str(word) for code, word in said.items() if word}
