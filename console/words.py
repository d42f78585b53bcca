"""The words of the closed codes, as counsellors read them."""

from collections.abc import Mapping
from typing import Final

from console import indicator_words, programme_words, referral_words
from console.language import later
from domain.conversation import End, VisitState
from domain.delivery import DeliveryState, Reason
from domain.message import MessageKind
from domain.passphrase import Weakness
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
    Reason.EXPIRED_NUMBER: later("案内できなくなった番号かリンクがあり、送るのをやめました"),
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
    "period_open": later("この期間は、まだ公開できません。終わって6日目からできます。"),
    "ledger_moved": later("同じときに、ほかの数字が公開されました。もう一度押してください。"),
    "not_prepared": later("まだ用意ができていないか、もう公開されています。"),
    "nobody_waiting": later("今、待っている方はいません。"),
    "already_taken": later("ほかの相談員がお話しを始めたか、お待ちでなくなりました。"),
    "not_yours": later("この対話は、ほかの相談員が受け持っています。"),
    "blocked": later("ブロックされているため、送れません。書いたものは残っています。"),
    "ended": later("この対話は終わっています。"),
    "empty": later("文章が空です。"),
    "too_long": later("長すぎて一度に送れません。25,000字までに分けてください。"),
    "crossed": later("その間に、ほかの人が送っています。読んでから、もう一度押してください。"),
    "second_look": later("番号やアドレスが入っています。確かめてから、もう一度押してください。"),
    "just_said": later("「考えています」は、さきほど送っています。"),
    "still_open": later("この対話はまだ続いています。終えてから記録を書いてください。"),
    "no_room": later("今お持ちのお話しで、いっぱいです。ひとつ終えてからお願いします。"),
    "not_on_duty": later("その方は今、お話しを受けられません。"),
    "not_agreed": later("団体のあいだの取り決めで、その方には引き継げません。"),
    "offer_gone": later("この申し出は、もう終わっています。"),
    "already_offered": later("ほかの相談員にお願いしているところです。"),
    "reading_only": later(
        "接続が切れたため、引き継ぎ先をさがしています。今は読むことだけできます。"
    ),
    "open_talks": later("お話しが続いています。引き継ぐか、終えてからお願いします。"),
    "too_long_extension": later("延長は、閉まってから30分までです。"),
    "nothing_to_close": later("その時刻からは、もう閉まっています。"),
    "blank_reason": later("休みにする理由を書いてください。"),
    "own_account": later("ご自身のことは替えられません。ほかの運営者にお願いしてください。"),
    "alias_taken": later("その呼び名は、ほかの相談員が使っています。別の呼び名にしてください。"),
    "odd_alias": later("呼び名は、1字から20字までで書いてください。"),
    "role_not_given": later("その役割は、ここでは替えられません。"),
    "unknown_organisation": later("その団体は、予定表にありません。"),
    "record_signed": later("責任者が確認した記録です。書きなおせません。追記はできます。"),
    "record_written": later(
        "このお話しの記録は、もう書き終えられています。今書いたものは、下に残っています。"
    ),
    "record_changed": later(
        "読んでいるあいだに、記録が書きなおされました。もう一度お読みください。"
    ),
    "own_record": later("ご自分の記録です。ほかの責任者に確認をお願いしてください。"),
    "records_open": later(
        "書いていない記録が2つあります。ひとつ書いてから、次の方をお願いします。"
        "難しいときは、責任者に声をかけてください。"
    ),
    "day_not_over": later("まだ開いています。閉まってから、一日を締めてください。"),
    "day_incomplete": later(
        "まだ締められません。続いているお話しと、残っている記録を確かめてください。"
    ),
    "same_person": later("求めた本人は、同意できません。もう一人の方にお願いしてください。"),
    "same_hands": later(
        "この30日のあいだに一方がもう一方を招いたか役割を替えた、または同じ人が二人を招いたため、"
        "もう一人になれません。ほかの責任者か運営者にお願いしてください。"
    ),
    "needs_the_keeper": later(
        "責任者と運営者のリンクは、ここでは作れません。サーバーの担当者にお願いしてください。"
    ),
    "glass_too_soon": later("もう一人の返事を、10分お待ちください。"),
    "asking_gone": later("もう答えがあったか、取り下げられたか、7日がすぎました。"),
    "glass_gone": later("もう開かれたか、終わっています。"),
    "last_factor": later(
        "これをはずすと、確認する方法がなくなります。先に、もう一つ登録してください。"
    ),
    "login_taken": later("そのログイン名は、もう使われています。"),
    "empty_login": later("ログイン名を64字までで入れてください。"),
    "text_refused": later("このままでは使えません。下に書いてあるところを直してください。"),
    "text_changed": later(
        "ほかの方が先に書きかえました。下の版をたしかめてから、もう一度お試しください。"
    ),
    "own_text": later("ご自分が書いた版です。ほかの責任者に承認をお願いしてください。"),
    "expired_number": later(
        "書かれている番号やリンクは、二人が確かめた窓口ではないか、期限が切れています。"
        "はずすか、窓口の名簿を見てください。"
    ),
    "line_changed": later("ほかの人が、先に書きかえました。いまの内容を見てから、もう一度どうぞ。"),
    "line_incomplete": later("番号と時間がそろってから、確かめられます。"),
    "destination_incomplete": later("ひとこと・日時・連絡先か場所がそろってから、確かめられます。"),
    "no_proposal": later("400字までで書いてください。"),
    "destination_refused": later("この内容のままでは残せません。"),
    "line_refused": later("番号か時間が、正しい形ではありません。"),
    "training_missing": later(
        "必要な研修か、有効な修了証がそろっていないため、お話しを受け持てません。"
        "何が足りないかは「わたしの当番」に出ます。修了証は運営者に渡してください。"
    ),
    "double_booked": later("その時間には、もう当番が入っています。"),
    "shift_over": later("その当番は、もう始まっているか、終わっています。"),
    "swap_gone": later("ほかの方が引き受けたか、取り下げられました。"),
    "wrong_certificate_number": later("修了証の番号が、決まりの形ではありません。"),
    "certificate_number_spent": later(
        "この番号の修了証は、もう登録されているか、取り消されています。"
    ),
    "certificate_year": later("番号の年（3・4桁目）と、発行した日の年が合いません。"),
    "certificate_ended": later("この修了証は、もう再交付されたか、取り消されています。"),
    "not_lower": later("もうその危険度か、それより低くなっています。"),
    "short_reason": later("下げる理由を、5字から400字までで書いてください。"),
    "lowering_stands": later("下げるお願いが、もう出ています。返事を待ってください。"),
    "lowering_gone": later(
        "このお願いは終わっています。返事がすんだか、30分たったか、新しいサインが届きました。"
    ),
    "danger_first": later("危険のしるしがある方です。日をおいていただくことはできません。"),
    "already_paused": later("この方は、もう日をおいていただくことになっています。"),
    "no_abuse": later("つらいことばのしるしが、ついていません。"),
    "term_refused": later("このままでは使えません。言いかえてください。"),
    "known_term": later("同じことばが、もうあります。"),
    "own_term": later("ご自分が書いたことばです。ほかの責任者に承認をお願いしてください。"),
    "term_gone": later("もう承認されたか、取り下げられています。"),
    "noisy_term": later(
        "加えると、ふつうの文の8件に1件より多くを、まちがって知らせます。"
        "もっと限ったことばに言いかえてください。"
    ),
    "louder_now": later("危険度が上がっています。新しいしらせを見てから、もう一度押してください。"),
    "not_acknowledged": later("先に「確認しました」を押してください。"),
    "still_waiting": later("まだお待ちの方です。だれかが受け持ってから、終わりにしてください。"),
    "alone_with_danger": later(
        "続いているお話しに、責任者がいません。いっしょに入ってから、終わりにしてください。"
    ),
    "refused": later("今はできません。画面を読みなおしてください。"),
    **referral_words.REFUSALS,
    "reason_needed": later("緊急対応が続いています。読む理由を、先に選んでください。"),
    "incident_over": later("この緊急対応は終わっています。"),
    "no_conference": later("会議で方針を決めてから、終わりにできます。"),
    "answered": later("もう返事がされています。"),
    "asked_before": later(
        "求めたあとで、ようすが変わりました。続けるときは、もう一度求めてください。"
    ),
    **indicator_words.REFUSALS,
    **programme_words.REFUSALS,
    "no_guest": later("この方には見せられません。ほかの方を選ぶか、72時間までにしてください。"),
}
"""By the ``code`` of a ``RefusedError``."""

WEAKNESSES: Final[Mapping[Weakness, str]] = {
    Weakness.SHORT: later("短すぎます。14文字以上にしてください。"),
    Weakness.LONG: later("長すぎます。256文字までにしてください。"),
    Weakness.COMMON: later("よく使われる言葉です。ほかの言葉を足してください。"),
    Weakness.LIKE_LOGIN: later("ログイン名とほとんど同じです。ほかの言葉にしてください。"),
}
