"""What a destination's staff say of their own entry."""

from services import portal_entry
from tests.factories import portal as made
from tests.factories.tables import ON_SQLITE
from tests.machinery.evening import Evening

pytestmark = ON_SQLITE


def test_what_is_proposed_in_a_day_stands_in_its_order_the_newest_first(evening: Evening) -> None:
    place = made.destination(evening)
    hidamari = made.staff(evening, place)
    for words in ("い", "ろ", "は", "に"):
        evening.pass_time(60)
        with evening.program.open_work() as work:
            portal_entry.propose(work, place, words, member_id=hidamari)

    with evening.program.open_look() as look:
        found = [each.words for each in portal_entry.proposals(look, place)]
    assert found == ["に", "は", "ろ", "い"]
