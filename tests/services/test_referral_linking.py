"""Nobody finds out who, whatever of both sides is laid side by side."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.referral_code import CodeStep
from tests.factories.linking import Story, Town
from tests.factories.tables import ON_SQLITE
from tests.machinery.evening import EVENING, Evening
from tests.machinery.extent import IS_THOROUGH

COMINGS = st.lists(
    st.tuples(
        st.integers(0, 3),  # who
        st.sampled_from(["", "ねこ", "声は出せません"]),
        st.sampled_from(list(CodeStep)),
        st.sampled_from([60, 3600, 86_400]),  # how long until they go there
        st.booleans(),  # whether a paper goes ahead of them
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda each: each[0],
)


@ON_SQLITE
@settings(
    max_examples=30 if IS_THOROUGH else 5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(comings=COMINGS, order=st.permutations(range(4)))
def test_what_both_sides_have_leads_to_no_talk_and_no_line_id(
    town: Town, comings: list[tuple[int, str, CodeStep, int, bool]], order: list[int]
) -> None:
    story = Story(town)
    begun, linked = town.last_noted(), town.linked()
    agreed = {who: story.agrees(who, words, has_paper) for who, words, *_, has_paper in comings}
    for who, words, step, later, has_paper in sorted(comings, key=lambda each: order[each[0]]):
        town.evening.pass_time(later)
        story.comes(agreed[who], words, step)
        if has_paper:
            story.reads_papers()
    town.evening.set_clock(EVENING)
    story.midori.pauses()

    assert town.linked() == linked + len(comings)
    seen = [str(each) for each in (*story.at_the_destination(), *town.exported())]
    seen += story.logged
    hidden = story.identifying()

    assert not [(word, each) for word in hidden for each in seen if word in each]
    assert town.tells_no_hour_and_no_order()
    assert story.noted_beside_it() == []
    assert not town.subjects(of=town.own_acts(since=begun)) & hidden


@pytest.fixture
def town(evening: Evening) -> Town:
    return Town(evening)
