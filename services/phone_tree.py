"""The phone tree as it stands now: whom to call beyond the page, and by which way."""

from dataclasses import dataclass

from routing.phone_tree import may_be_called
from services import organisations, timetable
from services.work import Work
from storage.models.alert import AlertCall
from storage.models.member import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """Somebody of the tree; ``way`` is the name of a secret. ``may_be_called``: now."""

    name: str
    organisation: str
    way: str
    may_be_called: bool


def rungs(work: Work, organisation: str | None = None) -> tuple[Rung, ...]:
    """Everybody in the order of calling, those of ``organisation`` first; empty without a tree.

    Organisations that have not joined yet are left out.
    """
    is_evening = timetable.evening(work) is not None
    tree = timetable.current(work).phone_tree
    return tuple(
        Rung(
            name=branch.name,
            organisation=branch.organisation,
            way=branch.way,
            may_be_called=may_be_called(branch, now=work.now, is_evening=is_evening),
        )
        for branch in tree.in_order(organisation)
        if organisations.has_joined(work, branch.organisation)
    )


def way_of(work: Work, call: AlertCall) -> str | None:
    """The name of the way by which a call is told; None for whoever has only the page."""
    tree = timetable.current(work).phone_tree
    if call.tree_name is not None:
        return next((each.way for each in tree.branches if each.name == call.tree_name), None)
    if call.member_id is None:
        return None
    return tree.member_ways.get(work.session.get_one(Member, call.member_id).login)
