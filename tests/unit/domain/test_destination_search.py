"""Searching destinations: any width, kana and case; what is unsaid keeps nobody from it."""

from domain.destination import Audience, Day, DestinationFacts, Offer
from domain.destination_search import Wanted, found
from domain.record_details import Area, ReferTo

CAFE = DestinationFacts(name="Ｃａｆｅ みなと", one_line="お茶をのむところ")
SUNNY = DestinationFacts(
    name="ひだまり",
    one_line="みなとの家族の会",
    kind=ReferTo.YOUTH_STATION,
    audience=frozenset({Audience.ONESELF}),
    age_from=15,
    age_to=39,
    offers=frozenset({Offer.FAMILY_GROUP}),
    days=frozenset({Day.TUESDAY}),
    areas=frozenset({Area.KOFU}),
    contact="055-000-0101",
)


def names(**wanted: object) -> list[str]:
    entries = (SUNNY, CAFE)
    those = found(entries, Wanted(**wanted), facts_of=lambda each: each)  # type: ignore[arg-type]  # any field
    return [each.name for each in those]


def test_words_are_found_in_any_width_kana_and_case() -> None:
    for words in ("ｃafe", "みなと　CAFE", "ﾐﾅﾄ お茶", "のムトコロ"):
        assert names(words=words) == [CAFE.name]
    assert names(words="家族会") == [SUNNY.name]
    assert names(words="0550000101") == names(words="055-000-0101") == [SUNNY.name]
    assert names(words="みなと ねこ") == []


def test_a_word_in_the_name_comes_first_and_among_equals_the_order_stays() -> None:
    assert names(words="ミナト") == [CAFE.name, SUNNY.name]
    assert names(words="") == [SUNNY.name, CAFE.name]


def test_kind_area_who_age_and_day_narrow_the_list_and_what_is_unsaid_stays() -> None:
    assert names(day=Day.TUESDAY, area=Area.KOFU, age=15) == [SUNNY.name, CAFE.name]
    for elsewhere in (
        {"day": Day.SUNDAY},
        {"area": Area.KYONAN},
        {"audience": Audience.FAMILY},
        {"age": 40},
        {"age": 14},
        {"kind": ReferTo.OTHER},
    ):
        assert names(**elsewhere) == [CAFE.name]
