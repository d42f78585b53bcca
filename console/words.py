"""The words of the closed codes, as counsellors read them."""

from collections.abc import Mapping
from typing import Final

from console.language import later
from domain.conversation import End, VisitState
from domain.delivery import DeliveryState, Reason
from domain.message import MessageKind
from domain.record import Caller, RiskLevel, Theme

STATES: Final[Mapping[VisitState, str]] = {
    VisitState.OUT_OF_HOURS: later("時間外"),
    VisitState.WAITING: later("お待ちです"),
    VisitState.TALKING: later("お話し中"),
    VisitState.RESTING: later("休止中"),
    VisitState.ENDED: later("終わりました"),
}

DELIVERY: Final[Mapping[DeliveryState, str]] = {
    DeliveryState.WAITING: later("送信待ち"),
    DeliveryState.SENT: later("送信済み"),
    DeliveryState.HELD: later("保留"),
    DeliveryState.FAILED: later("送れませんでした"),
    DeliveryState.UNKNOWN: later("届いたか不明"),
}

REASONS: Final[Mapping[Reason, str]] = {
    Reason.BUSY: later("LINEか回線が混み合っています。自動でもう一度送ります"),
    Reason.REFUSED: later("LINEがこのメッセージを受け付けませんでした"),
    Reason.FORBIDDEN: later("LINEにつながる鍵が使えません。責任者に知らせてください"),
    Reason.QUOTA: later("今月送れる数を使い切りました。次に相手が書いてくださったときに送ります"),
    Reason.TOO_LATE: later("すぐに返せる時間を過ぎました"),
    Reason.BLOCKED: later("ブロックされています"),
    Reason.NO_ANSWER: later("LINEから返事がありませんでした。二重に送らないよう、止めています"),
    Reason.TOO_OLD: later("1日のあいだ試しましたが、送れませんでした"),
    Reason.UNREADABLE: later("本文を開けませんでした。責任者に知らせてください"),
}

KINDS: Final[Mapping[MessageKind, str]] = {
    MessageKind.TEXT: later("文章"),
    MessageKind.STICKER: later("スタンプ"),
    MessageKind.IMAGE: later("画像"),
    MessageKind.VIDEO: later("動画"),
    MessageKind.AUDIO: later("音声"),
    MessageKind.FILE: later("ファイル"),
    MessageKind.LOCATION: later("位置情報"),
}

CALLERS: Final[Mapping[Caller, str]] = {
    Caller.SELF: later("本人"),
    Caller.MOTHER: later("母"),
    Caller.FATHER: later("父"),
    Caller.SIBLING: later("きょうだい"),
    Caller.SPOUSE: later("配偶者"),
    Caller.RELATIVE: later("その他の親族"),
    Caller.FRIEND: later("友人・知人"),
    Caller.SUPPORTER: later("支援者"),
    Caller.OTHER: later("その他"),
    Caller.UNKNOWN: later("不明"),
}

THEMES: Final[Mapping[Theme, str]] = {
    Theme.MIND: later("気持ち・こころの不調"),
    Theme.WISH_TO_DIE: later("死にたい気持ち"),
    Theme.SELF_BLAME: later("自分を責める"),
    Theme.FAMILY: later("家族との関係"),
    Theme.VIOLENCE: later("家の中の暴力"),
    Theme.FEAR_OF_PEOPLE: later("人が怖い・会話"),
    Theme.SLEEP: later("昼夜逆転・眠り"),
    Theme.BODY: later("からだ・受診"),
    Theme.SCHOOL: later("学校・いじめの過去"),
    Theme.WORK: later("仕事・働くこと"),
    Theme.MONEY: later("お金・年金・制度"),
    Theme.AFTER_PARENTS: later("親亡き後・8050"),
    Theme.PLACE: later("居場所・仲間"),
    Theme.GENDER: later("性・ジェンダー"),
    Theme.GAMES: later("ゲーム・ネット"),
    Theme.HOBBIES: later("趣味・雑談"),
    Theme.HOW_TO_RELATE: later("家族の接し方"),
    Theme.SIBLINGS: later("きょうだいの悩み"),
    Theme.HURT_BY_HELP: later("支援で傷ついた"),
    Theme.PROCEDURE: later("手続きの質問"),
    Theme.OTHER: later("その他"),
}

RISKS: Final[Mapping[RiskLevel, str]] = {
    RiskLevel.NOT_ASKED: later("未確認（理由を書いてください）"),
    RiskLevel.R0: later("R0　尋ねた。危険はない"),
    RiskLevel.R1: later("R1　消えたい気持ち。自分からの動きはない"),
    RiskLevel.R2: later("R2　死にたい気持ち。計画はない"),
    RiskLevel.R3: later("R3　計画・手段・最近の行為のどれか、または人への危険"),
    RiskLevel.R4: later("R4　計画も手段もあり間近、または今まさに"),
}

ENDS: Final[Mapping[End, str]] = {
    End.TALKED: later("話して終わった"),
    End.LEFT_BY_PERSON: later("本人が終えた"),
    End.WENT_SILENT: later("返事が途切れた"),
    End.TIME_WANTS_MORE: later("時間で区切り・続けたい"),
    End.TIME: later("時間で区切り"),
    End.LINKED: later("つないだ"),
    End.EMERGENCY: later("緊急対応"),
    End.BLOCKED: later("ブロック"),
    End.PRANK: later("いたずら・無言・広告"),
    End.LEFT_WAITING: later("待機中に離れた"),
    End.FULL: later("満員で受けられず"),
    End.OUT_OF_HOURS_ONLY: later("時間外のみ"),
}

REFUSALS: Final[Mapping[str, str]] = {
    "nobody_waiting": later("今、待っている方はいません。"),
    "already_taken": later("ほかの相談員がお話しを始めたか、お待ちでなくなりました。"),
    "not_yours": later("この対話は、ほかの相談員が受け持っています。"),
    "blocked": later("ブロックされているため、送れません。書いたものは残っています。"),
    "ended": later("この対話は終わっています。"),
    "empty": later("文章が空です。"),
    "too_long": later("長すぎて一度に送れません。25,000字までに分けてください。"),
    "still_open": later("この対話はまだ続いています。終えてから記録を書いてください。"),
    "no_room": later("今お持ちのお話しで、いっぱいです。ひとつ終えてからお願いします。"),
    "not_on_duty": later("その方は今、お話しを受けられません。"),
    "offer_gone": later("この申し出は、もう終わっています。"),
    "already_offered": later("ほかの相談員にお願いしているところです。"),
    "reading_only": later(
        "接続が切れたため、引き継ぎ先をさがしています。今は読むことだけできます。"
    ),
    "open_talks": later("お話しが続いています。引き継ぐか、終えてからお願いします。"),
    "too_long_extension": later("延長は、閉まってから30分までです。"),
    "nothing_to_close": later("その時刻からは、もう閉まっています。"),
    "blank_reason": later("休みにする理由を書いてください。"),
    "unknown_organisation": later("その団体は、予定表にありません。"),
    "refused": later("今はできません。画面を読みなおしてください。"),
}
"""By the ``code`` of a ``RefusedError``."""
