"""What the words on a sheet mean, as they are printed on every export."""

from dataclasses import dataclass
from typing import Final

from console.language import _, later
from domain.statistics.definitions import DEFINITIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A definition as it is read: its name, a sentence, an example."""

    code: str
    name: str
    sentence: str
    example: str


_WORDS: Final = {
    "visit": (
        later("件（訪問）"),
        later(
            "お一人が書きはじめてから、そのときのやりとりが終わるまでを1件とします。"
            "6時間以上あいたとき、または前の件が終わったあとは、次の件になります。"
            "日付は最初のメッセージの日（日本時間）です。"
        ),
        later("23:50に書きはじめて翌日0:40に終わったときは、23:50の日の1件です。"),
    ),
    "person": (
        later("人（実人数）"),
        later(
            "期間のなかで重なりなく数えたLINE利用者です。一台を家族で使っているときは1人、"
            "ブロックのあと戻った方は同じ1人です。年度の人数は、月の人数の合計ではありません。"
        ),
        later("9件のうち、2回来た方が2人いれば、7人です。"),
    ),
    "in_hours": (
        later("時間内"),
        later(
            "開設時間中に受付をした件です。待った件と、満員で受けられなかった件を含みます。"
            "いたずら・テストは含みません。"
        ),
        later("9件のうち、時間外のみが1件、テストが1件なら、時間内は7件です。"),
    ),
    "out_of_hours": (
        later("時間外のみ"),
        later("閉まっているあいだの書きこみだけで終わった件です。"),
        later("夜に書いて、次の開設時間に書かなかった件は、時間外のみの1件です。"),
    ),
    "answered": (
        later("対応"),
        later("相談員が一度でも返事をした件です。自動のお知らせは数えません。"),
        later("時間内7件のうち、相談員が返事をしたのが3件なら、対応は3件です。"),
    ),
    "with_reply": (
        later("返事あり"),
        later("対応のうち、相談員の返事のあとに、ご本人がもう一度書いた件です（一往復以上）。"),
        later("対応3件のうち1件で続きがなければ、返事ありは2件です。"),
    ),
    "answer_rate": (
        later("対応率"),
        later("時間内の件のうち、対応した件の割合です。分子と分母をいつも並べて書きます。"),
        later("1,811件 ÷ 2,011件 ＝ 90.1％"),
    ),
    "unserved": (
        later("未対応"),
        later("時間内の件のうち、相談員が返事をできなかった件です。件数と人数を並べて書きます。"),
        later("満員1件・終了までに届かず1件（同じ方）、離脱1件、ブロック1件なら、4件（3人）です。"),
    ),
    "turned_away": (
        later("満員"),
        later("開設時間中に来て、受けられないとお伝えし、待つことのなかった件です。"),
        later("受付終了のあとに初めて書いた件は、満員の1件です。"),
    ),
    "left": (
        later("待機中に離れた"),
        later("待っているあいだに、ご本人が待つのをやめた件です。"),
        later("「やめる」と送った件は、1件です。"),
    ),
    "closed_waiting": (
        later("待つうちに終了"),
        later("待っていて、相談員の返事の前に、その日の受付が終わった件です。"),
        later("20:40から待ち、21:00に届かなかった件は、1件です。"),
    ),
    "blocked": (
        later("ブロック"),
        later("相談員の返事の前に、アカウントがブロックされて終わった件です。"),
        later("待っているあいだにブロックされた件は、1件です。"),
    ),
    "test": (
        later("いたずら・テスト"),
        later("関係者の試し書きと、返事の前にいたずらとして終えた件です。割合には含みません。"),
        later("相談員が自分のLINEで試した件は、1件です。"),
    ),
    "total_count": (
        later("延べ"),
        later("同じ方の2回目からも、一つずつ数えた数です。"),
        later("2人の方に、2回と1回対応したときは、延べ3件です。"),
    ),
    "distinct": (
        later("実"),
        later("同じ方を一度だけ数えた数です。"),
        later("2人の方に、2回と1回対応したときは、実2人です。"),
    ),
    "mean_talks": (
        later("平均相談回数"),
        later("対応の件数を、対応した方の実人数で割った数です。"),
        later("1,811件 ÷ 901人 ＝ 2.0回"),
    ),
    "new": (
        later("新規"),
        later("年度（4月から3月）のなかで初めて来た方と、その最初の1件です。"),
        later("テストを除く6人のうち1人が前の月にも来ていれば、新規は5人です。"),
    ),
    "again": (
        later("継続"),
        later("年度のなかで2回目からの件です。"),
        later("テストを除く8件のうち新規が5件なら、継続は3件です。"),
    ),
    "median": (
        later("中央値"),
        later("小さい順に並べたときの真ん中の値です。偶数のときは、真ん中の二つの平均です。"),
        later("3分・4分・6分・11分の中央値は5.0分です。"),
    ),
    "ninety": (
        later("90％点"),
        later("小さい順に並べて、全体の90％が入る値です。"),
        later("1分から9分までと30分の10件なら、9分です。"),
    ),
    "friends": (
        later("友だち（有効）"),
        later("友だちに追加した方の数に、戻った数を足し、ブロックの数を引いた、期末の数です。"),
        later("215 ＋ 3 − 18 ＝ 200"),
    ),
    "block_rate": (
        later("ブロック率"),
        later("これまでに追加した方のうち、期末にブロックしている方の割合です。"),
        later("15 ÷ 215 ＝ 7.0％"),
    ),
    "fiscal_year": (
        later("年度"),
        later("4月1日から翌年3月31日までです。"),
        later("2027年3月31日は、2026年度（令和8年度）です。"),
    ),
    "rounding": (
        later("端数"),
        later("小数第2位を四捨五入します。そのため、内訳の合計が100％にならないことがあります。"),
        later("2.05は2.1です。"),
    ),
    "not_measured": (
        later("「—」と「0」"),
        later(
            "「—」は測っていない、または計算できないことを、「0」は測って0だったことを表します。"
        ),
        later("0件のうちの割合は「—」です。"),
    ),
}


def name_of(code: str) -> str:
    """The word a definition is of; the code itself where there is none any more."""
    return _(_WORDS[code][0]) if code in _WORDS else code


def definitions() -> tuple[Worded, ...]:
    """Every definition in the reader's language, in the order in which they are printed."""
    return tuple(
        Worded(code=each.code, name=_(name), sentence=_(sentence), example=_(example))
        for each in DEFINITIONS
        for name, sentence, example in (_WORDS[each.code],)
    )
