"""The words of the evening's closed codes, as counsellors and supervisors read them."""

from collections.abc import Mapping
from typing import Final

from domain.evening import Mode
from domain.offer import OfferKind
from domain.presence import Duty, Presence
from domain.self_test import Finding
from domain.silence import SilenceStep
from routing.calendar import CalendarWarning
from routing.waiting_line import Priority

DUTIES: Final[Mapping[Duty, str]] = {
    Duty.READY: "受けられます",
    Duty.PAUSED: "休み中",
    Duty.AWAY: "まだ受けていません",
}

PRESENCES: Final[Mapping[Presence, str]] = {
    Presence.HERE: "います",
    Presence.GREY: "1分ほど反応がありません",
    Presence.MISSED: "2分以上、反応がありません",
    Presence.LOST: "接続が切れています",
}

OFFERS: Final[Mapping[OfferKind, str]] = {
    OfferKind.WAITING: "待っている方",
    OfferKind.PASSING: "引き継ぎを待っているお話し",
    OfferKind.HAND_OVER: "引き継ぎのお願い",
}

SILENCES: Final[Mapping[SilenceStep, str]] = {
    SilenceStep.NONE: "",
    SilenceStep.HINT: "10分静か",
    SilenceStep.NUDGE: "15分静か",
    SilenceStep.SECOND: "25分静か",
    SilenceStep.REST: "40分静か",
    SilenceStep.SUPERVISOR: "静か・見てください",
}

PRIORITIES: Final[Mapping[Priority, str]] = {
    Priority.P0: "危険",
    Priority.P1: "急ぎ",
    Priority.P2: "先に",
    Priority.P3: "順番",
}

MODES: Final[Mapping[Mode, tuple[str, str]]] = {
    Mode.FROZEN: ("新しい受付", "止めると、新しい方には「今日はいっぱい」と正直に伝えます。"),
    Mode.DISASTER: ("災害モード", "入れると、自動の返事のはじめに、今たいせつなことを伝えます。"),
}
"""The switch, and what it does."""

CALENDAR: Final[Mapping[CalendarWarning, str]] = {
    CalendarWarning.UNSTATED: "カレンダーをいつまで確かめたかが、書かれていません。",
    CalendarWarning.SHORT: "カレンダーの残りが60日を切りました。休みと当番を確かめてください。",
}

FINDINGS: Final[Mapping[Finding, str]] = {
    Finding.LINE_SHUT: "LINEにつながらないか、鍵が使えません。",
    Finding.FEW_PUSHES: "今月LINEで送れる数が、残り少なくなっています。",
    Finding.CLOCKS_APART: "サーバーの時計がずれています。",
    Finding.CALENDAR: "カレンダーの先の予定が、確かめられていません。",
    Finding.SCHEDULE_FILE: "予定表の新しい書きかえに、誤りがあります。",
    Finding.PARKED_EVENTS: "読み取れなかったことばがあります。管理者に知らせてください。",
    Finding.WORKERS_BEHIND: "届いたことばの処理が遅れています。管理者に知らせてください。",
}
