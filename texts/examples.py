"""Examples: what stands for the variables of a text while it is only looked at."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from texts.language import Language

EXAMPLES: Final[Mapping[Language, Mapping[str, str]]] = MappingProxyType(
    {
        Language.JAPANESE: {
            "greeting": "こんにちは",
            "open_times": "月曜から金曜の16時から21時",
            "next_open": "明日の16時",
            "hour": "16時",
            "position": "3",
            "band": "10〜20分くらい",
            "closing": "21時",
            "pause_until": "明日の18時05分",
            "last_intake": "20時30分",
            "minutes": "15",
            "phone": "0000-00-0000",
            "lines": "文字の窓口 https://chat.example 、電話 0000-00-0000",
            "child_lines": "文字の窓口 https://chat.example",
            "on_call": "呼べる当番も、いません。",
            "alias": "みどり",
            "one_line": "お茶だけ飲んで帰れる部屋です",
            "shown": "ねこ",
            "until": "2月22日(月)",
            "month": "11月",
            "kind": "居場所",
            "kinds": "居場所・セミナー",
            "when": "11月28日(土)の14時",
            "before": "11月21日(土)の14時",
            "span": "11月28日(土)の14時から16時",
            "place": "駅前の会館2階",
            "paper": "お願いすること：訪ねてほしい",
            "term": "14",
            "days": "30",
            "ease": "途中から来ても、途中で帰っても、話さなくても",
            "title": "ひだまり",
            "line": "見ているだけでも大丈夫です。",
            "reason": "天気のため",
        },
        Language.ENGLISH: {
            "greeting": "Hello",
            "open_times": "Monday to Friday from 16:00 to 21:00",
            "next_open": "tomorrow at 16:00",
            "hour": "16:00",
            "position": "3",
            "band": "10 to 20 minutes",
            "closing": "21:00",
            "pause_until": "tomorrow at 18:05",
            "last_intake": "20:30",
            "minutes": "15",
            "phone": "0000-00-0000",
            "lines": "https://chat.example (text), 0000-00-0000 (telephone)",
            "child_lines": "https://chat.example (text)",
            "on_call": "Nobody is on call either.",
            "alias": "Midori",
            "one_line": "a room to have tea and go home",
            "shown": "Neko",
            "until": "on Monday 22 February",
            "month": "November",
            "kind": "open room",
            "kinds": "open room, seminar",
            "when": "Saturday 28 November at 14:00",
            "before": "Saturday 21 November at 14:00",
            "span": "Saturday 28 November at 14:00 to 16:00",
            "place": "Station Hall",
            "paper": "What we ask for: To be visited",
            "term": "14",
            "days": "30",
            "ease": "come late, leave early or stay silent",
            "title": "Sunny Room",
            "line": "You may just watch.",
            "reason": "because of the weather",
        },
    }
)
"""By language and variable: one a reader knows at once for an example."""


def as_read(bubble: str, language: Language) -> str:
    """A bubble with examples in place of its variables; what has none stays as it stands."""
    for name, words in EXAMPLES[language].items():
        bubble = bubble.replace(f"{{{name}}}", words)
    return bubble
