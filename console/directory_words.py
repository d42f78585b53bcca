"""The words of the directory: how a line stands, whom it is for, what is wrong with a row."""

from collections.abc import Mapping
from typing import Final

from console.language import _, later
from domain.checking import EntryAct, EntryState
from domain.directory import Audience, ContactProblem, Means, Purpose
from domain.phone_number import NumberProblem
from routing.line_hours_words import HoursProblem
from routing.line_table import Problem, RowProblem
from services.directory_pages import ShownLine

STATES: Final[Mapping[EntryState, str]] = {
    EntryState.USABLE: later("使えます"),
    EntryState.EXAMPLE: later("見本"),
    EntryState.CHECKED_ONCE: later("一人が確認"),
    EntryState.UNCHECKED: later("未確認"),
    EntryState.EXPIRED: later("期限切れ"),
    EntryState.NOT_YET: later("期間外（これから）"),
    EntryState.OVER: later("期間外（終わりました）"),
    EntryState.INCOMPLETE: later("番号か時間がありません"),
    EntryState.WITHDRAWN: later("使うのをやめました"),
}
PURPOSES: Final[Mapping[Purpose, str]] = {
    Purpose.CRISIS: later("いのちの危機"),
    Purpose.LISTENING: later("話を聞く"),
    Purpose.CENTRE: later("ひきこもりの窓口"),
    Purpose.MEDICAL: later("急な病気・けが"),
    Purpose.EMERGENCY: later("緊急（110・119）"),
    Purpose.VIOLENCE: later("暴力・虐待"),
    Purpose.YOUNG: later("子ども・若い人"),
    Purpose.SCHOOL: later("学校・子育て"),
    Purpose.OTHER: later("そのほか"),
}
AUDIENCES: Final[Mapping[Audience, str]] = {
    Audience.ONESELF: later("本人"),
    Audience.FAMILY: later("家族"),
    Audience.UNDER_18: later("18歳以下"),
    Audience.WOMEN: later("女性"),
    Audience.PARENTS: later("子育て中の方"),
}
MEANS: Final[Mapping[Means, str]] = {
    Means.VOICE: later("電話"),
    Means.TEXT: later("文字"),
}
LINE_ACTS: Final[Mapping[EntryAct, str]] = {
    EntryAct.SHIPPED: later("はじめから入っていました"),
    EntryAct.IMPORTED: later("表から取りこみました"),
    EntryAct.ADDED: later("加えました"),
    EntryAct.CHANGED: later("書きかえました"),
    EntryAct.CHECKED: later("確かめました"),
    EntryAct.WITHDRAWN: later("使うのをやめました"),
    EntryAct.RESTORED: later("もどしました"),
}
PROBLEMS: Final[Mapping[Problem, str]] = {
    RowProblem.NO_NAME: later("窓口の名前がありません。"),
    RowProblem.NO_CONTACT: later("番号がありません。あとで入れられます。"),
    RowProblem.TOO_LONG: later("長すぎるところがあります。"),
    RowProblem.TWICE: later("%(word)s が、この表に2回あります。"),
    RowProblem.KNOWN_ALREADY: later("%(word)s は、もう名簿にあります。"),
    RowProblem.UNKNOWN_WORD: later("「%(word)s」がわかりません。"),
    RowProblem.NO_DAY: later("「%(word)s」は日付として読めません。"),
    NumberProblem.NOT_A_NUMBER: later("「%(word)s」は電話番号として読めません。"),
    NumberProblem.TOO_FEW_DIGITS: later("「%(word)s」は数字が足りません。"),
    NumberProblem.TOO_MANY_DIGITS: later("「%(word)s」は数字が多すぎます。"),
    ContactProblem.KNOWN_WRONG: later("%(word)s は、まちがいとして知られている番号です。"),
    ContactProblem.NUMBER_OF_ANOTHER: later("%(word)s は、ほかの窓口の番号です。"),
    ContactProblem.NO_ADDRESS: later("「%(word)s」はリンクとして読めません。"),
    HoursProblem.NOT_UNDERSTOOD: later("「%(word)s」が、時間として読めません。"),
    HoursProblem.NO_SUCH_TIME: later("「%(word)s」という時刻や日はありません。"),
    HoursProblem.ENDS_FIRST: later("「%(word)s」は、終わりが先です。次の日なら「翌」をつけます。"),
    HoursProblem.TWICE: later("「%(word)s」が2回あります。"),
    HoursProblem.DAYS_MISSING: later(
        "「%(word)s」の時間がありません。休みなら「休み」と書きます。"
    ),
    HoursProblem.HOLIDAYS_MISSING: later("祝日のことがありません。「祝日 休み」のように書きます。"),
    HoursProblem.NEVER_OPEN: later("つながる時間が、ひとつもありません。"),
    HoursProblem.TOO_LONG: later("時間の書き方が長すぎます。"),
}


def state_words(line: ShownLine) -> str:
    """How a line stands, with the days that are left: 使えます・あと23日."""
    if line.state is EntryState.USABLE and line.days_left is not None:
        return _("使えます・あと%(n)s日", n=line.days_left)
    return _(STATES[line.state])


def problem_words(problem: Problem, word: str) -> str:
    """What is wrong, in words."""
    return _(PROBLEMS[problem], word=word)
