"""The closed words of referrals, stages and hand-over papers, as counsellors read them."""

from collections.abc import Mapping
from typing import Final

from console.language import later
from domain.details.kinds import DetailKind
from domain.hand_over_paper import PaperPart, PaperState
from domain.referral import ConsentAct, ConsentState, Interval, SaidBy, Shows
from domain.referral_code import CodeStep
from domain.stage import SmallStep, Stage

CONSENTS: Final[Mapping[ConsentState, str]] = {
    ConsentState.NOT_ASKED: later("まだ尋ねていません"),
    ConsentState.ASKED: later("お返事を待っています"),
    ConsentState.GIVEN: later("「はい」のお返事です"),
    ConsentState.REFUSED: later("「いいえ」のお返事です"),
    ConsentState.WITHDRAWN: later("ご本人がやめました"),
}

SHOWS: Final[Mapping[Shows, str]] = {
    Shows.NOTHING: later("何も伝えない"),
    Shows.NICKNAME: later("呼び名だけ"),
    Shows.NOTE: later("ご本人のことばで短く"),
}

SAID_BY: Final[Mapping[SaidBy, str]] = {
    SaidBy.MEMBER: later("相談員"),
    SaidBy.PERSON: later("ご本人のお返事"),
    SaidBy.DESTINATION: later("紹介先"),
}

CONFIRMED_AS: Final[Mapping[str, str]] = {
    CodeStep.CALLED: later("電話があった"),
    CodeStep.CAME: later("来られた"),
    CodeStep.GOES_ON: later("続けて通っている"),
}

INTERVALS: Final[Mapping[Interval, str]] = {
    Interval.WEEK: later("1週間あと"),
    Interval.MONTH: later("1か月あと"),
    Interval.QUARTER: later("3か月あと"),
    Interval.HALF_YEAR: later("半年あと"),
    Interval.YEAR: later("1年あと"),
}

STAGES: Final[Mapping[Stage, str]] = {
    Stage.FAMILY: later("家族支援"),
    Stage.PERSON: later("本人支援"),
    Stage.GROUP: later("集団（居場所・家族会・当事者会）"),
    Stage.SOCIETY: later("社会参加"),
    Stage.WORK: later("就労"),
}

SMALL_STEPS: Final[Mapping[SmallStep, str]] = {
    SmallStep.TALKED: later("話せた"),
    SmallStep.CAME_AGAIN: later("また来た"),
    SmallStep.SLEPT: later("眠れた"),
    SmallStep.TALKED_AT_HOME: later("家族と話した"),
    SmallStep.WENT_OUT: later("外に出た"),
    SmallStep.SAW_A_PLACE: later("居場所を見た"),
    SmallStep.OTHER: later("ほかのこと"),
}

PARTS: Final[Mapping[PaperPart, str]] = {
    PaperPart.WHAT: later("お願いすること"),
    PaperPart.WHERE: later("どこで"),
    PaperPart.WHEN: later("いつ"),
    PaperPart.HOW: later("どんなふうに近づくか"),
    PaperPart.REFUSES: later("してほしくないこと"),
}

