"""People who are referred and come, and all that both sides have of it afterwards."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from structlog.testing import capture_logs

from console.files.sending import Kind
from domain.audit import SubjectKind
from domain.hand_over_paper import PaperPart
from domain.permission import Role
from domain.record_details import ReferStep
from domain.referral import Shows
from domain.referral_code import CodeStep
from domain.secret import PrivateText
from domain.statistics.periods import Length, Period
from services import (
    destination_export,
    handover_papers,
    monthly_sheet,
    paper_pages,
    portal_dates,
    portal_entry,
    portal_pages,
    portal_papers,
)
from services.paper_content import PaperContent
from services.portal import Answered
from services.referrals import Display
from storage.models.audit import AuditEntry
from storage.models.message import Message
from storage.models.outgoing import Outgoing
from storage.models.referral import HandOverPaper, Referral
from storage.models.referral_code import CodeUse
from storage.models.statistics import StatFact
from storage.models.visit import Visit
from tests.factories import portal
from tests.factories import referrals as made
from tests.factories.crew import OnDuty
from tests.factories.records import writes_record
from tests.machinery.evening import EVENING, Evening, user_id

PAPER = PaperContent(codes={PaperPart.WHAT: frozenset({"visit"})})


class Town:
    """A destination, its staff, and whoever keeps it; the same for every example."""

    def __init__(self, evening: Evening) -> None:
        self.evening = evening
        self.stories = 0
        self.kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
        ai = OnDuty.comes(evening, "ai", is_ready=False)
        self.place = made.destination(evening, by=(ai.member_id, self.kohaku.member_id))
        self.staff = portal.staff(evening, self.place)

    def last_noted(self) -> int:
        with self.evening.program.open_look() as work:
            return work.session.query(func.max(AuditEntry.seq)).scalar() or 0

    def own_acts(self, *, since: int) -> list[AuditEntry]:
        """What the log has of the destination's own doing."""
        with self.evening.program.open_look() as work:
            rows = work.session.query(AuditEntry).filter(AuditEntry.seq > since)
            return rows.filter(AuditEntry.actor_id == self.staff).all()

    def subjects(self, *, of: list[AuditEntry]) -> set[str]:
        """Every id in the acts of anybody on what the destination has acted on."""
        touched = {entry.subject_id for entry in of}
        with self.evening.program.open_look() as work:
            rows = work.session.query(AuditEntry).filter(AuditEntry.subject_id.in_(touched))
            return {str(each) for row in rows for each in (row.subject_id, row.reason)}

    def exported(self) -> Iterator[object]:
        """What is fetched as a file, and what the files are called."""
        month = Period.month(EVENING.year, EVENING.month)
        with self.evening.program.open_look() as work:
            for organisation in (None, "kazoku"):
                yield monthly_sheet.make(work, month, organisation=organisation)
            yield destination_export.table(work)
            yield destination_export.hsds(work, is_whole=True)
        for length in Length:
            yield [f"naibu-{Period.around(EVENING.date(), length).code}.{kind}" for kind in Kind]

    def linked(self) -> int:
        """How many count as linked."""
        with self.evening.program.open_look() as work:
            facts = work.session.query(StatFact).filter_by(kind="referral_step").all()
        return sum(fact.codes["step"] == ReferStep.CONFIRMED.value for fact in facts)

    def tells_no_hour_and_no_order(self) -> bool:
        """Whether what a confirmation leaves has a day alone, and ids that are random."""
        with self.evening.program.open_look() as work:
            uses = work.session.query(CodeUse).all()
            facts = work.session.query(StatFact).filter_by(kind="referral_step").all()
            days = [use.used_on for use in uses] + [fact.on for fact in facts]
            ids = [use.id for use in uses] + [fact.id for fact in facts]
            hours = {fact.hour for fact in facts} | {fact.stat_id for fact in facts}
        return (
            all(type(day) is date for day in days)
            and {each.version for each in ids} == {4}
            and hours == {None}
        )


