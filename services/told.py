"""Told: what is understood of the person during the talk, as closed codes."""

from uuid import UUID

from domain.questions import SKIP, SKIP_ALL, Question
from domain.told import CODES, DETAILS, Detail, Side, ToldCodes, from_answers
from services import contacts, in_hand
from services.work import Work
from storage.models.desk import ToldRow
from storage.queries import own_talks, questions


def find(work: Work, visit_id: UUID) -> ToldCodes:
    """What is known of this visit: what a counsellor noted, else what the person answered.

    Whoever calls has made sure that the member may read it.
    """
    answers = {
        Question(row.question): row.answer
        for row in questions.answers_of(work.session, visit_id)
        if row.answer not in {SKIP, SKIP_ALL}
    }
    noted = {place: row.code for place, row in own_talks.told_in(work.session, visit_id).items()}
    return from_answers(answers) | noted


def keep(work: Work, visit_id: UUID, *, member_id: UUID, codes: ToldCodes) -> None:
    """Note what was understood; an empty code forgets what was noted before.

    Raises:
        NotFoundError, NotYoursError, TalkEndedError, ReadingOnlyError: not now, not you.
        ValueError: a code that is not in the tables.
    """
    visit, _, contact = in_hand.take(work, visit_id, member_id=member_id, or_beside=True)
    known = find(work, visit_id)
    noted = own_talks.told_in(work.session, visit_id)
    for (side, detail), code in codes.items():
        _require_listed(side, detail, code)
        if code == known.get((side, detail), ""):
            continue  # as it stands, by whomever it was told
        row = noted.get((side, detail))
        if row is not None and not code:
            work.session.delete(row)
        elif code:
            row = row or ToldRow(visit_id=visit_id, side=side, detail=detail)
            row.code, row.member_id, row.noted_at = code, member_id, work.now
            work.session.add(row)
    contacts.changed(work, contact, visit.id)


def _require_listed(side: Side, detail: Detail, code: str) -> None:
    if detail not in DETAILS[side] or (code and code not in CODES[detail]):
        raise ValueError("not a code of the tables")
