"""Words that are changed, taken back, or come after a block: each is judged, none is unsaid."""

from domain.alert import Origin
from domain.conversation import VisitState
from tests.factories.alarm import T14, alert_of, changes
from tests.factories.person import Person
from tests.factories.time import at, count
from tests.machinery.evening import Evening

WISH = "もう死にたいです"
LESSER = "つらくて今すぐ話したい"


def test_words_of_somebody_who_has_blocked_us_raise_the_alert_all_the_same(
    evening: Evening,
) -> None:
    person = Person(evening)
    written = evening.text(WISH)
    person.says("こんばんは")
    evening.pass_time(5)
    person.blocks()
    before = len(evening.line.calls)

    evening.arrive(written)

    assert alert_of(evening, person.visit.id).level == 2
    assert len(evening.line.calls) == before


def test_words_that_are_taken_back_leave_level_and_time_but_no_words(evening: Evening) -> None:
    person = Person(evening)
    evening.arrive(evening.text(WISH, message_id="77"))
    raised_at = alert_of(evening, person.visit.id).raised_at
    evening.pass_time(30)

    evening.arrive(evening.event("unsend", unsend={"messageId": "77"}))

    alert = alert_of(evening, person.visit.id)
    assert (alert.level, alert.raised_at, alert.settled_at) == (2, raised_at, None)
    assert person.visit.risk == 2


def test_words_that_were_taken_back_before_they_came_are_judged(evening: Evening) -> None:
    person = Person(evening)
    written = evening.text(WISH, message_id="77")
    evening.arrive(evening.event("unsend", unsend={"messageId": "77"}))

    evening.arrive(written)

    assert person.visit.risk == 2


def test_what_is_put_in_the_place_of_other_words_is_judged(evening: Evening) -> None:
    person = Person(evening)
    evening.arrive(evening.text("きょうは寒いですね", message_id="77"))
    assert person.visit.risk == 0

    evening.arrive(edited(evening, "77", WISH))

    alert = alert_of(evening, person.visit.id)
    assert (alert.level, alert.origin) == (2, Origin.EDITED)
    assert count(evening, T14) == 1


def test_words_that_are_changed_into_harmless_ones_keep_their_level(evening: Evening) -> None:
    person = Person(evening)
    evening.arrive(evening.text(WISH, message_id="77"))

    evening.arrive(edited(evening, "77", "なんでもないです"))

    assert person.visit.risk == 2
    assert changes(evening) == [(0, 2)]


def test_what_is_changed_is_read_where_it_stands_among_the_bubbles(evening: Evening) -> None:
    person = Person(evening)
    for number, piece in enumerate(("し", "うどん", "た", "い")):
        evening.arrive(evening.text(piece, message_id=f"7{number}"))
    assert person.visit.risk == 0
    evening.pass_time(300)

    evening.arrive(edited(evening, "71", "に"))

    assert person.visit.risk == 2


def test_an_answer_that_is_changed_into_a_lesser_sign_is_no_way_past_a_full_evening(
    evening: Evening,
) -> None:
    evening.set_clock(at(15, 50))
    person = Person(evening)
    evening.arrive(evening.text("こんばんは", message_id="77"))
    evening.set_clock(at(20, 40))

    evening.arrive(edited(evening, "77", LESSER))

    assert alert_of(evening, person.visit.id).level == 1
    assert person.state is VisitState.OUT_OF_HOURS
    assert count(evening, "短い時間でよければ") == 1


def edited(evening: Evening, message_id: str, words: str) -> dict[str, object]:
    message = {"id": message_id, "type": "text", "text": words}
    return evening.event("messageEdited", message=message)
