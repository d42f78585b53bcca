"""The words of the pages of texts: what each notice is for, and what is to be said of a wording."""

from collections.abc import Mapping
from typing import Final

from console.language import _, later
from services.text_pages import Standing
from texts.key import TextKind
from texts.notices import NoticeName
from texts.rules import Finding, Remark

KINDS: Final[Mapping[TextKind, str]] = {
    TextKind.NOTICE: later("自動のお知らせ"),
    TextKind.SNIPPET: later("相談員の文例"),
}

GROUPS: Final[tuple[tuple[str, Mapping[NoticeName, str]], ...]] = (
    (
        later("はじめに"),
        {
            NoticeName.FOLLOW: later("登録してくださったとき"),
            NoticeName.HOW: later("使い方"),
            NoticeName.PRIVACY: later("約束ごと"),
            NoticeName.PREVIEW: later("通知の見え方"),
            NoticeName.LATER: later("「今はいい」へのお返事"),
            NoticeName.WELCOME_BACK: later("もどってきてくださったとき"),
        },
    ),
    (
        later("閉まっているとき"),
        {
            NoticeName.BEFORE_OPENING: later("開く前"),
            NoticeName.BEFORE_OPENING_PHONE: later("開く前（センターの電話がつながる時間）"),
            NoticeName.AFTER_CLOSING: later("閉まったあと"),
            NoticeName.AFTER_CLOSING_LINES: later("閉まったあと（つながる窓口あり）"),
            NoticeName.DAY_OFF: later("お休みの日"),
            NoticeName.DAY_OFF_LINES: later("お休みの日（つながる窓口あり）"),
            NoticeName.CLOSED_UNDATED: later("次に開く日が決まっていないとき"),
            NoticeName.SUDDEN: later("急なお休み"),
            NoticeName.SUDDEN_LINES: later("急なお休み（つながる窓口あり）"),
            NoticeName.SUDDEN_UNDATED: later("急なお休み（次に開く日が決まっていない）"),
            NoticeName.DISASTER: later("災害のとき、はじめに添えることば"),
        },
    ),
    (
        later("声をかける約束"),
        {
            NoticeName.WILL_CALL: later("声をかける約束"),
            NoticeName.WILL_CALL_UNDATED: later("声をかける約束（次に開く日が決まっていない）"),
            NoticeName.WONT_CALL: later("声はかけなくていい、へのお返事"),
            NoticeName.CALL: later("開いたときの声かけ"),
            NoticeName.CALL_LATER: later("あとからの声かけ"),
            NoticeName.URGENT: later("急ぐときの連絡先"),
            NoticeName.URGENT_ALONE: later("急ぐときの連絡先（つながる窓口なし）"),
        },
    ),
    (
        later("危険のことばが届いたとき"),
        {
            NoticeName.DANGER_CLOSED: later("だれもいない時間の、危険のことば"),
            NoticeName.DANGER_CLOSED_ALONE: later(
                "だれもいない時間の、危険のことば（つながる窓口なし）"
            ),
            NoticeName.DANGER_CLOSED_UNDATED: later(
                "だれもいない時間の、危険のことば（次に開く日が決まっていない）"
            ),
            NoticeName.DANGER_CLOSED_ALONE_UNDATED: later(
                "だれもいない時間の、危険のことば（窓口も、次に開く日もない）"
            ),
            NoticeName.DANGER_WAITING: later("待っている方の、危険のことば"),
        },
    ),
    (
        later("順番を待っているとき"),
        {
            NoticeName.IN_LINE: later("順番"),
            NoticeName.IN_LINE_BAND: later("順番と、待つ時間の目安"),
            NoticeName.SECOND_IN_LINE: later("2番目になったとき"),
            NoticeName.NEXT_IN_LINE: later("次の方になったとき"),
            NoticeName.RETURNING: later("また来てくださった方への問い"),
            NoticeName.EARLIER_SHOWN: later("「続きから」へのお返事"),
            NoticeName.EARLIER_NEW: later("「新しく話す」へのお返事"),
            NoticeName.EARLIER_HIDDEN: later("「前の話は見ないでほしい」へのお返事"),
            NoticeName.FULL: later("混み合っているとき"),
            NoticeName.FULL_UNDATED: later("混み合っているとき（次に開く日が決まっていない）"),
            NoticeName.LEAVE_WORDS: later("「書いておく」へのお返事"),
            NoticeName.NOT_TODAY: later("「今日はやめておく」へのお返事"),
            NoticeName.LEFT_LINE: later("「待つのをやめる」へのお返事"),
            NoticeName.LAST_INTAKE: later("受付が終わったあと"),
            NoticeName.CLOSED_WAITING: later("お話しできないまま閉まったとき"),
            NoticeName.CLOSED_WAITING_LINES: later("お話しできないまま閉まったとき（窓口あり）"),
            NoticeName.CLOSED_WAITING_UNDATED: later("お話しできないまま閉まったとき（次が未定）"),
        },
    ),
    (
        later("お話しのとき"),
        {
            NoticeName.CONNECTED: later("つながったとき"),
            NoticeName.DROPPED: later("相談員の接続が切れたとき"),
            NoticeName.REST: later("いったん区切るとき"),
            NoticeName.WARN: later("閉まる時刻が近いとき"),
            NoticeName.PAUSE_BEGINS: later("強いことばのあと、日をおいていただくとき"),
            NoticeName.PAUSE_GOES_ON: later("日をおいているあいだのお返事"),
            NoticeName.GOODBYE: later("締めのことば"),
            NoticeName.GOODBYE_UNDATED: later("締めのことば（次に開く日が決まっていない）"),
            NoticeName.SURVEY: later("締めのあとの、ひとつの質問"),
            NoticeName.SURVEY_THANKS: later("質問へのお返事に"),
            NoticeName.SURVEY_WORSE: later("「つらくなった」へのお返事"),
            NoticeName.SURVEY_WORSE_CLOSED: later("「つらくなった」へのお返事（閉まっているとき）"),
            NoticeName.DETAIL_PHONE: later("電話番号が届いたとき"),
            NoticeName.DETAIL_MAIL: later("メールアドレスが届いたとき"),
            NoticeName.DETAIL_ADDRESS: later("住所が届いたとき"),
            NoticeName.DETAIL_HANDLE: later("LINEなどのIDが届いたとき"),
            NoticeName.DETAIL_MY_NUMBER: later("マイナンバーが届いたとき"),
            NoticeName.MEDIA_IMAGE: later("写真が届いたとき"),
            NoticeName.MEDIA_VIDEO: later("動画が届いたとき"),
            NoticeName.MEDIA_AUDIO: later("音声が届いたとき"),
            NoticeName.MEDIA_FILE: later("ファイルが届いたとき"),
            NoticeName.MEDIA_LOCATION: later("位置の情報が届いたとき"),
        },
    ),
    (
        later("紹介のとき"),
        {
            NoticeName.REFER_PLACE: later("場所のお知らせ"),
            NoticeName.REFER_PLACE_QUIET: later("場所のお知らせ（声を出さなくてよいところ）"),
            NoticeName.REFER_ASK: later("番号を渡してよいかの問い"),
            NoticeName.REFER_ASK_SHOWN: later("番号を渡してよいかの問い（ことばを添えるとき）"),
            NoticeName.REFER_YES: later("「はい」へのお返事"),
            NoticeName.REFER_NO: later("「いいえ」へのお返事"),
            NoticeName.REFER_LATER: later("「あとで」へのお返事"),
            NoticeName.REFER_CARD: later("番号の下に出ることば"),
            NoticeName.REFER_CARD_USED: later("前に使われた番号の下に出ることば"),
            NoticeName.REFER_CODES: later("「紹介コード」へのお返事"),
            NoticeName.REFER_CODES_ANEW: later("「紹介コード」へのお返事（新しい番号にした）"),
            NoticeName.REFER_NO_CODES: later("「紹介コード」へのお返事（番号がない）"),
            NoticeName.REFER_GONE: later("番号を渡せなくなったとき"),
            NoticeName.REFER_CLOSED: later("紹介を区切り、番号が使えなくなったとき"),
            NoticeName.REFER_STOPPED: later("「紹介をやめる」へのお返事"),
            NoticeName.REFER_ASK_STAFF: later(
                "こちらからたずねてよいかの問い（名前を出さない場所）"
            ),
            NoticeName.REFER_YES_STAFF: later("「はい」へのお返事（名前を出さない場所）"),
            NoticeName.REFER_STOPPED_STAFF: later("やめたいときのお返事（名前を出さない場所）"),
            NoticeName.PAPER_ASK: later("引き継ぎの紙を渡してよいかの問い"),
            NoticeName.PAPER_YES: later("紙への「はい」へのお返事"),
            NoticeName.PAPER_NO: later("紙への「いいえ」へのお返事"),
            NoticeName.PAPER_LATER: later("紙への「あとで」へのお返事"),
            NoticeName.PAPER_BACK: later("渡した紙を取りもどしたとき"),
        },
    ),
    (
        later("集まりのお知らせ"),
        {
            NoticeName.ASK_NEWS: later("お知らせを受け取るかの問い"),
            NoticeName.NEWS_KINDS: later("どんなお知らせがほしいかの問い"),
            NoticeName.NEWS_ON: later("「お知らせがほしい」へのお返事"),
            NoticeName.NEWS_OFF: later("「もう送らないで」へのお返事"),
            NoticeName.PROGRAMME_NEWS: later("集まりのお知らせ（ほしいと言った方だけ）"),
            NoticeName.PROGRAMMES: later("「見てみる」へのお返事"),
            NoticeName.PROGRAMME_DATE: later("集まりの一回"),
            NoticeName.PROGRAMME_NONE: later("お知らせできる集まりがないとき"),
            NoticeName.PROGRAMME_FULL: later("集まりがいっぱいのとき"),
            NoticeName.PROGRAMME_OVER: later("集まりの申し込みが終わったとき"),
            NoticeName.PROGRAMME_CANCELLED: later("集まりがお休みになったとき"),
            NoticeName.PROGRAMME_MOVED: later("集まりの日時か場所が変わったとき"),
            NoticeName.SIGNED_UP: later("集まりに申し込んだとき"),
            NoticeName.SIGN_UP_CARD: later("集まりの紹介コードのカード"),
            NoticeName.REMINDER_ON: later("前の日に知らせる約束"),
            NoticeName.REMINDER: later("集まりの前の日"),
            NoticeName.NOT_GOING: later("「やめておく」へのお返事"),
            NoticeName.WHICH_DATE: later("どの日をやめておくかの問い"),
        },
    ),
)
"""The notices as they are listed, each with when it is said."""

