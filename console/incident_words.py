"""What is said of incidents: on their pages in the member's language, on the sheet in Japanese."""

from collections.abc import Mapping
from typing import Final

from console.language import later
from domain.incident import Cause, Decision, EntryKind, Lamp, Need, Part, ReadReason
from services.incident_sheet import Sign

KINDS: Final[Mapping[EntryKind, str]] = {
    EntryKind.OPENED: later("記録を開いた"),
    EntryKind.AGAIN: later("次の回から続けた"),
    EntryKind.NOTICED: later("気づき"),
    EntryKind.SEEN: later("見た"),
    EntryKind.ASKED: later("たずねた"),
    EntryKind.LEVEL: later("レベル"),
    EntryKind.SUPERVISOR: later("責任者"),
    EntryKind.CONSENT: later("同意の確認"),
    EntryKind.OUTCOME: later("結果"),
    EntryKind.MOMENT: later("今"),
    EntryKind.POLICE: later("110"),
    EntryKind.AMBULANCE: later("119"),
    EntryKind.PREFECTURE: later("県へ一報"),
    EntryKind.OUTSIDE: later("外部窓口"),
    EntryKind.SMALL_CONFERENCE: later("小委員会"),
    EntryKind.CONFERENCE: later("委員会"),
    EntryKind.OVER: later("終わりにする"),
    EntryKind.DISCLOSE: later("開示の求め"),
    EntryKind.ERASE: later("削除の求め"),
}

PARTS: Final[Mapping[Part, str]] = {
    Part.WORDS: later("内容"),
    Part.WHOM: later("相手（担当者）"),
    Part.BY_WHOM: later("連絡した人"),
    Part.NUMBER: later("受理番号"),
    Part.PARTICIPANTS: later("参加者"),
    Part.FACTS: later("事実"),
    Part.VIEW: later("見立て"),
    Part.POLICY: later("方針"),
    Part.OWNER: later("担当"),
    Part.WATCHER: later("見守る人"),
    Part.UNTIL_NEXT: later("次回までにすること"),
}

DECISIONS: Final[Mapping[Decision, str]] = {
    Decision.TO_COMMITTEE: later("委員会を今日のうちに開く"),
    Decision.EMERGENCY: later("緊急として対応する"),
    Decision.WATCH: later("緊急ではない。見守りを続ける"),
}

LAMPS: Final[Mapping[Lamp, str]] = {
    Lamp.DUE: later("会議がまだです。今日の23時59分までに開きます。"),
    Lamp.OVERDUE: later("会議がないまま、日が終わりました。"),
    Lamp.PASSED: later("次回日時が過ぎています。次の会議がまだです。"),
}

NEEDS: Final[Mapping[Need, str]] = {
    Need.INCIDENT: later("緊急対応の記録がまだです"),
    Need.CONFERENCE: later("緊急対応の会議がまだです"),
}

REASONS: Final[Mapping[ReadReason, str]] = {
    ReadReason.SAFETY: later("安全を確かめるため"),
    ReadReason.CONFERENCE: later("会議の準備のため"),
    ReadReason.REPORT: later("県・警察・消防への連絡のため"),
    ReadReason.SIGNING: later("記録を確認するため"),
}

CAUSES: Final[Mapping[Cause, str]] = {
    Cause.TALK: later("お話しの画面から"),
    Cause.ALERT: later("お知らせから"),
    Cause.RECORD: later("相談記録から"),
}

SIGNS: Final[Mapping[Sign, str]] = {
    Sign.RAISED: later("レベルが上がった"),
    Sign.CARRIED: later("前の回から続いている"),
    Sign.SAID_ANEW: later("あらためてサインがあった"),
    Sign.LOWERED: later("レベルを下げた"),
    Sign.ACKNOWLEDGED: later("責任者が確認した"),
}

NEXT_AT: Final = later("次回日時")
DECISION: Final = later("決めたこと")
AGREED: Final = later("%(name)sさんが同意しました")
NOT_AGREED: Final = later("%(name)sさんは同意しませんでした")
WAITING: Final = later("もう一人の責任者の同意を待っています")

SHEET: Final = {
    "title": later("緊急対応記録票"),
    "care": later("取扱注意"),
    "continued": later("緊急対応記録票（つづき）"),
    "goes_on": later("次のページにつづきます"),
    "alias": later("呼び名"),
    "number": later("受付番号"),
    "organisation": later("団体"),
    "counsellor": later("相談員"),
    "level": later("最も高いレベル"),
    "cause": later("きっかけ"),
    "started": later("来られた時刻"),
    "opened": later("記録を開いた時刻"),
    "opened_by": later("開いた責任者"),
    "closed": later("終わった時刻"),
    "outside": later("外部窓口"),
    "course": later("経過"),
    "conferences": later("会議"),
    "none": later("まだありません。"),
    "program": later("自動"),
    "unreadable": later("この項目は、開けなくなっています。"),
    "unprintable": later("〓は、印刷できない文字です。画面で確かめてください。"),
    "made": later("作成"),
    "running": later("続いています"),
    "date": later("年　　月　　日"),
}
"""The sheet's own words, by the name of their place."""

SIGNATURES: Final = (
    later("記入した責任者"),
    later("確認した責任者"),
    later("団体の運営者"),
    later("県の担当"),
)
"""Who signs the sheet, by hand."""
