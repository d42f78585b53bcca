from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from routing.assignment import Candidate, Wish, choose

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
CODES = ("kazoku", "shien", "center")

_members = st.integers(1, 9).map(lambda number: UUID(int=number))
_crews = st.lists(
    st.builds(
        Candidate,
        member_id=_members,
        organisation=st.sampled_from([*CODES, None]),
        room=st.integers(-1, 2),
        free_since=st.integers(0, 4).map(lambda minutes: NOW - timedelta(minutes=minutes)),
        given_this_evening=st.integers(0, 4),
    ),
    unique_by=lambda candidate: candidate.member_id,
    max_size=9,
)
_wishes = st.builds(
    Wish,
    earlier_counsellor_id=st.none() | _members,
    not_to=st.frozensets(_members, max_size=4),
    rather_not_to=st.frozensets(_members, max_size=4),
)
_numbers = st.dictionaries(st.sampled_from(CODES), st.integers(0, 4))


def _one(number: int, *, free_for: int = 0, organisation: str | None = None) -> Candidate:
    return Candidate(
        member_id=UUID(int=number),
        organisation=organisation,
        room=1,
        free_since=NOW - timedelta(minutes=free_for),
    )


def _chosen(
    crew: list[Candidate],
    wish: Wish | None = None,
    *,
    shares: dict[str, int] | None = None,
    busy: dict[str, int] | None = None,
    most: dict[str, int] | None = None,
) -> int | None:
    found = choose(wish or Wish(), crew, shares=shares or {}, busy=busy or {}, most=most or {})
    return found.int if found is not None else None


def test_who_has_been_without_a_talk_longest_is_asked() -> None:
    assert _chosen([_one(1, free_for=5), _one(2, free_for=9), _one(3, free_for=7)]) == 2


def test_who_has_been_free_equally_long_is_asked_in_one_order() -> None:
    assert _chosen([_one(2), _one(1)]) == _chosen([_one(1), _one(2)]) == 1


def test_the_earlier_counsellor_is_asked_first() -> None:
    crew = [_one(1, free_for=90), _one(2)]

    assert _chosen(crew, Wish(earlier_counsellor_id=UUID(int=2))) == 2
    assert _chosen(crew, Wish(earlier_counsellor_id=UUID(int=3))) == 1


def test_the_earlier_counsellor_who_has_declined_is_left_in_peace() -> None:
    wish = Wish(earlier_counsellor_id=UUID(int=2), not_to=frozenset({UUID(int=2)}))

    assert _chosen([_one(1), _one(2)], wish) == 1


def test_whoever_is_to_be_spared_is_asked_only_where_nobody_else_can_be() -> None:
    wish = Wish(
        earlier_counsellor_id=UUID(int=1), rather_not_to=frozenset({UUID(int=1), UUID(int=2)})
    )

    assert _chosen([_one(1, free_for=9), _one(2, free_for=5), _one(3)], wish) == 3
    assert _chosen([_one(1), _one(2, free_for=5)], wish) == 1
    assert _chosen([_one(2), replace(_one(3), room=0)], wish) == 2


def test_an_organisation_at_its_capacity_is_given_no_more() -> None:
    crew = [_one(1, free_for=9, organisation="kazoku"), _one(2, organisation="shien")]

    assert _chosen(crew, busy={"kazoku": 2}, most={"kazoku": 2}) == 2
    assert _chosen(crew, busy={"kazoku": 1}, most={"kazoku": 2}) == 1
    assert _chosen(crew[:1], busy={"kazoku": 2}, most={"kazoku": 2}) is None


def test_an_organisation_below_its_share_goes_before_a_longer_pause() -> None:
    rested = replace(_one(1, free_for=90, organisation="kazoku"), given_this_evening=3)
    other = replace(_one(2, organisation="shien"), given_this_evening=1)

    assert _chosen([rested, other], shares={"kazoku": 2, "shien": 1}) == 2
    assert _chosen([rested, other], shares={"kazoku": 4, "shien": 1}) == 1
    assert _chosen([rested, other]) == 1


def test_an_organisation_without_weight_is_asked_last() -> None:
    unasked = _one(1, free_for=90, organisation="kazoku")
    busy = replace(_one(2, organisation="shien"), given_this_evening=9)

    assert _chosen([unasked, busy], shares={"kazoku": 0, "shien": 1}) == 2
    assert _chosen([unasked], shares={"kazoku": 0, "shien": 1}) == 1


def test_talks_of_those_without_room_count_for_their_organisation() -> None:
    full = replace(_one(1, organisation="kazoku"), room=0, given_this_evening=2)
    colleague = _one(2, free_for=90, organisation="kazoku")
    other = replace(_one(3, organisation="shien"), given_this_evening=1)

    assert _chosen([full, colleague, other], shares={"kazoku": 1, "shien": 1}) == 3


def test_over_an_evening_talks_follow_the_shares() -> None:
    crew = {
        code: replace(_one(number, organisation=code), room=100)
        for number, code in enumerate(("kazoku", "shien"), start=1)
    }

    for _ in range(30):
        number = _chosen(list(crew.values()), shares={"kazoku": 2, "shien": 1})
        code = "kazoku" if number == 1 else "shien"
        crew[code] = replace(crew[code], given_this_evening=crew[code].given_this_evening + 1)

    assert [each.given_this_evening for each in crew.values()] == [20, 10]


@given(wish=_wishes, crew=_crews, shares=_numbers, busy=_numbers, most=_numbers)
def test_only_one_with_room_and_not_excluded_is_asked_and_if_there_is_one_somebody_is(
    wish: Wish,
    crew: list[Candidate],
    shares: dict[str, int],
    busy: dict[str, int],
    most: dict[str, int],
) -> None:
    able = {
        candidate.member_id
        for candidate in crew
        if candidate.room > 0
        and candidate.member_id not in wish.not_to
        and (
            candidate.organisation not in most
            or busy.get(candidate.organisation, 0) < most[candidate.organisation]
        )
    }

    chosen = choose(wish, crew, shares=shares, busy=busy, most=most)

    rested = able - wish.rather_not_to
    assert chosen in (rested or able) if able else chosen is None
    if wish.earlier_counsellor_id in (rested or able):
        assert chosen == wish.earlier_counsellor_id


@given(wish=_wishes, crew=_crews, shares=_numbers, data=st.data())
def test_the_choice_does_not_depend_on_how_the_counsellors_were_found(
    wish: Wish, crew: list[Candidate], shares: dict[str, int], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(crew))

    assert choose(wish, shuffled, shares=shares, busy={}, most={}) == choose(
        wish, crew, shares=shares, busy={}, most={}
    )
