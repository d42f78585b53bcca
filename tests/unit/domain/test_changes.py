"""Changes counted one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.changes import are_all


@pytest.mark.parametrize(
    ("revisions", "are"),
    [([5, 6], True), ([6, 5], True), ([6], False), ([4, 5, 6], True), ([5], False), ([], False)],
)
def test_only_when_none_is_missing_are_they_all(revisions: list[int], *, are: bool) -> None:
    assert are_all(revisions, since=4, until=6) is are


def test_where_nothing_has_changed_nothing_is_said() -> None:
    assert not are_all([], since=4, until=4)


@given(st.integers(0, 9), st.integers(1, 9), st.data())
def test_a_change_of_something_else_is_never_overlooked(
    since: int, count: int, data: st.DataObject
) -> None:
    changes = list(range(since + 1, since + count + 1))
    other = data.draw(st.sampled_from(changes))

    assert not are_all([each for each in changes if each != other], since=since, until=changes[-1])
