"""The rule, the catalogue and the merging of kinds, by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.setting_values import disclosure_rule
from domain.disclosure.catalogue import ALL, CATALOGUE
from domain.disclosure.counting import count
from domain.disclosure.merging import MERGED, merged
from domain.disclosure.rule import TEN_FIVE, Rule, WeakRuleError, meant_by, percentage, rounded
from domain.record_details import ReferTo
from domain.statistics.counted import Material
from domain.statistics.periods import Period

RULES = st.sampled_from([TEN_FIVE, Rule(threshold=20, base=10), Rule(threshold=14, base=7)])


@pytest.mark.parametrize(("threshold", "base"), [(9, 5), (10, 4), (5, 5), (12, 5), (0, 0)])
def test_no_rule_is_weaker_than_ten_five(threshold: int, base: int) -> None:
    with pytest.raises(WeakRuleError):
        Rule(threshold=threshold, base=base)
    with pytest.raises(ValueError, match="not allowed"):
        disclosure_rule(f"{threshold}-{base}")


@given(rule=RULES, count=st.integers(10, 400))
def test_a_shown_number_stands_for_several_counts_and_the_true_one_is_among_them(
    rule: Rule, count: int
) -> None:
    count += rule.threshold - 10

    low, high = meant_by(rounded(count, rule), rule)

    assert low <= count <= high
    assert high - low + 1 >= rule.base // 2
    assert {rounded(each, rule) for each in range(low, high + 1)} == {rounded(count, rule)}
    assert low == rule.threshold or rounded(low - 1, rule) != rounded(count, rule)


@given(above=st.integers(2, 80), below=st.integers(2, 80))
def test_a_percentage_is_in_steps_of_five_of_at_least_thirty(above: int, below: int) -> None:
    said = percentage(5 * above, 5 * below)

    assert (said is None) == (5 * below < 30)
    assert said is None or said % 5 == 0
    assert percentage(None, 100) is None


def test_nothing_is_crossed_by_more_than_two_attributes_nor_by_day_hour_or_counsellor() -> None:
    said = {name for each in CATALOGUE for name in (each.rows, each.columns) if name}

    assert said == {"age", "theme", "area", "gender", "place", "week", "way"}


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 8)))
def test_no_kind_of_place_with_fewer_than_three_organisations_stands_alone(
    organisations: dict[str, int],
) -> None:
    kinds = tuple("abcdef")

    found = merged(kinds, organisations)

    rows = {row: sum(organisations.get(kind, 0) for kind in kinds if found[kind] == row)
            for row in found.values()}  # fmt: skip
    assert set(found) == set(kinds)
    assert all(count >= 3 for row, count in rows.items() if row != MERGED)
    assert rows.get(MERGED, 3) >= 3 or set(rows) == {MERGED}


def test_another_edition_merges_the_same_kinds_whatever_the_directory_says_now() -> None:
    material = Material(period=Period.read("fy2026"), visits=())

    tables = count(material, dict.fromkeys(ReferTo, 9), edition=2, alone={ReferTo.FAMILY_GROUP})

    [linked] = [each.table for each in tables if each.releasable.key == "linked"]
    assert [row.code for row in linked.rows] == [ReferTo.FAMILY_GROUP, MERGED, ALL]
