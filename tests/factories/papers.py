"""A talk in which a paper is written, asked about, and let go."""

from uuid import UUID

from domain.hand_over_paper import PaperPart
from domain.permission import Role
from services import handover_papers, paper_content, paper_pages
from services.paper_content import PaperContent
from services.paper_pages import ShownPaper
from storage.queries import referrals
from tests.factories import referrals as made
from tests.factories.crew import OnDuty
from tests.machinery.evening import Evening

VISIT = PaperContent(
    codes={PaperPart.WHAT: frozenset({"visit"}), PaperPart.HOW: frozenset({"no_bell"})}
)


class PaperTalk:
    """A talk of Midori's with a referral the person has agreed to, and a supervisor."""

    def __init__(self, evening: Evening) -> None:
        self.evening = evening
        self.midori = OnDuty.comes(evening, "midori")
        self.kohaku = OnDuty.comes(evening, "kohaku", role=Role.SUPERVISOR, is_ready=False)
        self.ai = OnDuty.comes(evening, "ai", is_ready=False).member_id
        self.place = made.destination(evening, by=(self.kohaku.member_id, self.ai))
        evening.says("こんばんは")
        self.visit = self.midori.accepts()
        self.referral = made.proposes(evening, self.visit, self.place, self.midori.member_id)

    def person_agrees(self) -> None:
        made.asks(self.evening, self.referral, self.midori.member_id)
        made.taps(self.evening, "refer_yes")

    def writes(self, content: PaperContent = VISIT, paper_id: UUID | None = None) -> UUID:
        own = self.midori.member_id
        with self.evening.program.open_work() as work:
            return handover_papers.write(
                work, self.referral, content, member_id=own, paper_id=paper_id
            )

    def answers(self, said: str, data: str) -> None:
        """The person types it, or presses the button that carries ``data``."""
        if said == "button":
            self.evening.arrive(self.evening.event("postback", postback={"data": data}))
        else:
            self.evening.says(said)

    def sees(self, paper_id: UUID) -> ShownPaper:
        with self.evening.program.open_look() as work:
            return paper_pages.look(work, paper_id, member_id=self.kohaku.member_id)

    def asks_the_person(self, paper_id: UUID) -> str:
        """Midori asks in the talk; gives what the person reads."""
        return made.asks_about(self.evening, paper_id, self.midori.member_id).reveal()

    def person_agrees_to(self, paper_id: UUID) -> None:
        self.asks_the_person(paper_id)
        made.taps(self.evening, "refer_yes")

    def releases(self, paper_id: UUID, by: OnDuty | None = None, seen: str | None = None) -> None:
        digest = self.sees(paper_id).digest if seen is None else seen
        with self.evening.program.open_work() as work:
            handover_papers.release(
                work, paper_id, member_id=(by or self.kohaku).member_id, seen=digest
            )

    def is_read_at(self, destination_id: UUID) -> list[PaperContent]:
        with self.evening.program.open_work() as work:
            readable = referrals.released_to(work.session, destination_id, now=work.now)
            return [paper_content.open_(work, each) for each in readable]
