"""The words of destinations: how one stands, whom it is for, how one is there, what is wrong."""

from collections.abc import Mapping
from typing import Any, Final

from console.directory_words import PROBLEMS as LINE_PROBLEMS
from console.directory_words import STATES as LINE_STATES
from console.language import _, later
from console.record_words import AREAS, REFER_TO
from domain.checking import EntryState
from domain.destination import Audience, Day, DestinationFacts, FactProblem, Offer, Way
from domain.destination_cells import CellProblem
from domain.destination_table import Problem, RowProblem
from domain.directory import ContactProblem
from domain.phone_number import NumberProblem
from services.destinations import Shown

STATES: Final[Mapping[EntryState, str]] = {
    **LINE_STATES,
    EntryState.INCOMPLETE: later("書きかけ"),
}
AUDIENCES: Final[Mapping[Audience, str]] = {
    Audience.ONESELF: later("本人"),
    Audience.FAMILY: later("家族"),
}
WAYS: Final[Mapping[Way, str]] = {
    Way.TEXT: later("文字"),
    Way.PHONE: later("電話"),
    Way.VISIT: later("訪問"),
    Way.ONLINE: later("オンライン"),
    Way.COMING: later("来所"),
}
OFFERS: Final[Mapping[Offer, str]] = {
    Offer.A_PLACE_TO_BE: later("居場所"),
    Offer.FAMILY_GROUP: later("家族会"),
    Offer.GROUP_PROGRAMME: later("集団支援プログラム"),
    Offer.WORK_TRIAL: later("職場体験"),
    Offer.SEMINAR: later("セミナー"),
    Offer.MONEY: later("FP相談"),
    Offer.SPECIALISTS: later("専門チーム派遣"),
    Offer.OUTREACH: later("訪問"),
}
DAYS: Final[Mapping[Day, str]] = {
    Day.MONDAY: later("月"),
    Day.TUESDAY: later("火"),
    Day.WEDNESDAY: later("水"),
    Day.THURSDAY: later("木"),
    Day.FRIDAY: later("金"),
    Day.SATURDAY: later("土"),
    Day.SUNDAY: later("日"),
    Day.HOLIDAY: later("祝"),
}
NARROWED_BY: Final[Mapping[str, Mapping[Any, str]]] = {
    "kind": REFER_TO,
    "area": AREAS,
    "audience": AUDIENCES,
    "day": DAYS,
}
"""The codes a search can be narrowed by, with their words, by the name of the field."""

PROBLEMS: Final[Mapping[Problem, str]] = {
    **{problem: LINE_PROBLEMS[problem] for problem in (*NumberProblem, *ContactProblem)},
    RowProblem.TWICE: later("「%(word)s」が、この表に2回あります。"),
    RowProblem.KNOWN_ALREADY: later("「%(word)s」は、もう紹介先にあります。"),
    RowProblem.NO_KIND: later("種類がありません。「その他」として取りこみます。"),
    RowProblem.NO_LINE: later("ひとことがありません。あとで書けます。"),
    RowProblem.NO_HOURS: later("日時がありません。あとで書けます。"),
    RowProblem.NO_WAY: later("連絡先も場所もありません。あとで書けます。"),
    CellProblem.UNKNOWN_WORD: later("「%(word)s」がわかりません。もとのまま残します。"),
    CellProblem.NO_DATE: later("「%(word)s」は日付として読めません。もとのまま残します。"),
    CellProblem.NO_AGE: later("「%(word)s」は年齢として読めません。もとのまま残します。"),
    CellProblem.NO_CONTACT: later(
        "「%(word)s」は電話番号やリンクとして読めません。もとのまま残します。"
    ),
    CellProblem.LINE_TOO_LONG: later("ひとことが60字をこえています。もとのまま残します。"),
    FactProblem.NO_NAME: later("名前がありません。"),
    FactProblem.TOO_LONG: later("長すぎるところがあります。"),
    FactProblem.NO_AGE: later("年齢が正しくありません。"),
    FactProblem.ENDS_FIRST: later("終わりの日が、はじまりの日より前です。"),
}


def state_words(shown: Shown) -> str:
    """How a destination stands, with the days that are left: 使えます・あと23日."""
    if shown.state is EntryState.USABLE and shown.days_left is not None:
        return _("使えます・あと%(n)s日", n=shown.days_left)
    return _(STATES[shown.state])


def problem_words(problem: Problem, word: str) -> str:
    """What is wrong, in words."""
    return _(PROBLEMS[problem], word=word)


def age_words(facts: DestinationFacts) -> str:
    """Which ages it is for; "" for every."""
    first, last = facts.age_from, facts.age_to
    if first is not None and last is not None:
        return _("%(first)s歳から%(last)s歳まで", first=first, last=last)
    if first is not None:
        return _("%(first)s歳から", first=first)
    return _("%(last)s歳まで", last=last) if last is not None else ""
