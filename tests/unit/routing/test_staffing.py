"""How many counsellors an evening needs: the played evenings, and the formula beside them."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import TOKYO
from domain.erlang import erlang_a
from routing.evenings import Evening
from routing.staffed_evening import Crew
from routing.staffing import Demand, play, seeded, spread

OPENS = datetime(2026, 11, 24, 16, 0, tzinfo=TOKYO)


def demand(
    an_hour: float, talk: float, patience: float, *, hours: float = 5, last_intake: float = 0
) -> Demand:
    closes_at = OPENS + timedelta(hours=hours)
    return Demand(
        evening=Evening(
            id="tonight",
            opens_at=OPENS,
            last_intake_at=closes_at - timedelta(minutes=last_intake),
            notice_at=closes_at,
            closes_at=closes_at,
            extension_until=closes_at,
            report_at=closes_at,
            next_opening=None,
        ),
        arrivals=(an_hour / 4,) * int(hours * 4),
        talks=spread(talk),
        patience=spread(patience),
    )


def crew(counsellors: int, *, held: int = 1, **how: float) -> Crew:
    return Crew(counsellors=(None,) * counsellors, held=held, **how)  # type: ignore[arg-type]  # shares of offers


@pytest.mark.parametrize(
    ("an_hour", "talk", "patience", "slots"),
    [(4, 40, 20, 2), (8, 45, 10, 3), (2, 30, 60, 1), (12, 20, 30, 5)],
)
def test_in_the_long_run_the_played_evenings_are_what_the_formula_says(
    an_hour: float, talk: float, patience: float, slots: int
) -> None:
    long = demand(an_hour, talk, patience, hours=4000)

    played = play(long, crew(slots), times=1, chance=seeded(7))
    reckoned = erlang_a(an_hour=an_hour, talk=talk, patience=patience, slots=slots)

    assert played.answered_share == pytest.approx(reckoned.answered, abs=0.02)


def test_the_formula_knows_the_simplest_lines_by_heart() -> None:
    alone = erlang_a(an_hour=1, talk=60, patience=60, slots=1)

    # As patient as talks are long: so many are there as if everybody had a slot (Poisson, mean 1).
    assert alone.answered == pytest.approx(1 - 0.36787944, abs=1e-6)
    assert erlang_a(an_hour=3, talk=40, patience=10, slots=0).answered == pytest.approx(0)
    assert erlang_a(an_hour=0, talk=40, patience=10, slots=1).answered == 1
    with pytest.raises(ValueError, match="without time"):
        erlang_a(an_hour=1, talk=0, patience=10, slots=1)


def test_a_closing_turns_people_away_whom_the_formula_would_answer() -> None:
    evening = demand(4, 40, 200)

    played = play(evening, crew(1, held=2), times=200, chance=seeded(3))

    assert played.turned_away > 0
    assert played.ninety_wait > played.median_wait
    assert played.answered_share < erlang_a(an_hour=4, talk=40, patience=200, slots=2).answered


def test_after_the_last_intake_nobody_gets_a_place_and_the_line_goes_on() -> None:
    evening = demand(4, 40, 200, last_intake=60)

    many = play(evening, crew(60), times=100, chance=seeded(3))
    few = play(evening, crew(2), times=100, chance=seeded(3))

    assert many.turned_away_share == pytest.approx(1 / 5, abs=0.04)
    assert many.answered + many.turned_away == many.came == few.came
    assert few.turned_away > many.turned_away


def test_nobody_there_answers_nobody_and_nobody_coming_is_all_answered() -> None:
    nobody_there = play(demand(4, 40, 20), crew(0), times=20, chance=seeded(1))
    nobody_came = play(demand(0, 40, 20), crew(2), times=20, chance=seeded(1))

    assert nobody_there.answered_share == 0
    assert (nobody_came.came, nobody_came.answered_share) == (0, 1)


def test_an_offer_without_an_answer_costs_a_minute_and_a_full_organisation_is_not_asked() -> None:
    lone, quiet = demand(0.2, 1, 200), crew(1, lapsed=0.5)

    played = play(lone, quiet, times=200, chance=seeded(5))
    assert played.ninety_wait >= 5  # the same counsellor is asked again after five minutes
    both = play(lone, crew(2, lapsed=0.5), times=200, chance=seeded(5))
    assert 1 <= both.ninety_wait < played.ninety_wait

    busy = demand(12, 60, 30)
    bound = Crew(counsellors=("kazoku",) * 4, most={"kazoku": 1})
    assert play(busy, bound, times=20, chance=seeded(2)) == play(
        busy, crew(1), times=20, chance=seeded(2)
    )


@given(
    st.floats(0, 12),
    st.floats(1, 90),
    st.floats(1, 90),
    st.integers(0, 6),
    st.integers(0, 99),
    st.floats(0, 0.5),
)
def test_whoever_comes_is_answered_left_or_turned_away_and_more_hands_do_no_harm(
    an_hour: float, talk: float, patience: float, slots: int, seed: int, lapsed: float
) -> None:
    evening = demand(an_hour, talk, patience)

    few = play(evening, crew(slots, lapsed=lapsed), times=3, chance=seeded(seed))
    many = play(evening, crew(50, held=4), times=3, chance=seeded(seed))

    assert few.came == few.answered + few.left + few.turned_away == many.came
    assert many.answered_share == 1
    assert many.ninety_wait == 0
