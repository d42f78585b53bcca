"""Something behind the doors of the portal: the entry of a destination, and what waits there."""

from collections.abc import Mapping
from uuid import UUID

from domain.portal import Key, UsedBy
from domain.referral_code import CodeStep
from services import guessing, portal
from tests.factories import portal as made
from tests.machinery.evening import Evening


def portal_things(evening: Evening, members: Mapping[str, UUID]) -> dict[str, UUID | str]:
    """A destination for which the destination's member stands; guesses were seen there."""
    destination_id, staff_id = made.destination(evening), members["destination"]
    proposal_id = made.stands_and_wishes(evening, destination_id, staff_id, "水曜もあいています")
    for each in range(10):
        by = Key(
            destination_ids=frozenset({destination_id}),
            used_by=UsedBy.LINK,
            whose=bytes([each // 5]),
        )
        with evening.program.open_work() as work:
            portal.redeem(work, by, "333333", CodeStep.CAME)
    with evening.program.open_look() as look:
        [alarm] = guessing.alarms(look)
    return {
        "destination_id": destination_id,
        "proposal_id": proposal_id,
        "alarm_id": alarm.id,
        "handle": "nobodys",
        "token": "nobodys",
    }
