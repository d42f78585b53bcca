"""Tells whoever was called for an alert that somebody is needed, outside the page."""

import secrets
from typing import Final
from uuid import UUID

from bot import notices_out
from bot.logs import get_log
from bot.notices_out import Reach, Sentence
from bot.portal_staff import staff_ways
from bot.settings import Settings
from bot.ways import WaysError, load_ways
from bot.wiring import Program
from domain.self_test import Finding
from services import notifications, self_test, timetable, unread_papers

_UNUSABLE: Final = frozenset({Reach.SHUT, Reach.ODD})


def tell(program: Program, call_id: UUID) -> None:
    """Say the one sentence for a call, once; what came of it stands with the call.

    Nobody waits for this: the next one is called by the clock, told or not.
    """
    with program.open_work() as work:
        due = notifications.next_for(work, call_id, holder=secrets.token_hex(8))
    if due is None:
        return
    is_told = _say(program.settings, due.way, Sentence.CALL)
    with program.open_work() as work:
        notifications.settle(work, call_id, is_told=is_told)
    if not is_told:
        get_log().warning("not notified", cure="madobe notify ways; madobe notify test NAME")


def tell_staff(program: Program, member_id: UUID) -> None:
    """Say the one sentence to somebody of a destination, once in three days."""
    names = staff_ways(program.settings)
    with program.open_work() as work:
        way = unread_papers.next_way(work, member_id, names, holder=secrets.token_hex(8))
    if way is not None and not _say(program.settings, way, Sentence.CALL):
        get_log().warning("not notified", cure="madobe notify ways; madobe notify test NAME")


def say_test(settings: Settings, way: str) -> bool:
    """Send the sentence that asks for nothing; gives whether the way's service took it.

    Raises:
        WaysError: the file of ways cannot be used, or has no such name.
    """
    if way not in load_ways(settings.notify_file):
        raise WaysError(f"There is no way {way} in the file of ways (MADOBE_NOTIFY_FILE).")
    return _say(settings, way, Sentence.TEST)


def try_ways(program: Program) -> None:
    """Look whether every way of the phone tree could be used, and add it to the self-test."""
    names = program.house.schedule.phone_tree.ways
    try:
        ways = load_ways(program.settings.notify_file)
    except WaysError:
        return  # the self-test has said so
    found = [notices_out.look(ways[name]) for name in names if name in ways]
    if _UNUSABLE.isdisjoint(found):
        return
    with program.open_work() as work:
        tonight = timetable.evening(work)
        if tonight is not None:
            channel_id = program.settings.line_channel_id
            self_test.add(work, tonight, Finding.WAYS_SHUT, channel_id=channel_id)


def _say(settings: Settings, way: str, sentence: Sentence) -> bool:
    """A way that is not in the file is one that does not work."""
    try:
        address = load_ways(settings.notify_file).get(way)
    except WaysError as error:
        get_log().error("ways not read", trouble=type(error).__name__, cure=str(error))
        return False
    if address is None:
        return False
    is_public = settings.public_url.startswith("https://")
    return notices_out.send(address, sentence, page=settings.public_url if is_public else None)
