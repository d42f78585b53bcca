"""The words of the closed codes, as counsellors read them."""

from collections.abc import Mapping
from typing import Final

from domain.conversation import End, VisitState
from domain.delivery import DeliveryState, Reason
from domain.message import MessageKind
from domain.record import Caller, RiskLevel, Theme

STATES: Final[Mapping[VisitState, str]] = {
    VisitState.OUT_OF_HOURS: "時間外",
    VisitState.WAITING: "お待ちです",
    VisitState.TALKING: "お話し中",
    VisitState.RESTING: "休止中",
    VisitState.ENDED: "終わりました",
}

DELIVERY: Final[Mapping[DeliveryState, str]] = {
    DeliveryState.WAITING: "送信待ち",
    DeliveryState.SENT: "送信済み",
    DeliveryState.HELD: "保留",
    DeliveryState.FAILED: "送れませんでした",
    DeliveryState.UNKNOWN: "届いたか不明",
}

REASONS: Final[Mapping[Reason, str]] = {
    Reason.BUSY: "LINEか回線が混み合っています。自動でもう一度送ります",
    Reason.REFUSED: "LINEがこのメッセージを受け付けませんでした",
    Reason.FORBIDDEN: "LINEにつながる鍵が使えません。責任者に知らせてください",
    Reason.QUOTA: "今月送れる数を使い切りました。次に相手が書いてくださったときに送ります",
    Reason.TOO_LATE: "すぐに返せる時間を過ぎました",
    Reason.BLOCKED: "ブロックされています",
    Reason.NO_ANSWER: "LINEから返事がありませんでした。二重に送らないよう、止めています",
    Reason.TOO_OLD: "1日のあいだ試しましたが、送れませんでした",
    Reason.UNREADABLE: "本文を開けませんでした。責任者に知らせてください",
}

KINDS: Final[Mapping[MessageKind, str]] = {
    MessageKind.TEXT: "文章",
    MessageKind.STICKER: "スタンプ",
    MessageKind.IMAGE: "画像",
    MessageKind.VIDEO: "動画",
    MessageKind.AUDIO: "音声",
    MessageKind.FILE: "ファイル",
    MessageKind.LOCATION: "位置情報",
}

CALLERS: Final[Mapping[Caller, str]] = {
    Caller.SELF: "本人",
    Caller.MOTHER: "母",
    Caller.FATHER: "父",
    Caller.SIBLING: "きょうだい",
    Caller.SPOUSE: "配偶者",
    Caller.RELATIVE: "その他の親族",
    Caller.FRIEND: "友人・知人",
    Caller.SUPPORTER: "支援者",
    Caller.OTHER: "その他",
    Caller.UNKNOWN: "不明",
}

THEMES: Final[Mapping[Theme, str]] = {
    Theme.MIND: "気持ち・こころの不調",
    Theme.WISH_TO_DIE: "死にたい気持ち",
    Theme.SELF_BLAME: "自分を責める",
    Theme.FAMILY: "家族との関係",
    Theme.VIOLENCE: "家の中の暴力",
    Theme.FEAR_OF_PEOPLE: "人が怖い・会話",
    Theme.SLEEP: "昼夜逆転・眠り",
    Theme.BODY: "からだ・受診",
    Theme.SCHOOL: "学校・いじめの過去",
    Theme.WORK: "仕事・働くこと",
    Theme.MONEY: "お金・年金・制度",
    Theme.AFTER_PARENTS: "親亡き後・8050",
    Theme.PLACE: "居場所・仲間",
    Theme.GENDER: "性・ジェンダー",
    Theme.GAMES: "ゲーム・ネット",
    Theme.HOBBIES: "趣味・雑談",
    Theme.HOW_TO_RELATE: "家族の接し方",
    Theme.SIBLINGS: "きょうだいの悩み",
    Theme.HURT_BY_HELP: "支援で傷ついた",
    Theme.PROCEDURE: "手続きの質問",
    Theme.OTHER: "その他",
}

RISKS: Final[Mapping[RiskLevel, str]] = {
    RiskLevel.NOT_ASKED: "未確認（理由を書いてください）",
    RiskLevel.R0: "R0　尋ねた。危険はない",
    RiskLevel.R1: "R1　消えたい気持ち。自分からの動きはない",
    RiskLevel.R2: "R2　死にたい気持ち。計画はない",
    RiskLevel.R3: "R3　計画・手段・最近の行為のどれか、または人への危険",
    RiskLevel.R4: "R4　計画も手段もあり間近、または今まさに",
}

ENDS: Final[Mapping[End, str]] = {
    End.TALKED: "話して終わった",
    End.LEFT_BY_PERSON: "本人が終えた",
    End.WENT_SILENT: "返事が途切れた",
    End.TIME_WANTS_MORE: "時間で区切り・続けたい",
    End.TIME: "時間で区切り",
    End.LINKED: "つないだ",
    End.EMERGENCY: "緊急対応",
    End.BLOCKED: "ブロック",
    End.PRANK: "いたずら・無言・広告",
    End.LEFT_WAITING: "待機中に離れた",
    End.FULL: "満員で受けられず",
    End.OUT_OF_HOURS_ONLY: "時間外のみ",
}

REFUSALS: Final[Mapping[str, str]] = {
    "nobody_waiting": "今、待っている方はいません。",
    "already_taken": "ほかの相談員がお話しを始めたか、お待ちでなくなりました。",
    "not_yours": "この対話は、ほかの相談員が受け持っています。",
    "blocked": "ブロックされているため、送れません。書いたものは残っています。",
    "ended": "この対話は終わっています。",
    "empty": "文章が空です。",
    "too_long": "長すぎて一度に送れません。25,000字までに分けてください。",
    "still_open": "この対話はまだ続いています。終えてから記録を書いてください。",
    "no_room": "今お持ちのお話しで、いっぱいです。ひとつ終えてからお願いします。",
    "not_on_duty": "その方は今、お話しを受けられません。",
    "offer_gone": "この申し出は、もう終わっています。",
    "already_offered": "ほかの相談員にお願いしているところです。",
    "reading_only": "接続が切れたため、引き継ぎ先をさがしています。今は読むことだけできます。",
    "open_talks": "お話しが続いています。引き継ぐか、終えてからお願いします。",
    "too_long_extension": "延長は、閉まってから30分までです。",
    "nothing_to_close": "その時刻からは、もう閉まっています。",
    "blank_reason": "休みにする理由を書いてください。",
    "unknown_organisation": "その団体は、予定表にありません。",
    "refused": "今はできません。画面を読みなおしてください。",
}
"""By the ``code`` of a ``RefusedError``."""
