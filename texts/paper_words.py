"""A hand-over paper as a person is shown it before they agree: the destination reads the same.

The codes are those of ``domain.hand_over_paper``; the destination's page words them alike.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from texts.language import Language

_BOTH: Final = (Language.JAPANESE, Language.ENGLISH)

_PARTS: Final = {
    "what": ("お願いすること", "What we ask for"),
    "where": ("どこで", "Where"),
    "when": ("いつ", "When"),
    "how": ("どんなふうに近づくか", "How to come near"),
    "refuses": ("してほしくないこと", "What is not wanted"),
}
_CODES: Final = {
    ("what", "talk"): ("話を聞いてほしい", "To be listened to"),
    ("what", "visit"): ("訪ねてほしい", "To be visited"),
    ("what", "come_along"): ("一緒に行ってほしい", "To be gone with"),
    ("what", "team"): ("専門の人にみてほしい", "To be seen by specialists"),
    ("what", "place"): ("居場所をさがしたい", "To find an open room"),
    ("what", "money"): ("お金や制度のこと", "Money and benefits"),
    ("what", "health"): ("からだやこころのこと", "Body and mind"),
    ("where", "at_home"): ("家のなか", "In the home"),
    ("where", "at_the_door"): ("玄関先", "At the door"),
    ("where", "outside"): ("家の外", "Outside the home"),
    ("where", "centre"): ("そちらの場所", "At your place"),
    ("where", "online"): ("オンライン", "Online"),
    ("where", "in_writing"): ("手紙や文字", "In letters or text"),
    ("when", "morning"): ("午前", "Mornings"),
    ("when", "afternoon"): ("午後", "Afternoons"),
    ("when", "evening"): ("夕方から夜", "Evenings"),
    ("when", "weekday"): ("平日", "Weekdays"),
    ("when", "weekend"): ("土日", "Weekends"),
    ("when", "by_agreement"): ("そのつど決めたい", "Agreed on each time"),
    ("how", "in_writing_first"): ("先に文字で知らせる", "Say so in writing first"),
    ("how", "without_voice"): ("声を出さなくてよい", "No need to speak"),
    ("how", "one_person"): ("一人で来る", "Come alone"),
    ("how", "same_person"): ("いつも同じ人が来る", "Always the same person"),
    ("how", "no_bell"): ("呼び鈴を鳴らさない", "Do not ring the bell"),
    ("how", "no_uniform"): ("名札や制服なしで来る", "No name tag, no uniform"),
    ("how", "short"): ("短い時間にする", "Keep it short"),
    ("how", "with_family"): ("家族と一緒でよい", "The family may be there"),
    ("refuses", "phone"): ("電話", "Telephone"),
    ("refuses", "visit"): ("訪問", "Visits"),
    ("refuses", "family_told"): ("家族に伝えること", "Telling the family"),
    ("refuses", "neighbours_see"): ("近所の目につくこと", "Being noticed by neighbours"),
    ("refuses", "school_or_work"): ("学校や仕事の話", "Talk of school or work"),
    ("refuses", "medicine"): ("受診や薬の話", "Talk of doctors or medicine"),
    ("refuses", "photographs"): ("写真", "Photographs"),
}

PARTS: Final[Mapping[tuple[str, Language], str]] = MappingProxyType(
    {(part, of): words[_BOTH.index(of)] for part, words in _PARTS.items() for of in _BOTH}
)
"""What a paper says something about."""

CODES: Final[Mapping[tuple[str, str, Language], str]] = MappingProxyType(
    {(*code, of): words[_BOTH.index(of)] for code, words in _CODES.items() for of in _BOTH}
)
"""The closed words of each part."""

_OTHER: Final = {Language.JAPANESE: "そのほか", Language.ENGLISH: "Other"}
_BETWEEN: Final = {Language.JAPANESE: "：", Language.ENGLISH: ": "}
_JOINT: Final = {Language.JAPANESE: "、", Language.ENGLISH: "; "}


def lines(codes: Mapping[str, Collection[str]], words: str, language: Language) -> str:
    """A paper, a line for each part that says something; ``words`` are the free ones, if any."""
    found = {
        PARTS[part, language]: _JOINT[language].join(
            CODES[part, code, language]
            for of, code in _CODES
            if of == part and code in codes.get(part, ())
        )
        for part in _PARTS
    } | {_OTHER[language]: words}
    between = _BETWEEN[language]
    return "\n".join(f"{head}{between}{said}" for head, said in found.items() if said)
