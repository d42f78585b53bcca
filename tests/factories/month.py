"""A month of a small service: nineteen people, one counsellor, a supervisor."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from domain.clock import TOKYO
from domain.permission import Role
from domain.record import Caller
from domain.record_details import Age, Area, Relation
from domain.statistics.periods import Period
from domain.statistics.sheet import Sheet
from domain.statistics.table import Value
from services import monthly_sheet
from services.record_entry import Person as Known
from tests.factories.crew import OnDuty
from tests.factories.person import Person
from tests.factories.records import SHORT, writes_record
from tests.machinery.evening import Evening

NOVEMBER = Period.month(2026, 11)
PEOPLE = [f"p{number}" for number in range(19)]
FAMILY = replace(
    SHORT,
    caller=Caller.MOTHER,
    relation=Relation.OTHER,
    writer=Known(age=Age.SEVENTIES),
    subject=Known(age=Age.FORTIES),
    area=Area.KYOTO,
)


class Month:
    """Nineteen people, one counsellor, and the evenings they meet in."""

    def __init__(self, evening: Evening) -> None:
        self.evening = evening
        self.at(1, "16:05")
        self.midori = self.member("midori", Role.COUNSELLOR)
        self.kohaku = self.member("kohaku", Role.SUPERVISOR)

    def member(self, login: str, role: Role) -> OnDuty:
        return OnDuty.comes(self.evening, login, role=role, organisation="kazoku", is_ready=False)

    def at(self, day: int, hour: str) -> None:
        first = datetime.fromisoformat(f"2026-11-01T{hour}").replace(tzinfo=TOKYO)
        self.evening.set_clock(first + timedelta(days=day - 1))

    def talk(self, who: str, *, replies: bool = True, family: bool = False) -> UUID:
        """Somebody comes, is answered after two minutes, and talks for ten."""
        self.evening.says("こんばんは", who)
        self.evening.pass_time(120)
        visit_id = self.midori.talks.takes_next()
        self.midori.talks.says(visit_id, "こんばんは")
        self.evening.pass_time(600)
        if replies:
            self.evening.says("ありがとう", who)
        self.midori.talks.ends(visit_id)
        writes_record(self.evening, visit_id, self.midori.member_id, FAMILY if family else SHORT)
        return visit_id

    def play(self) -> None:
        """42 visits: 27 answered, 22 of them with a reply; 3 unserved by 2 people; 12 at night."""
        for who in PEOPLE:
            self.evening.arrive(self.evening.event("follow", who))
        for number, who in enumerate(PEOPLE):
            self.at(2 + number // 4, "16:10")
            self.evening.pass_time(number % 4 * 1800)
            self.talk(who, replies=number >= 5, family=number == 18)
        self.at(8, "17:00")
        Person(self.evening, "p3").blocks()
        self.evening.pass_time(60)
        self.evening.arrive(self.evening.event("follow", "p3"))
        for number, who in enumerate(PEOPLE[:8]):
            self.at(10 + number // 4, "16:10")
            self.evening.pass_time(number % 4 * 1800)
            self.talk(who)
        self.unserved()
        for number, who in enumerate(PEOPLE[5:16]):
            self.at(16 + number, "23:10")
            self.evening.says("起きてますか", who)
        self.at(30, "23:50")
        self.evening.says("起きてますか", "p18")
        self.evening.pass_time(50 * 60)
        self.evening.says("もう寝ます", "p18")

    def unserved(self) -> None:
        self.at(13, "20:40")  # after the last intake
        self.evening.says("こんばんは", "p0")
        self.at(14, "20:10")
        self.evening.says("こんばんは", "p0")
        self.evening.says("こんばんは", "p1")
        Person(self.evening, "p1").presses("leave_line")
        self.at(14, "21:10")
        self.evening.tick()

    def sheet(self, organisation: str | None = None) -> Sheet:
        with self.evening.program.open_look() as work:
            return monthly_sheet.make(work, NOVEMBER, organisation=organisation)


def cell(made: Sheet, key: str, column: str, row: str = "all") -> Value:
    return made.find(key).cells[row, column]