class Story:
    """A counsellor and the people of one example."""

    def __init__(self, town: Town) -> None:
        town.stories += 1
        self.town, self.evening, self.number = town, town.evening, town.stories
        self.midori = OnDuty.comes(town.evening, f"midori{self.number}")
        self.read: list[object] = []
        self.logged: list[str] = []
        self.moments: list[tuple[int, int]] = []

    def agrees(self, who: int, words: str, has_paper: bool) -> UUID:  # noqa: FBT001 - as it was drawn
        """A talk, a yes, a paper where there is one, and a record; gives the referral."""
        evening, own, person = self.evening, self.midori.member_id, f"{self.number}-{who}"
        evening.says(f"こんばんは。{words}", person)
        visit = self.midori.accepts()
        referral = made.proposes(evening, visit, self.town.place, own)
        if words:
            display = Display(shows=Shows.NOTE, words=PrivateText(words))
            made.shows(evening, referral, display, own)
        made.asks(evening, referral, own)
        made.taps(evening, "refer_yes", person)
        if has_paper:
            self._hands_over(referral, person)
        self.midori.talks.ends(visit)
        writes_record(evening, visit, own)
        return referral

    def _hands_over(self, referral: UUID, person: str) -> None:
        own, second = self.midori.member_id, self.town.kohaku.member_id
        with self.evening.program.open_work() as work:
            paper = handover_papers.write(work, referral, PAPER, member_id=own)
        made.asks_about(self.evening, paper, own)
        made.taps(self.evening, "refer_yes", person)
        with self.evening.program.open_work() as work:
            seen = paper_pages.look(work, paper, member_id=second).digest
            handover_papers.release(work, paper, member_id=second, seen=seen)

    def comes(self, referral: UUID, words: str, step: CodeStep) -> None:
        """The code is shown at the destination, whose staff see what was agreed, and no more."""
        code = made.code(self.evening, referral)
        before = self.town.last_noted()
        with capture_logs() as lines:
            key = portal.key_of(self.evening, self.town.staff)
            answer = portal.types(self.evening, key, code, step)
            self.evening.work()
        self.moments.append((before, self.town.last_noted()))
        self.logged += [str(line) for line in lines]
        shown = answer.shows.reveal() if answer.shows is not None else ""
        assert (answer.answered, shown) == (Answered.CONFIRMED, words)
        self.read.append((answer.answered, shown))

    def reads_papers(self) -> None:
        """The destination reads whatever is for it."""
        staff = self.town.staff
        with self.evening.program.open_work() as work:
            for each in portal_papers.list_papers(work, member_id=staff):
                content = portal_papers.read(work, each.address, member_id=staff)
                self.read.append((each.address, each.destination, each.until_at, content.codes))

    def at_the_destination(self) -> Iterator[object]:
        """All that is theirs: what they were shown, their pages and acts, and what those left."""
        yield from self.read
        staff = self.town.staff
        with self.evening.program.open_look() as work:
            yield portal_entry.own_entries(work, member_id=staff)
            yield portal_dates.list_dates(work, member_id=staff)
            yield portal_pages.get(work, self.town.place)
            for use in work.session.query(CodeUse):
                yield use.id, use.code_id, use.step, use.used_on, use.used_by
            for fact in work.session.query(StatFact).filter_by(kind="referral_step"):
                yield fact.id, fact.codes, fact.on, fact.hour, fact.stat_id, fact.organisation
        for entry in self.town.own_acts(since=0):
            yield entry.subject_id, entry.reason, entry.concerns, entry.organisation

    def noted_beside_it(self) -> list[tuple[str, str | None]]:
        """What else the log has of the moment of a confirmation."""
        found = []
        with self.evening.program.open_look() as work:
            for first, last in self.moments:
                rows = work.session.query(AuditEntry).filter(
                    AuditEntry.seq > first, AuditEntry.seq <= last
                )
                found += [(row.act, row.subject_kind) for row in rows]
        own = [("code_confirmed", SubjectKind.DESTINATION.value)] * len(self.moments)
        return [] if found == own else found

    def identifying(self) -> set[str]:
        """What would lead to somebody: ids of talks, words, referrals, papers, people, LINE's."""
        seals = self.evening.program.house.seals
        people = {user_id(f"{self.number}-{who}") for who in range(4)}
        contacts = [seals.contact_id(each) for each in people]
        ids = people | {each.hex() for each in contacts}
        with self.evening.program.open_look() as work:
            for table in (Visit, Message, Outgoing, Referral):
                rows = select(table.id).where(table.contact_id.in_(contacts))
                found = work.session.scalars(rows).all()
                ids |= {str(each) for each in found} | {each.hex for each in found}
            own = select(Referral.id).where(Referral.contact_id.in_(contacts))
            papers = select(HandOverPaper.id).where(HandOverPaper.referral_id.in_(own))
            found = work.session.scalars(papers).all()
            ids |= {str(each) for each in found} | {each.hex for each in found}
        return ids
