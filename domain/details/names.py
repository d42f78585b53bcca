"""People's names: by what stands around them, by heart, and by the tokens."""

from collections.abc import Iterator
from typing import Final

from domain.details import gazetteer
from domain.details.kinds import DetailKind
from domain.details.name_words import (
    is_common,
    is_honoured,
    is_kana_honoured,
    is_like_name,
    is_said_to_be,
)
from domain.details.numbers import Piece
from domain.details.patterns import Patterns
from domain.details.plain import Span
from domain.details.subjects import find_subjects
from domain.details.tokens import Sentence, Sort, Token

_PATTERNS: Final = Patterns.of("names")
_HONOURED: Final = _PATTERNS.one("honoured")
_KANA_HONOURED: Final = _PATTERNS.one("kana_honoured")
_HOW: Final = _PATTERNS.one("how")
_ROLE: Final = _PATTERNS.one("role")
_LEAD: Final = _PATTERNS.one("lead")
_FULL_TAIL: Final = _PATTERNS.one("full_tail")
_CALLED: Final = _PATTERNS.one("called")
_CUED: Final = (_PATTERNS.one("introduced"), _CALLED, *_PATTERNS.several("named"))
_FIRST: Final = tuple(_PATTERNS.one(name) for name in ("start", "self", "said_before"))
_SPACED: Final = _PATTERNS.one("spaced")
_KIN: Final = tuple(
    pattern for name in ("was", "kin", "in_brackets") for pattern in _PATTERNS.several(name)
)
_COPULA: Final = _PATTERNS.one("copula")
_IS: Final = _PATTERNS.one("is")
_READING: Final = _PATTERNS.one("reading")
_PREFECTURES: Final = _PATTERNS.among("prefectures")
_BY_FORM: Final = tuple(
    _PATTERNS.one(name) for name in ("roman", "roman_cued", "initials", "nick_tsu", "half_kana")
)
_SPACED_KANA: Final = _PATTERNS.one("spaced_kana")
_PUBLIC: Final = _PATTERNS.one("public")
"""People of public life and of the past: whoever names them names nobody near."""
_PLACE_TAIL: Final = _PATTERNS.one("place_tail")
_AS_PERSON: Final = _PATTERNS.one("as_person")
_OF_THINGS: Final = frozenset({Sort.PLACE, Sort.PROPER, Sort.NOUN})
_LONGEST_KANA: Final = 5


def find_names(sentence: Sentence) -> Iterator[Piece]:
    """Every name of a person in a sentence, and how it is read where that stands in brackets."""
    public = [found.span() for found in _PUBLIC.finditer(sentence.text)]
    for spans in (
        _honoured,
        _honoured_by_heart,
        _by_heart,
        _spaced_in_kana,
        _by_cue,
        _by_place,
        _by_tokens,
        find_subjects,
    ):
        for start, end in spans(sentence):
            if any(first <= start < last for first, last in public):
                continue
            yield DetailKind.NAME, start, end
            if (kana := _READING.match(sentence.text, end)) is not None:
                yield DetailKind.NAME, *kana.span("it")


def _honoured(sentence: Sentence) -> Iterator[Span]:
    for found in _HONOURED.finditer(sentence.text):
        start, word = _without_role(found.start("it"), found["it"])
        if is_honoured(sentence, start, word, found["how"]):
            is_pet = found["how"] in {"ちゃん", "くん"}
            yield start, found.end() if is_pet else start + len(word)
    for found in _KANA_HONOURED.finditer(sentence.text):
        if is_kana_honoured(sentence, found.start("it"), found["it"], found["how"]):
            yield found.span()


def _honoured_by_heart(sentence: Sentence) -> Iterator[Span]:
    """Kana names right before an honorific, whatever kana stand before them."""
    for found in _HOW.finditer(sentence.text):
        for size in range(min(_LONGEST_KANA, found.start()), 1, -1):
            start = found.start() - size
            word = sentence.text[start : found.start()]
            if word in gazetteer.readings() and is_kana_honoured(
                sentence, start, word, found.group()
            ):
                yield start, found.end()
                break


def _without_role(start: int, word: str) -> tuple[int, str]:
    """主治医黒田 is a role and a name."""
    known = gazetteer.family_names() | gazetteer.given_names()
    role = _ROLE.match(word) if word not in known else None
    if role is not None and word[role.end() :] in known:
        return start + role.end(), word[role.end() :]
    return start, word


