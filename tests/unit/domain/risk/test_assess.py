"""What a text is judged to be, and that nothing taken back takes another thing with it."""

import itertools

import pytest

from domain.risk import weights
from domain.risk.assess import assess, explain
from domain.risk.assessment import Sign
from domain.risk.sentences import get_sentences
from domain.risk.terms import Practice, get_terms

HARMLESS = [
    "タヒチに行ってみたい",
    "タヒボ茶って飲んだことありますか",
    "はなしにたいして興味がなくて",
    "わたしにたいする態度が冷たいんです",
    "ためしにたいけんしてみたいです",
    "4に対してはいと答えました",
    "アンケートは3対4にたいする回答でした",
    "あの人、田中氏に会いたいそうです",
    "甲府市に体育館ありますか",
    "質問に答えたいです",
    "声が聞こえたら返事します",
    "アプリが消えたので入れ直しました",
    "今日の相談はこれで終わりにしたいです",
    "ODAの予算のニュースを見ました",
    "CODEを書くのが好きです",
    "Androidのスマホです",
    "起立性調節障害(OD)と言われました",
    "ポリスカーの模型を作りました",
    "クリスカという名前のキャラです",
    "マフラーをあむかもしれません",
    "魚を釣りたいです",
    "洗濯物を吊るしました",
    "キャンプ用のロープを片付けました",
    "飛び込み営業の仕事がつらくて辞めました",
    "会社をクビになって10年です",
    "死ぬほど面白いアニメ見つけました",
    "死にました、ゲームで",
    "💊の時間なので飲んできます",
    "お迎えのバスが来る時間です",
]
IDIOMS = [
    "死ぬほど疲れた",
    "死ぬほど面白い",
    "お腹すいて死にそうw",
    "笑い死ぬかと思った",
    "必死に探した",
    "今日のボスで10回死にました",
    "スマホが死んだ",
    "ドラマで主人公が自殺する回を見ました",
    "自殺予防週間のポスターを見ました",
    "アプリが消えた",
    "髪を切りました",
    "タヒチに行きたい",
    "その話に対して返事がほしい",
    "お世話になりました。先週の相談員さんに",
    "薬は先生に言われた量だけです",
    "死にたくない",
    "昔リスカしてました",
    "面接の日にちは決めました",
]
SPOKEN = [
    "もう死にたい",
    "消えたい",
    "今夜で終わりにします",
    "ロープを買ってきました",
    "手首切った",
    "遺書を書きました",
    "薬を全部飲みました",
    "しにたい",
    "屋上に来ています",
    "生きてる価値がない",
    "リスカした",
    "首を吊ろうと思う",
    "息子に殴られて、今トイレに逃げています",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_a_trap_alerts_nobody(text: str) -> None:
    assert assess([text]).level == 0


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("消えたい", 1),
        ("死にたい", 2),
        ("ロープを買ってきました", 3),
        ("死ねばいいのに自分", 2),
        ("睡眠薬をまとめて飲もうと思ってる", 3),
        ("💊💊💊", 3),
        ("今夜で終わりにします", 4),
        ("今日で終わりです", 2),
        ("大丈夫です。今夜で終わるので", 4),
        ("さっき薬を全部飲みました", 4),
        ("主人が包丁を持って暴れています", 4),
        ("娘の部屋に遺書のようなものがありました", 3),
        ("息子が死にたいと言っています", 2),
        ("死にたくないけど、もう死ぬしかない", 2),
        ("I want to die", 2),
        ("今夜死にます", 3),
        ("ロープを買ってきました。もう死にたい。今夜", 4),
        ("明日、父を刺しに行きます", 4),
    ],
)
def test_the_ladder_is_climbed(text: str, level: int) -> None:
    assert assess([text]).level == level


@pytest.mark.parametrize(("idiom", "spoken"), [*itertools.product(IDIOMS, SPOKEN)])
def test_an_idiom_drops_only_its_own_span(idiom: str, spoken: str) -> None:
    alone = assess([spoken]).level

    assert assess([f"{idiom}。{spoken}"]).level >= alone
    assert assess([spoken, idiom]).level >= alone


@pytest.mark.parametrize("text", ["死ね", "お前が死ね", "相談員は役立たず", "さっさと消えろ"])
def test_words_against_the_reader_are_abuse_and_no_alert(text: str) -> None:
    found = assess([text])

    assert found.is_abuse
    assert found.level <= 1
    assert Sign.ABUSE in found.signs


def test_words_against_oneself_are_no_abuse() -> None:
    assert not assess(["死ねばいいのにね、わたし"]).is_abuse


def test_danger_in_abuse_is_danger() -> None:
    found = assess(["お前ら全員くたばれ。もう今夜死ぬから"])

    assert found.is_abuse
    assert found.level >= 3


@pytest.mark.parametrize(
    "text", ["死にたくないです", "10年前に自殺未遂をしました", "兄は自殺しました。5年前です"]
)
def test_denied_past_and_mourned_are_a_flag_for_the_counsellor(text: str) -> None:
    found = assess([text])

    assert found.level == 0
    assert found.is_flag


