"""The columns of a table of destinations: how each may be called, and the words its cells hold."""

from collections.abc import Mapping
from typing import Final

from domain.destination_words import AREAS, AUDIENCES, DAYS, KINDS, OFFERS, WAYS
from domain.record_details import ReferTo

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "organisation": ("団体", "団体名", "実施主体", "運営"),
    "name": ("名称", "名前", "窓口", "窓口名", "相談窓口", "事業名", "programme"),
    "one_line": ("ひとこと", "内容", "相談内容", "概要"),
    "kind": ("種類", "分類"),
    "audience": ("対象", "対象者"),
    "age_from": ("年齢から",),
    "age_to": ("年齢まで",),
    "ways": ("方法", "支援の方法"),
    "needs_no_voice": ("声を出さなくてよい",),
    "may_look_on": ("見るだけでもよい",),
    "offers": ("できること", "プログラム"),
    "hours": ("日時", "開所日時", "受付時間", "相談時間", "時間"),
    "days": ("曜日",),
    "cost": ("費用", "料金"),
    "contact": ("連絡先", "電話番号", "電話", "番号", "ホームページ"),
    "venue": ("場所", "活動場所", "会場", "所在地", "住所"),
    "access": ("行き方", "アクセス", "交通"),
    "eligibility": ("条件", "利用の条件"),
    "staff_contact": ("職員の連絡先", "担当者", "担当"),
    "may_show": ("本人に見せる",),
    "areas": ("地域", "圏域"),
    "source": ("出典",),
    "sourced_on": ("出典の日",),
    "valid_from": ("開始日",),
    "valid_until": ("終了日",),
    "remark": ("備考", "覚え書き"),
}
"""By fact the names its column may have; the first is the one we write."""

FACT_OF: Final[Mapping[str, str]] = {
    heading: fact for fact, headings in HEADINGS.items() for heading in (*headings, fact)
}
"""By the name a column may have, the fact it holds; the facts' own names are understood too."""

KIND_WORDS: Final[Mapping[str, ReferTo]] = {
    **{kind.value: kind for kind in ReferTo},
    **{words: kind for kind, words in KINDS.items()},
    "市町村": ReferTo.TOWN_OFFICE, "市役所": ReferTo.TOWN_OFFICE, "NPO": ReferTo.PRIVATE_SUPPORT,
    "民間": ReferTo.PRIVATE_SUPPORT, "当事者団体": ReferTo.PRIVATE_SUPPORT,
    "保健所": ReferTo.HEALTH_CENTRE, "保健センター": ReferTo.HEALTH_CENTRE,
    "病院": ReferTo.MEDICAL, "地域若者サポートステーション": ReferTo.YOUTH_STATION,
    "自立相談": ReferTo.SELF_RELIANCE, "障害": ReferTo.DISABILITY_SUPPORT,
    "学校": ReferTo.SCHOOL, "学校・教委": ReferTo.SCHOOL, "教育委員会": ReferTo.SCHOOL,
    "社協": ReferTo.SOCIAL_WELFARE_COUNCIL, "地域包括": ReferTo.ELDERLY_CENTRE,
    "児相": ReferTo.CHILD_GUIDANCE, "ひきこもり地域支援センター": ReferTo.OTHER_CENTRE,
}  # fmt: skip
"""What may stand under 種類: the code, our words, and what people write for them."""

SETS: Final[Mapping[str, Mapping[str, str]]] = {
    "audience": {words: code for code, words in AUDIENCES.items()},
    "ways": {words: code for code, words in WAYS.items()} | {"LINE": "text", "メール": "text"},
    "offers": {words: code for code, words in OFFERS.items()},
    "days": {words: code for code, words in DAYS.items()},
    "areas": {words: code for code, words in AREAS.items()},
}
"""What may stand in a cell that holds several words, by the fact it fills."""

YES_OR_NO: Final[Mapping[str, bool]] = {
    "はい": True, "○": True, "〇": True, "可": True, "いいえ": False, "×": False, "不可": False,
    "": False,
}  # fmt: skip