def _by_heart(sentence: Sentence) -> Iterator[Span]:
    """A family name followed by a given name."""
    for found in gazetteer.family_pattern().finditer(sentence.text):
        if found.group() not in _PREFECTURES and _IS.match(sentence.text, found.end()):
            yield found.span()
        tail = _FULL_TAIL.match(sentence.text, found.end())
        end = tail.end() if tail is not None else 0
        while end > found.end():
            word = sentence.text[found.end() : end].strip(" \u3000・")
            if word in gazetteer.given_names() or word in gazetteer.given_readings():
                yield found.start(), end
                break
            end -= 1
    for found in _SPACED.finditer(sentence.text):
        if found["it"] in gazetteer.given_names() or found["it"] in gazetteer.given_readings():
            yield found.span()


def _spaced_in_kana(sentence: Sentence) -> Iterator[Span]:
    """おがわ まこと."""
    for found in _SPACED_KANA.finditer(sentence.text):
        is_family = found["family"] in gazetteer.family_readings()
        if is_family and found["it"] in gazetteer.given_readings():
            yield found.span()


def _by_cue(sentence: Sentence) -> Iterator[Span]:
    for pattern in _CUED:
        for found in pattern.finditer(sentence.text):
            start, end = _without_lead(sentence.text, found.span("it"))
            word = _COPULA.sub("", sentence.text[start:end].strip("「『 \u3000"))
            if word and is_said_to_be(sentence, start, word, is_called=pattern is _CALLED):
                yield start, end
    for pattern in _BY_FORM:
        for found in pattern.finditer(sentence.text):
            yield found.span("it")


def _by_place(sentence: Sentence) -> Iterator[Span]:
    """Where names stand: first in a message, after 息子の, in brackets."""
    for pattern in _FIRST:
        for found in pattern.finditer(sentence.text):
            word = found["it"].strip()
            is_short = len(word) == 1 and word in gazetteer.family_names()
            if is_short or is_like_name(sentence, found.start("it"), word):
                yield found.span("it")
    for pattern in _KIN:
        for found in pattern.finditer(sentence.text):
            if is_like_name(sentence, found.start("it"), found["it"].strip(), is_kin=True):
                yield found.span("it")


def _without_lead(text: str, span: Span) -> Span:
    """A word without ぼくは and the like before it."""
    start, end = span
    while text[start:end] not in gazetteer.readings() and (lead := _LEAD.match(text, start, end)):
        start = lead.end()
    return start, end


def _by_tokens(sentence: Sentence) -> Iterator[Span]:
    """What the dictionary knows as a person's name, but for single letters, words as well."""
    before: Token | None = None
    for token in sentence.tokens:
        if token.is_person:
            if before is not None and _is_full(sentence.text, before, token):
                yield before.start, token.end
            elif _is_clear(sentence.text, token):
                yield token.start, token.end
            before = token
        elif _is_thing_as_person(sentence.text, token):
            yield token.start, token.end
            before = None
        elif sentence.text[token.start : token.end] not in {" ", "\u3000"}:
            before = None


def _is_full(text: str, family: Token, given: Token) -> bool:
    """Whether two names that follow one another are one person's."""
    first, second = text[family.start : family.end], text[given.start : given.end]
    if _is_kanji(first) or _is_kanji(second):
        return True
    return first in gazetteer.family_readings() and given.sort is Sort.GIVEN_NAME


def _is_clear(text: str, token: Token) -> bool:
    word = text[token.start : token.end]
    if _is_kanji(word):
        return len(word) > 1 and not is_common(word) and not _PLACE_TAIL.match(text, token.end)
    return word in gazetteer.given_readings() and word[0] >= "ァ" and len(word) > 2  # noqa: PLR2004 - リン, サキ are also other words


def _is_thing_as_person(text: str, token: Token) -> bool:
    """石田に笑われた: the dictionary says a place or a thing; what is said only people do."""
    word = text[token.start : token.end]
    is_both = len(word) > 1 and word in gazetteer.family_names() and token.sort in _OF_THINGS
    return is_both and word not in _PREFECTURES and _AS_PERSON.match(text, token.end) is not None


def _is_kanji(word: str) -> bool:
    return "一" <= word[0] <= "鿿"
