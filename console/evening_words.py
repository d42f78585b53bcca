"""The words of the evening's closed codes, as counsellors and supervisors read them."""

from collections.abc import Mapping
from typing import Final

from console.language import later
from domain.evening import Mode
from domain.offer import OfferKind
from domain.presence import Duty, Presence
from domain.self_test import Finding
from domain.silence import SilenceStep
from routing.calendar import CalendarWarning
from routing.waiting_line import Priority

DUTIES: Final[Mapping[Duty, str]] = {
    Duty.READY: later("受けられます"),
    Duty.PAUSED: later("休み中"),
    Duty.AWAY: later("まだ受けていません"),
}

PRESENCES: Final[Mapping[Presence, str]] = {
    Presence.HERE: later("います"),
    Presence.GREY: later("1分ほど反応がありません"),
    Presence.MISSED: later("2分以上、反応がありません"),
    Presence.LOST: later("接続が切れています"),
}

OFFERS: Final[Mapping[OfferKind, str]] = {
    OfferKind.WAITING: later("待っている方"),
    OfferKind.PASSING: later("引き継ぎを待っているお話し"),
    OfferKind.HAND_OVER: later("引き継ぎのお願い"),
}

SILENCES: Final[Mapping[SilenceStep, str]] = {
    SilenceStep.NONE: "",
    SilenceStep.HINT: later("10分静か"),
    SilenceStep.NUDGE: later("15分静か"),
    SilenceStep.SECOND: later("25分静か"),
    SilenceStep.REST: later("40分静か"),
    SilenceStep.SUPERVISOR: later("静か・見てください"),
}

PRIORITIES: Final[Mapping[Priority, str]] = {
    Priority.P0: later("危険"),
    Priority.P1: later("急ぎ"),
    Priority.P2: later("先に"),
    Priority.P3: later("順番"),
}

MODES: Final[Mapping[Mode, tuple[str, str]]] = {
    Mode.FROZEN: (
        later("新しい受付"),
        later("止めると、新しい方には「今日はいっぱい」と正直に伝えます。"),
    ),
    Mode.DISASTER: (
        later("災害モード"),
        later("入れると、自動の返事のはじめに、今たいせつなことを伝えます。"),
    ),
}
"""The switch, and what it does."""

CALENDAR: Final[Mapping[CalendarWarning, str]] = {
    CalendarWarning.UNSTATED: later("カレンダーをいつまで確かめたかが、書かれていません。"),
    CalendarWarning.SHORT: later(
        "カレンダーの残りが60日を切りました。休みと当番を確かめてください。"
    ),
}

FINDINGS: Final[Mapping[Finding, str]] = {
    Finding.LINE_SHUT: later("LINEにつながらないか、鍵が使えません。"),
    Finding.FEW_PUSHES: later("今月LINEで送れる数が、残り少なくなっています。"),
    Finding.CLOCKS_APART: later("サーバーの時計がずれています。"),
    Finding.CALENDAR: later("カレンダーの先の予定が、確かめられていません。"),
    Finding.SCHEDULE_FILE: later("予定表の新しい書きかえに、誤りがあります。"),
    Finding.PARKED_EVENTS: later("読み取れなかったことばがあります。管理者に知らせてください。"),
    Finding.WAYS_MISSING: later("連絡網の一部の宛先が、設定されていません。"),
    Finding.WAYS_SHUT: later("連絡網の一部の宛先に、つながりません。"),
    Finding.WORKERS_BEHIND: later("届いたことばの処理が遅れています。管理者に知らせてください。"),
}