TITLES: Final[Mapping[str, str]] = {
    name: title for _heading, notices in GROUPS for name, title in notices.items()
}

REMARKS: Final[Mapping[Remark, str]] = {
    Remark.EMPTY: later("文章が空です。"),
    Remark.TOO_MANY_BUBBLES: later("吹き出しが多すぎます。%(word)sつまでにしてください。"),
    Remark.TOO_LONG: later("長すぎます。LINEでは、ひとつの吹き出しは5,000字までです。"),
    Remark.BROKEN_BRACES: later("波かっこ { } の使い方がちがいます。"),
    Remark.MISSING_VARIABLE: later("{%(word)s} が抜けています。"),
    Remark.UNKNOWN_VARIABLE: later("{%(word)s} は、この文では使えません。"),
    Remark.LOCK_SCREEN: later(
        "「%(word)s」は、ご家族の目に入るかもしれない画面に出るため、使えません。"
    ),
    Remark.NEVER: later("「%(word)s」は、使わないことにしている言葉です。"),
    Remark.LOUD: later("「%(word)s」は使えません。静かな文にしてください。"),
    Remark.HIDDEN: later("目に見えない文字が入っています。打ちなおしてください。"),
    Remark.UNKNOWN_NUMBER: later(
        "%(word)s は、窓口の一覧にありません。一覧にあって、確かめてある番号だけを書けます。"
    ),
    Remark.EXPIRED_NUMBER: later("%(word)s は、二人が確かめた窓口ではないか、期限が切れています。"),
    Remark.CLOSED_NUMBER: later("%(word)s は、今の時間はつながりません。"),
    Remark.BETTER_NOT: later("「%(word)s」は、できるだけ使わない言葉です。"),
    Remark.LONG: later("少し長めです。60字までだと、読みやすくなります。"),
    Remark.MANY_BUBBLES: later("吹き出しは、3つまでだと読みやすくなります。"),
    Remark.EMOJI: later("絵文字や記号は、なくても伝わるか考えてみてください。"),
    Remark.BARE_ADDRESS: later("リンクの前に、何のページかを書いてください。"),
}

STANDINGS: Final[Mapping[Standing, str]] = {
    Standing.IN_FORCE: later("使われています"),
    Standing.WAITING: later("承認を待っています"),
    Standing.TAKEN_BACK: later("取り下げました"),
    Standing.EARLIER: later("前の版"),
}


def said_of(finding: Finding) -> str:
    """One remark as it is read, with its bubble in front."""
    words = _(REMARKS[finding.remark], word=finding.word)
    if not finding.bubble:
        return words
    return _("吹き出し%(n)s: %(words)s", n=finding.bubble, words=words)
