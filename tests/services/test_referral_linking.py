"""Nobody at a destination finds out who, whatever is laid side by side."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from domain.audit import Act
from domain.referral import Shows
from domain.referral_code import CodeStep
from domain.secret import PrivateText
from domain.statistics.periods import Period
from services import monthly_sheet
from services.portal import Answered
from services.referrals import Display
from storage.models.audit import AuditEntry
from storage.models.message import Message
from storage.models.outgoing import Outgoing
from storage.models.referral import Referral
from storage.models.referral_code import CodeUse
from storage.models.statistics import StatFact
from storage.models.visit import Visit
from tests.factories import portal
from tests.factories import referrals as made
from tests.factories.crew import OnDuty
from tests.factories.records import writes_record
from tests.factories.tables import ON_SQLITE
from tests.machinery.evening import EVENING, Evening, user_id
from tests.machinery.extent import IS_THOROUGH

COMINGS = st.lists(
    st.tuples(
        st.integers(0, 3),  # who
        st.sampled_from(["", "ねこ", "声は出せません"]),
        st.sampled_from(list(CodeStep)),
        st.sampled_from([60, 3600, 86_400]),  # how long until they go there
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda each: each[0],
)


@ON_SQLITE
@settings(
    max_examples=12 if IS_THOROUGH else 3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(comings=COMINGS, order=st.permutations(range(4)))
def test_what_a_destination_has_leads_to_no_talk_and_no_line_id(
    evening: Evening, comings: list[tuple[int, str, CodeStep, int]], order: list[int]
) -> None:
    story = _Story(evening)
    referrals = [story.agrees(f"{story.number}-{who}", words) for who, words, *_ in comings]
    pairs = sorted(zip(referrals, comings, strict=True), key=lambda each: order[each[1][0]])
    for referral, (_, words, step, later) in pairs:
        evening.pass_time(later)
        story.comes(referral, words, step)
    evening.set_clock(EVENING)
    story.midori.pauses()

    seen = [str(each) for each in (*story.at_the_destination(), *story.exported())]
    hidden = story.identifying()

    assert not [(word, each) for word in hidden for each in seen if word in each]
    assert story.tells_no_hour_and_no_order()
    assert all(acts == [("code_confirmed", "destination")] for acts in story.noted)


class _Story:
    """A counsellor, a destination and its staff; made anew for every example."""

    count = 0

    def __init__(self, evening: Evening) -> None:
        _Story.count += 1
        self.number = _Story.count
        self.evening = evening
        self.answers: list[object] = []
        self.noted: list[list[tuple[str, str | None]]] = []
        tag = str(self.number)
        self.midori = OnDuty.comes(evening, f"midori{tag}")
        two = tuple(
            OnDuty.comes(evening, f"{name}{tag}", is_ready=False).member_id for name in ("ai", "ue")
        )
        self.place = made.destination(evening, f"ひろば{tag}", by=two)
        self.staff = portal.staff(evening, self.place, f"staff{tag}")

    def agrees(self, person: str, words: str) -> UUID:
        """A talk, a yes, and a record; gives the referral."""
        evening = self.evening
        evening.says("こんばんは", person)
        visit = self.midori.accepts()
        referral = made.proposes(evening, visit, self.place, self.midori.member_id)
        if words:
            display = Display(shows=Shows.NOTE, words=PrivateText(words))
            made.shows(evening, referral, display, self.midori.member_id)
        made.asks(evening, referral, self.midori.member_id)
        made.taps(evening, "refer_yes", person)
        self.midori.talks.ends(visit)
        writes_record(evening, visit, self.midori.member_id)
        return referral

    def comes(self, referral: UUID, words: str, step: CodeStep) -> None:
        """The code is shown at the destination, whose staff see what was agreed, and no more."""
        code = made.code(self.evening, referral)
        before = self._last_noted()
        answer = portal.types(self.evening, portal.key_of(self.evening, self.staff), code, step)
        assert answer.answered is Answered.CONFIRMED
        shown = answer.shows.reveal() if answer.shows is not None else ""
        assert shown == words
        self.answers.append((answer.answered, shown))
        with self.evening.program.open_look() as work:
            entries = work.session.query(AuditEntry).filter(AuditEntry.seq > before)
            self.noted.append([(each.act, each.subject_kind) for each in entries])

    def exported(self) -> Iterator[object]:
        """The month's sheets, of everybody and of one organisation, and what names their file."""
        month = Period.month(EVENING.year, EVENING.month)
        with self.evening.program.open_look() as work:
            for organisation in (None, "kazoku"):
                yield monthly_sheet.make(work, month, organisation=organisation)
        yield month.code

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

    def _last_noted(self) -> int:
        with self.evening.program.open_look() as work:
            return work.session.query(func.max(AuditEntry.seq)).scalar() or 0

    def at_the_destination(self) -> Iterator[object]:
        """All that is theirs: what they were shown, their acts, the uses, and the facts made."""
        yield from self.answers
        with self.evening.program.open_look() as work:
            for entry in work.session.query(AuditEntry).filter(
                (AuditEntry.actor_id == self.staff) | (AuditEntry.act == Act.REFERRAL_STEP.value)
            ):
                if entry.act != Act.REFERRAL_STEP.value:
                    yield entry.subject_id, entry.reason, entry.concerns
                yield entry.reason
            for use in work.session.query(CodeUse):
                yield use.id, use.code_id, use.step, use.used_on, use.used_by
            for fact in work.session.query(StatFact).filter_by(kind="referral_step"):
                yield fact.id, fact.codes, fact.on, fact.hour, fact.stat_id, fact.organisation

    def identifying(self) -> set[str]:
        """What would lead to somebody: ids of talks, words, referrals, contacts, and LINE's own."""
        ids = {user_id(f"{self.number}-{who}") for who in range(4)}
        with self.evening.program.open_look() as work:
            for column in (Visit.id, Message.id, Outgoing.id, Referral.id):
                found = work.session.scalars(select(column)).all()
                ids |= {str(each) for each in found} | {each.hex for each in found}
            ids |= {row.contact_id.hex() for row in work.session.query(Visit)}
        return ids