CODES: Final[Mapping[tuple[PaperPart, str], str]] = {
    (PaperPart.WHAT, "talk"): later("話を聞いてほしい"),
    (PaperPart.WHAT, "visit"): later("訪ねてほしい"),
    (PaperPart.WHAT, "come_along"): later("一緒に行ってほしい"),
    (PaperPart.WHAT, "team"): later("専門の人にみてほしい"),
    (PaperPart.WHAT, "place"): later("居場所をさがしたい"),
    (PaperPart.WHAT, "money"): later("お金や制度のこと"),
    (PaperPart.WHAT, "health"): later("からだやこころのこと"),
    (PaperPart.WHERE, "at_home"): later("家のなか"),
    (PaperPart.WHERE, "at_the_door"): later("玄関先"),
    (PaperPart.WHERE, "outside"): later("家の外"),
    (PaperPart.WHERE, "centre"): later("そちらの場所"),
    (PaperPart.WHERE, "online"): later("オンライン"),
    (PaperPart.WHERE, "in_writing"): later("手紙や文字"),
    (PaperPart.WHEN, "morning"): later("午前"),
    (PaperPart.WHEN, "afternoon"): later("午後"),
    (PaperPart.WHEN, "evening"): later("夕方から夜"),
    (PaperPart.WHEN, "weekday"): later("平日"),
    (PaperPart.WHEN, "weekend"): later("土日"),
    (PaperPart.WHEN, "by_agreement"): later("そのつど決めたい"),
    (PaperPart.HOW, "in_writing_first"): later("先に文字で知らせる"),
    (PaperPart.HOW, "without_voice"): later("声を出さなくてよい"),
    (PaperPart.HOW, "one_person"): later("一人で来る"),
    (PaperPart.HOW, "same_person"): later("いつも同じ人が来る"),
    (PaperPart.HOW, "no_bell"): later("呼び鈴を鳴らさない"),
    (PaperPart.HOW, "no_uniform"): later("名札や制服なしで来る"),
    (PaperPart.HOW, "short"): later("短い時間にする"),
    (PaperPart.HOW, "with_family"): later("家族と一緒でよい"),
    (PaperPart.REFUSES, "phone"): later("電話"),
    (PaperPart.REFUSES, "visit"): later("訪問"),
    (PaperPart.REFUSES, "family_told"): later("家族に伝えること"),
    (PaperPart.REFUSES, "neighbours_see"): later("近所の目につくこと"),
    (PaperPart.REFUSES, "school_or_work"): later("学校や仕事の話"),
    (PaperPart.REFUSES, "medicine"): later("受診や薬の話"),
    (PaperPart.REFUSES, "photographs"): later("写真"),
}

PAPER_STATES: Final[Mapping[PaperState, str]] = {
    PaperState.DRAFT: later("下書き"),
    PaperState.RELEASED: later("渡しました"),
    PaperState.WITHDRAWN: later("取りもどしました"),
}

PAPER_ANSWERS: Final[Mapping[ConsentAct, str]] = {
    ConsentAct.YES: later("「渡してよい」のお返事です"),
    ConsentAct.NO: later("「渡さない」のお返事です"),
    ConsentAct.LATER: later("あとで、とのことです"),
    ConsentAct.STOP: later("ご本人がやめました"),
}

PIECES: Final[Mapping[DetailKind, str]] = {
    DetailKind.NAME: later("お名前のようです"),
    DetailKind.PHONE: later("電話番号のようです"),
    DetailKind.EMAIL: later("メールアドレスのようです"),
    DetailKind.LINE_ID: later("LINEのIDのようです"),
    DetailKind.POSTAL: later("郵便番号のようです"),
    DetailKind.MYNUMBER: later("12けたの番号のようです"),
    DetailKind.ADDRESS: later("住所のようです"),
    DetailKind.BIRTHDATE: later("生年月日のようです"),
    DetailKind.AGE: later("年齢のようです"),
    DetailKind.SCHOOL: later("学校の名前のようです"),
    DetailKind.COMPANY: later("会社の名前のようです"),
    DetailKind.FACILITY: later("施設の名前のようです"),
    DetailKind.STATION: later("駅の名前のようです"),
}

REFUSALS: Final[Mapping[str, str]] = {
    "step_not_open": later("その段階は、今は選べません。画面を読みなおしてください。"),
    "no_consent": later(
        "まだ「はい」のお返事がありません。書きとめられるのは「知らせた」だけです。"
    ),
    "consent_not_open": later("もう「はい」のお返事があります。尋ねなおす必要はありません。"),
    "destination_gone": later("この場所は、今は案内できません。名簿で確かめてください。"),
    "tells_too_much": later(
        "電話番号や住所など、だれのことかわかるかもしれない言葉があります。消してから、残してください。"
    ),
    "not_their_words": later(
        "ご本人がLINEに書いたことばではありません。書いてもらったとおりに入れてください。"
    ),
    "referral_over": later("この紹介は、もう区切られています。"),
    "pieces_open": later("だれのことかわかるかもしれない言葉が、まだ確かめられていません。"),
    "paper_empty": later("何も選ばれていません。伝えてよいことを、ひとつは選んでください。"),
    "paper_not_agreed": later("ご本人の同意が、まだそろっていません。"),
    "paper_changed": later("その間に書きなおされています。読んでから、もう一度押してください。"),
    "words_off": later("この団体では、自由に書く欄は使っていません。"),
}
"""By the ``code`` of a ``RefusedError``."""