def test_weights_only_raise_and_to_r2_at_most() -> None:
    for one in get_sentences()[::5]:
        with_model = explain([one.text]).assessment
        terms_alone = explain([one.text], learned=weights.NONE).assessment
        assert with_model.level >= terms_alone.level
        assert with_model.level <= max(terms_alone.level, 2)
        assert with_model.is_flag or not terms_alone.is_flag
        assert set(terms_alone.signs) <= set(with_model.signs) or not terms_alone.level


def test_phrases_from_practice_are_found_in_any_disguise() -> None:
    practice = Practice(phrases=frozenset({"カナリアが鳴かない"}), version="p3")

    found = assess(["もうかなりあが鳴かないんです"], practice=practice)

    assert found.level >= 1
    assert found.version.endswith("+p3")
    assert assess(["こんばんは"], practice=practice).level == 0


def test_nothing_written_is_no_sign() -> None:
    assert assess([]).level == 0
    assert assess(["", " "]).level == 0


def test_an_explanation_quotes_the_place_of_each_term() -> None:
    written = "こんばんは。死 に た い です"

    hits = [hit for hit in explain([written]).hits if hit.term_id == "die-want"]

    assert [written[slice(*hit.span)] for hit in hits] == ["死 に た い"]


def test_terms_have_names_of_their_own_and_say_where_they_look() -> None:
    terms = get_terms()
    names = [term.id for term in terms.terms] + [one.id for one in terms.suppressors]

    assert all(0 <= term.level <= 4 for term in terms.terms)
    assert len({term.id for term in terms.terms}) == len(terms.terms)
    assert all(names)
    for suppressor in terms.suppressors:
        assert all(any(term.id.startswith(of) for term in terms.terms) for of in suppressor.of), (
            suppressor.id
        )


def test_a_very_long_text_is_judged_in_time_that_grows_with_it() -> None:
    for piece in ("薬を全部", "母が「", "た い", "死に、", "今", "ー"):
        assert assess([piece * (5_000 // len(piece))]).version


def test_everyday_words_of_an_act_call_nobody_and_the_act_does() -> None:
    for everyday, grave in (
        ("夜中の三時に目が覚めてしまいました", "薬を飲んだのに目が覚めてしまいました"),
        ("息子が朝起きません", "息子が薬を飲んだみたいで起きません"),
        ("準備はできました、出かけます", "もう準備はできています"),
        ("ホームの端で電車を待つのが落ち着きます", "今ホームの端にいます"),
        ("昔にはもう戻れないですね", "もう戻れない。飲んでしまった"),
        ("押し入れに隠れて遊んだのがなつかしい", "押し入れに隠れています"),
        ("カッターの刃を買い足しに行きました", "カッターで足を切りました"),
        ("トイレに隠れて本を読んでいます", "トイレに隠れています"),
        ("息子が昼まで目を覚ましません", "息子が朝から起きません。薬の空がありました"),
        ("近所の子が追いかけてきます", "息子が追いかけてきます"),
        ("窓枠に上着をかけました", "窓枠にまたがっています"),
        ("勝手に切れてしまう", "勝手に手首切った"),
        ("ロープをテントに張りました", "紐を荷物の棚にかけて首を入れました"),
        ("最後に話せてよかったです、また来ます", "最後に話せてよかった、また来世で"),
        ("準備はできました。あとは寝るだけです", "準備はできた、あとは今夜だけ"),
        ("お茶で薬を飲みました", "お茶で薬を全部流し込みました"),
        ("犬の首輪に紐をつけました", "犬の紐で首を吊ります"),
        ("洗剤が目に入りました", "漂白剤を飲みました"),
        ("草刈りで足を切りました", "足を切りました"),
        ("料理中に指を切りました", "料理の包丁で手首を切った"),
        ("夏休みは今日で終わりです", "もう今夜で終わりです"),
        ("決めたのは引っ越しの日だけです", "決めたのは今夜です"),
        ("親が寝たのでゲームを始めます", "親が寝たので始めます"),
        ("胃腸炎で三日食べてないです", "四日食べてないです。もう立てません"),
        ("カーテンの金具を買いました", "ドアの金具が持つか確かめました"),
        ("肩を叩かれてびっくりしました", "父に叩かれています"),
        ("息子が帰ってこないと思ったら図書館にいました", "息子が昨日から帰ってきません"),
        ("薬を飲まずに寝てみます", "飲まずに取っておいた薬があります"),
        ("夜勤明けでやっと休めます", "決めたら、やっと休めます"),
        ("友達に「もう連絡しないで」と言われました", "もう連絡しません。ありがとう"),
        ("味方が飛び降りて負けました", "味方がいない。飛び降ります"),
        ("夕飯に🔪でトマト切った🍅", "🔪で切った"),
        ("睡魔に襲われました", "知らない人に襲われました"),
        ("準備はできてるので、面談は来週でお願いします", "準備はできてる。あとは夜を待つだけ"),
        ("猫が棚から飛び降りて着地に失敗", "飛び降りようとして失敗した"),
        ("通帳は引き出しに入ってます", "通帳は引き出しに入れておきました。ごめんね"),
        ("作業所に行くと決めました。準備はできてます、面接の", "準備はできてます。もう決めました"),
        ("夫が屋上の防水工事を頼みました", "夫が屋上の柵を越えようとしています"),
        ("シャツの腕をまくった", "腕きった ちがとまんない"),
    ):
        assert assess([everyday]).level < 3, everyday
        assert assess([grave]).level >= 3, grave
