"""Changes of a person's talks, counted one by one: which of them a page has heard of."""

from collections.abc import Iterable


def are_all(revisions: Iterable[int], *, since: int, until: int) -> bool:
    """Whether these are every change after one revision up to another, and there is one at all.

    Each change counts one on. One that a later change of the same thing has covered is missing:
    then it may have been something else.
    """
    return since < until and set(revisions) >= set(range(since + 1, until + 1))
