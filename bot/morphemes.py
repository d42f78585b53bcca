"""Cuts Japanese into words with SudachiPy, where it is installed.

Mode C: the longest units, so that a name stays whole. The dictionary is opened at the first word,
once a process, and takes about 140 MB; a process that never asks never pays.
"""

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import Final

from domain.details.tokens import Sort, Token

try:
    from sudachipy import Dictionary, SplitMode, Tokenizer
except ImportError:  # without it names are found by patterns alone
    HAS_DICTIONARY = False
else:
    HAS_DICTIONARY = True

_ONE_AT_A_TIME: Final = Lock()
"""A tokenizer refuses two threads; a sentence takes a tenth of a millisecond."""
_SORTS: Final = {
    "名詞-固有名詞-人名-姓": Sort.FAMILY_NAME,
    "名詞-固有名詞-人名-名": Sort.GIVEN_NAME,
    "名詞-固有名詞-人名": Sort.PERSON,
    "名詞-固有名詞-地名": Sort.PLACE,
    "名詞-固有名詞": Sort.PROPER,
    "名詞-数詞": Sort.NUMBER,
    "名詞": Sort.NOUN,
    "接尾辞": Sort.TAIL,
}


def cut(text: str) -> Sequence[Token]:
    """The words of a text in order, without a gap; none where SudachiPy is not installed."""
    if not HAS_DICTIONARY:
        return ()
    with _ONE_AT_A_TIME:
        return [
            Token(
                start=word.begin(),
                end=word.end(),
                sort=_sort(word.part_of_speech()),
                is_unknown=word.is_oov(),
            )
            for word in _tokenizer().tokenize(text)
        ]


@cache
def _tokenizer() -> "Tokenizer":
    return Dictionary(dict="core").tokenizer(mode=SplitMode.C)


def _sort(part_of_speech: Sequence[str]) -> Sort:
    """UniDic's classes: 名詞-固有名詞-人名-姓 and so on, the longest beginning that is known."""
    names = ("-".join(part_of_speech[:count]) for count in (4, 3, 2, 1))
    return next((_SORTS[name] for name in names if name in _SORTS), Sort.OTHER)
