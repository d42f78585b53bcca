"""What is looked for among destinations, as it stands in a page's address."""

from enum import StrEnum
from typing import TypeVar

from flask import request

from domain.destination import OLDEST, Audience, Day
from domain.destination_search import LONGEST_WORDS, Wanted
from domain.record_details import Area, ReferTo

_Code = TypeVar("_Code", bound=StrEnum)


def read_wanted(*, words: str = "words") -> Wanted:
    """What is looked for; ``words`` is the name of that field.

    A code or an age that is none is not asked about.
    """
    age = request.args.get("age", type=int)
    return Wanted(
        words=request.args.get(words, "")[:LONGEST_WORDS].strip(),
        kind=_code("kind", ReferTo),
        area=_code("area", Area),
        audience=_code("audience", Audience),
        age=age if age is not None and 0 <= age <= OLDEST else None,
        day=_code("day", Day),
    )


def _code(name: str, codes: type[_Code]) -> _Code | None:
    asked = request.args.get(name, "")
    return codes(asked) if asked in set(codes) else None
