"""What is found in a sentence, and that what was reached once is not lost again."""

from importlib import resources

import pytest

from bot.morphemes import cut
from domain.details.find import find, mask
from domain.details.kinds import STRUCTURED, DetailKind
from domain.details.measuring import measure, read_labelled
from domain.details.plain import make_plain
from domain.details.tokens import Sort, Token


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("森です。夜になると不安です", "＊です。夜になると不安です"),
        ("森の中が好きです", "森の中が好きです"),
        ("もうダメです", "もうダメです"),
        ("タカシって呼んで", "＊＊＊って呼んで"),
        ("今年32になります", "今年＊＊になります"),
        ("平成2年5月3日生まれ", "＊＊＊＊＊＊＊＊＊＊＊"),
        ("ヤマト運輸で働いて", "＊＊＊＊＊で働いて"),
        ("病院には行けません", "病院には行けません"),
        ("みどりが丘病院に行った", "＊＊＊＊＊＊＊に行った"),
        ("母(旧姓古賀)の実家", "母(旧姓＊＊)の実家"),
        ("マリア・サントスといいます", "＊＊＊＊＊＊＊＊といいます"),
        ("当方28男です", "当方＊＊男です"),
        ("名前は匿名でいいですか", "名前は匿名でいいですか"),
        ("明が部屋を出なくなりました", "＊が部屋を出なくなりました"),
        ("実は会社を辞めました", "実は会社を辞めました"),
        ("つばさは私の一人息子です", "＊＊＊は私の一人息子です"),
        ("じゅんぺいとあつこ、二人とも", "＊＊＊＊＊と＊＊＊、二人とも"),
        ("一と書いてはじめです", "＊と書いて＊＊＊です"),
        ("kobayashi ryouta、眠れない", "＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊、眠れない"),
        ("my phone died", "my phone died"),
        ("林さんぽが日課です", "林さんぽが日課です"),
        ("父が武、母が節子です", "父が＊、母が＊＊です"),
        ("おがわ まこと、四十一歳", "＊＊＊＊＊＊＊、＊＊＊＊"),
        ("徳川家康の本を読んだ", "徳川家康の本を読んだ"),
    ],
)
def test_a_name_needs_a_cue_and_a_kind_is_no_name(text: str, hidden: str) -> None:
    assert mask(text, find(text)) == hidden


def test_places_are_those_of_the_text_however_wide_it_is_written() -> None:
    text = "㈱ヤマネのｶﾅです。０９０ー００００ー１２３４"

    (phone,) = [each for each in find(text) if each.kind is DetailKind.PHONE]

    assert text[phone.start : phone.end] == "０９０ー００００ー１２３４"
    assert make_plain("㈱").text == "(株)"
    assert make_plain("㈱").original(1, 2) == (0, 1)


def test_what_the_tokens_say_is_believed() -> None:
    def tokens(text: str) -> list[Token]:
        return [
            Token(start=0, end=3, sort=Sort.FAMILY_NAME),
            Token(start=3, end=len(text), sort=Sort.OTHER),
        ]

    assert mask("無頼庵が来た", find("無頼庵が来た")) == "無頼庵が来た"
    assert mask("無頼庵が来た", find("無頼庵が来た", tokens=tokens)) == "＊＊＊が来た"
    assert mask("石田に笑われた", find("石田に笑われた", tokens=cut)) == "＊＊に笑われた"
    assert mask("石田に泊まった", find("石田に泊まった", tokens=cut)) == "石田に泊まった"


def test_the_kept_sentences_are_masked_as_well_as_they_were() -> None:
    file = resources.files("domain.details").joinpath("held_out.jsonl")

    found = measure(read_labelled(file.read_text("utf-8")), tokens=cut)

    structured = sum(found.total[kind] for kind in STRUCTURED)
    assert sum(found.masked[kind] for kind in STRUCTURED) >= 0.98 * structured
    assert found.masked[DetailKind.NAME] >= 0.93 * found.total[DetailKind.NAME]
    assert found.clean_hit <= 0.03 * found.clean
