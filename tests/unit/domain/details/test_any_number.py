"""However a number or an address to be reached by is written and framed, nothing of it is left."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.details.find import find, find_sent, mask
from domain.details.gazetteer import family_names, given_names

DIGITS = "0123456789"
WIDE = str.maketrans(DIGITS, "０１２３４５６７８９")
KANJI = str.maketrans(DIGITS, "〇一二三四五六七八九")
WORDS = ["ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュウ"]
SAID: dict[int, str] = str.maketrans(dict(zip(DIGITS, WORDS, strict=True)))

digits = st.text(DIGITS, min_size=8, max_size=8)
between = st.sampled_from(["", "-", "ー", "−", "‐", "－", " ", "　", ".", "・", "の", "/"])
letters = st.sampled_from(["half", "wide", "kanji", "said"])
frames = st.sampled_from(
    [
        "{}",
        "電話は{}です",
        "けいたい{}まで",
        "{}にかけてください。夜でも",
        "こんばんは。{}　よろしくお願いします",
        "番号いいますね→{}",
        "（{}）",
        "母の携帯:{}、出ないかも",
        "{}が自分の番号だけど、かけないで",
    ]
)
names = st.sampled_from(sorted(name for name in family_names() if len(name) > 1))
given_ones = st.sampled_from(sorted(name for name in given_names() if len(name) > 1))


def written(number: str, how: str) -> str:
    tables: dict[str, dict[int, int] | dict[int, str]] = {
        "wide": WIDE,
        "kanji": KANJI,
        "said": SAID,
    }
    return number.translate(tables[how]) if how in tables else number


def is_covered(text: str, piece: str) -> bool:
    hidden = mask(text, find(text))
    start = text.index(piece)
    return set(hidden[start : start + len(piece)]) == {"＊"}


@given(st.sampled_from(["090", "080", "070"]), digits, between, letters, frames)
@example("090", "00001234", "ー", "said", "{}")
def test_a_mobile_number(head: str, rest: str, dash: str, how: str, frame: str) -> None:
    number = dash.join(written(part, how) for part in (head, rest[:4], rest[4:]))

    assert is_covered(frame.format(number), number)


@given(st.sampled_from(["055", "03", "0551", "0852"]), digits, between, letters, frames)
def test_a_landline(head: str, rest: str, dash: str, how: str, frame: str) -> None:
    tail = rest[: 10 - len(head)]
    number = dash.join(written(part, how) for part in (head, tail[:-4], tail[-4:]))

    assert is_covered(frame.format(number), number)


@given(
    st.from_regex(r"[a-z][a-z0-9._-]{1,12}[a-z0-9]", fullmatch=True),
    st.sampled_from(["example.com", "example.ne.jp", "mail.example.co.jp", "docomo.ne.jp"]),
    st.sampled_from(["@", "＠", "★", "(at)", " あっと ", "アットマーク"]),
    st.sampled_from(["{}", "メールは{}です", "{}に送ってください", "アドレス→{}、返事ください"]),
)
def test_a_mail_address(local: str, domain: str, at: str, frame: str) -> None:
    address = f"{local}{at}{domain}"

    assert is_covered(frame.format(address), address)


@given(
    st.from_regex(r"[a-z]{2,6}[._-]?[a-z]{1,5}[0-9]{1,4}", fullmatch=True),
    st.sampled_from(
        ["LINEのIDは{}です", "ID:{} で追加して", "インスタは {} だよ", "ラインのアイディー→{}"]
    ),
)
def test_a_handle_that_is_named_one(handle: str, frame: str) -> None:
    assert is_covered(frame.format(handle), handle)


@given(st.text(DIGITS, min_size=7, max_size=7), between, st.sampled_from(["half", "wide", "kanji"]))
def test_a_postal_code(code: str, dash: str, how: str) -> None:
    number = written(code[:3], how) + dash + written(code[3:], how)

    assert is_covered(f"〒{number} に住んでいます", number)
    assert is_covered(f"郵便番号は{number}です", number)


@given(st.text(DIGITS, min_size=12, max_size=12), between, st.sampled_from(["half", "wide"]))
def test_a_my_number_that_is_named_one(number: str, dash: str, how: str) -> None:
    shown = dash.join(written(number[place : place + 4], how) for place in (0, 4, 8))

    assert is_covered(f"マイナンバーは{shown}です", shown)


@given(
    names,
    given_ones,
    st.sampled_from(["", " ", "　"]),
    st.sampled_from(["{}です", "名前は{}です。", "{}といいます", "息子の{}が", "{}さんに会った"]),
)
def test_a_full_name_known_by_heart(family: str, given: str, gap: str, frame: str) -> None:
    name = f"{family}{gap}{given}"

    assert is_covered(frame.format(name), name)


@given(st.text(max_size=200))
def test_any_text_is_looked_at_and_places_lie_in_it_one_after_another(text: str) -> None:
    for found in (find(text), find_sent(text)):
        places = [place for each in found for place in (each.start, each.end)]
        assert places == sorted(places)
        assert all(each.start < each.end for each in found)
        assert all(place <= len(text) for place in places)


@pytest.mark.parametrize(
    "text",
    [
        "0120-279-338に電話した",
        "2020年の春から一歩も出ていません",
        "注文番号は 4981 2345 6789 だったのに届かない",
        "1234567円もするの",
        "iPhone12を買った",
    ],
)
def test_what_is_nobodys_is_left(text: str) -> None:
    assert find(text) == ()
