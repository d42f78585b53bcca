"""Handles kept line events: one contact at a time, each event an act of its own."""

from typing import Final
from uuid import UUID

from bot.logs import get_log, where_of
from bot.wiring import Program
from handlers import dispatch
from services import intake

_MOST_BATCHES: Final = 500
"""A job ends sometime; what it leaves is rung for again."""


def handle_batch(program: Program, batch_id: UUID) -> None:
    """Handle the open events of this batch, and then of every other one that is free."""
    _handle_people(program, batch_id, is_waiting=True)
    seen = {batch_id}
    while len(seen) < _MOST_BATCHES:
        with program.open_look() as work:
            found = [other for other in intake.open_batches(work) if other not in seen]
        if not found:
            return
        for other in found:
            _handle_people(program, other, is_waiting=False)
        seen.update(found)


def _handle_people(program: Program, batch_id: UUID, *, is_waiting: bool) -> None:
    """Handle every open event of the people in this batch, in LINE's order for each of them."""
    with program.open_look() as work:
        contact_ids = intake.contacts_to_handle(work, batch_id)
    for contact_id in contact_ids:
        _handle_urgent(program)
        while _handle_next(program, contact_id, batch_id, is_waiting=is_waiting):
            _handle_urgent(program)


def _handle_urgent(program: Program) -> None:
    """Danger does not stand behind other people's words, however many there are."""
    seen: set[bytes] = set()
    while True:
        with program.open_look() as work:
            found = [each for each in intake.urgent_people(work) if each[0] not in seen]
        if not found:
            return
        for contact_id, batch_id in found:
            seen.add(contact_id)
            while _handle_next(program, contact_id, batch_id, is_waiting=False):
                pass


def _handle_next(
    program: Program, contact_id: bytes | None, batch_id: UUID, *, is_waiting: bool
) -> bool:
    """Handle one event; gives whether there may be another."""
    number: int | None = None
    try:
        with program.open_work() as work:
            number = intake.next_event_number(work, contact_id, batch_id, is_waiting=is_waiting)
            if number is None:
                return False
            dispatch.handle(work, number)
            return intake.next_event_number(work, contact_id, batch_id) is not None
    except Exception as error:
        if number is None:
            raise
        _set_aside(program, number, error)
    return True


def _set_aside(program: Program, number: int, error: Exception) -> None:
    trouble = type(error).__name__
    with program.open_work() as work:
        is_parked = intake.set_aside(work, number, trouble)
    log = get_log()
    if is_parked:
        log.error(
            "event parked",
            number=number,
            trouble=trouble,
            where=where_of(error),
            cure="Nothing is lost. Mend the cause, then run `madobe events retry`.",
        )
        _heed_danger(program, number)
    else:
        log.warning("event set aside", number=number, trouble=trouble, where=where_of(error))


def _heed_danger(program: Program, number: int) -> None:
    """What could not be answered is judged all the same, in an act that says nothing itself."""
    try:
        with program.open_work() as work:
            dispatch.heed(work, number)
    except Exception as error:  # noqa: BLE001 - the event is parked already, and stands in the log
        get_log().error(
            "parked event not judged",
            number=number,
            trouble=type(error).__name__,
            where=where_of(error),
        )
