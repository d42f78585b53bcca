"""Attendance: a destination has confirmed the code of somebody who came. It does not learn who."""

from datetime import date
from uuid import UUID

from domain.errors import NotFoundError
from domain.programme import local_day
from domain.statistics.fact import FactCode, FactKind
from services import stat_facts
from services.work import Work
from storage.queries import contacts as contact_rows
from storage.queries import programmes as rows
from storage.queries import sign_ups as sign_up_rows


def attended(work: Work, sign_up_id: UUID, on: date) -> None:
    """Note that somebody came, on this day of Tokyo; a second time changes nothing.

    Raises:
        NotFoundError: there is no such sign-up, it was taken back, or the date does not take place
            on this day.
    """
    contact_rows.lock(work.session, sign_up_rows.get(work.session, sign_up_id).contact_id)
    row = sign_up_rows.get(work.session, sign_up_id)
    if row.withdrawn_at is not None:
        raise NotFoundError("No such sign-up")
    if row.attended_on is not None:
        return
    date_row, programme = rows.get_date(work.session, row.date_id)
    is_its_day = local_day(date_row.begins_at) <= on <= local_day(date_row.ends_at)
    if date_row.cancelled_at is not None or not is_its_day:
        raise NotFoundError("Not on this day")
    row.attended_on = on
    stat_facts.note(
        work,
        FactKind.PROGRAMME_ATTENDED,
        contact_id=row.contact_id,
        codes={FactCode.PROGRAMME: programme.kind},
        on=on,
    )
