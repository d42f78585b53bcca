"""Whether a word could be somebody's name."""

from typing import Final

from domain.details import gazetteer
from domain.details.patterns import Patterns
from domain.details.tokens import Sentence, Sort

_PATTERNS: Final = Patterns.of("names")
_LATIN: Final = _PATTERNS.one("latin")
_NO_LATIN: Final = _PATTERNS.among("no_latin")
_NO_NAME: Final = _PATTERNS.among("no_name")
_NO_NAME_ENDS: Final = _PATTERNS.lists["no_name_ends"]
_NOT_HONOURED: Final = _PATTERNS.among("not_honoured")
_NICK_ENDS: Final = _PATTERNS.lists["nick_ends"]
_TITLES: Final = _PATTERNS.among("titles")
_TEACHERS: Final = _PATTERNS.among("teachers")
_RELATIVES: Final = _PATTERNS.among("relatives")
_NEVER_FIRST: Final = frozenset("をがはにへんー")
_PARTICLES: Final = frozenset("のはがともで")
_LONGEST_GIVEN: Final = 3
_SHORTEST_NICK: Final = 2


def is_common(word: str) -> bool:
    """Whether it is a word of every day, which names nobody without a cue."""
    return word in _NO_NAME or (word.endswith(_NO_NAME_ENDS) and not is_known(word))


def is_known(word: str) -> bool:
    """Whether it is a family or a given name known by heart, or begins with a family name."""
    return (
        word in gazetteer.family_names()
        or word in gazetteer.given_names()
        or word in gazetteer.readings()
        or _begins_with_family(word)
    )


def is_nickname(word: str) -> bool:
    """みーちゃん, さきっち: whatever stands before it."""
    return word.endswith(_NICK_ENDS) and word not in _NOT_HONOURED


def is_honoured(sentence: Sentence, start: int, word: str, how: str) -> bool:
    """Whether a word with an honorific behind it is somebody: 店員さん is nobody."""
    plain = _together(word)
    if word[0] in _NEVER_FIRST or _is_anybody(word, how):
        return False
    if plain in gazetteer.family_names() or plain in gazetteer.given_names():
        return True
    is_kana = plain[0] <= "ヿ"
    if how in _TEACHERS and _is_place(sentence, start, len(word)):
        return True
    if is_kana or how in _TITLES:
        is_nick = plain[0] >= "ァ" and is_kana and how in {"くん", "ちゃん"}
        return is_nick or sentence.is_proper(start) or is_known(plain)
    if sentence.is_person(start) or is_known(plain) or not sentence.tokens:
        return True
    return how in _NICK_ENDS and len(plain) <= _SHORTEST_NICK and sentence.starts_word(start)


def is_kana_honoured(sentence: Sentence, start: int, word: str, how: str) -> bool:
    """The same for kana that stand free before さん, くん or ちゃん."""
    if word[0] in _PARTICLES and _is_anybody(word[1:], how):
        return False
    is_cut = bool(sentence.tokens) and word in gazetteer.readings()
    is_free = word[0] not in _NEVER_FIRST or is_cut
    return (
        sentence.starts_word(start)
        and is_free
        and (len(word) > 1 or how in _NICK_ENDS)
        and not _is_anybody(word, how)
    )


def is_like_name(sentence: Sentence, start: int, word: str, *, is_kin: bool = False) -> bool:
    """Whether a word where a name may stand is one. ``is_kin``: after 息子の and the like."""
    plain = _together(word)
    if is_common(plain) or plain[0] in "をんー":
        return False
    if is_known(plain):
        return True
    if _LATIN.fullmatch(word):
        return not is_kin and word.lower() not in _NO_LATIN
    if not is_kin and is_nickname(plain):
        return True
    if not sentence.starts_word(start):
        return False
    inside = sentence.inside(start, start + len(word))
    return sentence.is_person(start) or any(token.is_unknown for token in inside)


def is_said_to_be(sentence: Sentence, start: int, word: str, *, is_called: bool = False) -> bool:
    """Whether a word that is said to be a name is one: 嫌だといいます says none.

    ``is_called``: って呼んで stands behind it, which any made-up name may have before it.
    """
    if word in gazetteer.family_names() or word in gazetteer.given_names():
        return True
    if len(word) == 1 or is_common(word) or word.removesuffix("さん") in _NOT_HONOURED:
        return False
    if is_nickname(word) or word in gazetteer.readings():
        return True
    inside = sentence.inside(start, start + len(word))
    is_free = is_called and len(word) > _SHORTEST_NICK and word[0] not in _NEVER_FIRST
    may_be = is_free or not inside or any(token.may_be_name for token in inside)
    return sentence.starts_word(start) and may_be


def _is_anybody(word: str, how: str) -> bool:
    if how in _RELATIVES and word in gazetteer.given_names():
        return False
    if how in {"さん", "先生"} and word in gazetteer.family_names():
        return word in _NOT_HONOURED
    return is_common(word) or word in _NOT_HONOURED or word + how in _NOT_HONOURED


def _is_place(sentence: Sentence, start: int, size: int) -> bool:
    """伊集院先生: no place teaches."""
    inside = sentence.inside(start, start + size)
    return len(inside) == 1 and inside[0].sort is Sort.PLACE and inside[0].end == start + size


def _begins_with_family(word: str) -> bool:
    found = gazetteer.family_pattern().match(word)
    return found is not None and len(word) - found.end() <= _LONGEST_GIVEN


def _together(word: str) -> str:
    return word.replace(" ", "").replace("\u3000", "")
