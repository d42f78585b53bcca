"""The anonymised referral log: what each step was, for statistics, with no talk and no id of it."""

from datetime import date
from uuid import UUID

from domain.record_details import ReferStep
from domain.statistics.fact import FactCode, FactKind
from domain.told import Detail, Side, is_about_another
from services import stat_facts, told
from services.work import Work
from storage.models.record import Record
from storage.models.referral import Referral
from storage.queries import stages


def note(work: Work, row: Referral, step: ReferStep, *, on: date) -> None:
    """Add one fact: step, kind of destination, who called, age band, area, stage; nothing else."""
    codes = {
        FactCode.STEP: step.value,
        FactCode.TO: row.kind,
        FactCode.STAGE: stages.latest(work.session, row.contact_id),
        **_told_of(work, row.visit_id),
    }
    stat_facts.note(
        work,
        FactKind.REFERRAL_STEP,
        contact_id=row.contact_id,
        organisation=row.organisation,
        codes={code: said for code, said in codes.items() if said},
        on=on,
    )


def _told_of(work: Work, visit_id: UUID) -> dict[FactCode, str | None]:
    """Who called, how old and from where, as the record says it, else as it was told."""
    record = work.session.get(Record, visit_id)
    if record is not None:
        return {
            FactCode.CALLER: record.caller,
            FactCode.SUBJECT_AGE: record.subject_age or record.caller_age,
            FactCode.AREA: record.area,
        }
    codes = told.find(work, visit_id)
    age = codes.get((Side.SUBJECT, Detail.AGE))
    if age is None and not is_about_another(codes):
        age = codes.get((Side.CALLER, Detail.AGE))
    return {
        FactCode.CALLER: codes.get((Side.CALLER, Detail.WHO)),
        FactCode.SUBJECT_AGE: age,
        FactCode.AREA: codes.get((Side.SUBJECT, Detail.AREA)),
    }
