"""Rings for staff of destinations who have a way of their own, and a paper nobody has opened."""

from bot.settings import Settings
from bot.ways import WaysError, load_ways
from bot.wiring import Program
from services import unread_papers
from services.work import JobName


def ring_if_due(program: Program) -> None:
    """Ring for each of them; who was told in the last days is told nothing."""
    names = staff_ways(program.settings)
    if not names:
        return
    with program.open_look() as look:
        due = unread_papers.due(look, names)
    if not due:
        return
    with program.open_work() as work:
        for member_id in due:
            work.then(JobName.TELL_STAFF, member_id)


def staff_ways(settings: Settings) -> frozenset[str]:
    """The names in the file of ways; none where it cannot be used, which the self-test says."""
    try:
        return frozenset(load_ways(settings.notify_file))
    except WaysError:
        return frozenset()
