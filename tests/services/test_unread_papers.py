"""A paper nobody at its destination has opened: somebody rings there, and a mail without words."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot import portal_staff
from bot.notices_out import Sentence
from services import portal_papers, unread_papers
from services.unread_papers import Unread
from tests.doubles.sinks import web_sink
from tests.factories import portal
from tests.factories.papers import PaperTalk
from tests.factories.phone_tree import has_ways, web_address
from tests.factories.tables import ON_SQLITE
from tests.machinery.evening import EVENING, Evening

pytestmark = ON_SQLITE


@pytest.fixture
def town(evening: Evening) -> PaperTalk:
    """A paper that was handed on at five past four."""
    town = PaperTalk(evening)
    town.person_agrees()
    paper = town.writes()
    town.person_agrees_to(paper)
    town.releases(paper)
    return town


def unread(town: PaperTalk) -> list[Unread]:
    with town.evening.program.open_look() as look:
        return list(unread_papers.list_unread(look))


def test_somebody_rings_where_nobody_can_read_or_nobody_has_for_three_days(
    town: PaperTalk,
) -> None:
    [lying] = unread(town)
    assert (lying.destination_id, lying.has_staff) == (town.place, False)
    hidamari = portal.staff(town.evening, town.place)
    assert unread(town) == []
    town.evening.pass_time(3 * 24 * 3600)
    assert [each.has_staff for each in unread(town)] == [True]

    with town.evening.program.open_work() as work:
        [addressed] = portal_papers.list_papers(work, member_id=hidamari)
        portal_papers.read(work, addressed.address, member_id=hidamari)

    assert unread(town) == []


def test_staff_with_a_way_hear_one_sentence_by_day_and_once_in_three_days(
    town: PaperTalk, tmp_path: Path
) -> None:
    evening = town.evening
    portal.staff(evening, town.place)
    with web_sink() as sink:
        has_ways(evening, tmp_path, portal_hidamari=web_address(sink.port))
        heard = []
        for hours in (1, 17, 18, 19, 43, 19 + 72):  # 17:05, 9:05, 10:05, 11:05 …
            evening.set_clock(EVENING + timedelta(hours=hours))
            portal_staff.ring_if_due(evening.program)
            evening.work()
            heard.append(sink.messages)

    assert heard == [0, 0, 1, 1, 1, 2]
    words = sink.wire.decode("unicode_escape", "ignore") + sink.wire.decode("utf-8", "ignore")
    assert Sentence.CALL in words
    assert "ひろば" not in words
