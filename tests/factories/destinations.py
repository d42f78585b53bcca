"""Destinations: as values drawn at random, as entries, and two people who make sure of them."""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from hypothesis import strategies as st

from domain.checking import EntryAct
from domain.destination import (
    OLDEST,
    Audience,
    Day,
    DestinationFacts,
    Extra,
    Offer,
    Way,
    facts_problem,
)
from domain.destination_cells import in_lines, in_one_line
from domain.record_details import Area, ReferTo
from services import destination_confirming, destination_keeping, destinations
from storage.queries import destinations as rows
from tests.machinery.evening import Evening

HARBOUR = DestinationFacts(
    name="みなとの広場",
    organisation="見本の会",
    one_line="話さずにいられる部屋です",
    kind=ReferTo.A_PLACE_TO_BE,
    audience=frozenset({Audience.ONESELF}),
    age_from=15,
    ways=frozenset({Way.COMING, Way.ONLINE}),
    needs_no_voice=True,
    offers=frozenset({Offer.A_PLACE_TO_BE}),
    hours="火・木 13:00-16:00",
    days=frozenset({Day.TUESDAY, Day.THURSDAY}),
    cost="無料",
    contact="055-000-0101",
    printed="０５５－０００－０１０１",
    venue="みなと会館2階",
    eligibility="はじめての方は職員が一緒に行きます",
    may_show=True,
    areas=frozenset({Area.KOFU, Area.CHUHOKU}),
)

_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn")),
    max_size=30,
)
_LINE = _WORDS.map(in_one_line)
_DAYS = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
_AGES = st.none() | st.integers(0, OLDEST)


def _some(codes: type[StrEnum]) -> st.SearchStrategy[frozenset[StrEnum]]:
    return st.frozensets(st.sampled_from(list(codes)))


_CONTACTS = st.sampled_from(
    [
        ("", ""),
        ("各中学校教室", ""),
        ("０５５－０００－０１０１", "055-000-0101"),
        ("055(000)0102", "055-000-0102"),
        ("https://example.com/a", "https://example.com/a"),
    ]
)
_EXTRA = st.lists(
    st.builds(
        Extra,
        heading=_LINE.map(lambda said: f"列 {said}".strip()),
        printed=st.lists(_LINE, min_size=1).map("\n".join).map(in_lines).filter(bool),
    ),
    max_size=3,
    unique_by=lambda each: each.heading,
).map(tuple)


@st.composite
def any_facts(draw: st.DrawFn) -> DestinationFacts:
    """Any facts that may be kept, as the form and the tables write them."""
    printed, contact = draw(_CONTACTS)
    facts = draw(
        st.builds(
            DestinationFacts,
            name=_LINE.filter(bool),
            organisation=_LINE,
            one_line=_LINE,
            kind=st.sampled_from(ReferTo),
            audience=_some(Audience),
            age_from=_AGES,
            age_to=_AGES,
            ways=_some(Way),
            needs_no_voice=st.booleans(),
            may_look_on=st.booleans(),
            offers=_some(Offer),
            hours=st.lists(_LINE, max_size=3).map("\n".join).map(in_lines),
            days=_some(Day),
            cost=_LINE,
            contact=st.just(contact),
            printed=st.just(printed),
            venue=_LINE,
            access=_LINE,
            eligibility=_LINE,
            staff_contact=_LINE,
            may_show=st.booleans(),
            areas=_some(Area),
            source=_LINE,
            sourced_on=_DAYS,
            valid_from=_DAYS,
            valid_until=_DAYS,
            remark=_LINE,
            extra=_EXTRA,
        )
    )
    ages = sorted(age for age in (facts.age_from, facts.age_to) if age is not None)
    days = sorted(day for day in (facts.valid_from, facts.valid_until) if day is not None)
    facts = replace(
        facts,
        age_from=ages[0] if ages else None,
        age_to=ages[-1] if ages else None,
        valid_from=days[0] if days else None,
        valid_until=days[-1] if days else None,
    )
    assert facts_problem(facts) is None
    return facts


def kept(evening: Evening, *, is_example: bool = False, **changed: object) -> UUID:
    """An entry nobody has made sure of."""
    whole = replace(HARBOUR, **changed)  # type: ignore[arg-type]  # any field
    with evening.program.open_work() as work:
        [destination_id] = destination_keeping.add(
            work,
            [(whole, None)],
            act=EntryAct.ADDED,
            member_id=None,
            are_examples=is_example,
        )
    return destination_id


def made_sure(evening: Evening, destination_id: UUID, *people: UUID) -> None:
    """Each of them makes sure of an entry now."""
    for member_id in people:
        with evening.program.open_work() as work:
            newest = rows.newest_number(work.session, destination_id)
            destination_confirming.confirm(
                work, destination_id, member_id=member_id, based_on=newest
            )


def made_sure_by_itself(evening: Evening, destination_id: UUID) -> None:
    """The destination's own people say that its entry is right."""
    with evening.program.open_work() as work:
        newest = rows.newest_number(work.session, destination_id)
        destination_confirming.confirm_as_own(work, destination_id, member_id=None, based_on=newest)


def changes(evening: Evening, destination_id: UUID, by: UUID, **changed: object) -> None:
    """Somebody writes an entry anew."""
    with evening.program.open_work() as work:
        before = destinations.get(work, destination_id).facts
        destination_keeping.change(
            work,
            destination_id,
            replace(before, **changed),  # type: ignore[arg-type]  # any field
            member_id=by,
            based_on=rows.newest_number(work.session, destination_id),
        )
