import pytest
from hypothesis import given
from hypothesis import strategies as st

from line.text import cleaned, count_characters, split_text, utf16_length

FAMILY = "👨‍👩‍👧‍👦"
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
CLUSTERS = [
    "a", "あ", "が", "か\u3099", "ﾊ\uff9e", "👍", "👍🏽", FAMILY, "🇯🇵", SCOTLAND, "1️⃣", "❤️",
    "葛\U000e0100", "\r\n", "é", "e\u0301", "한", "\u1112\u1161\u11ab", "कि",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("a", 1), ("あ", 1), ("👍", 2), ("🍎" * 2600, 5200), (FAMILY, 11)]
)
def test_length_is_counted_as_line_counts_it(text: str, length: int) -> None:
    assert utf16_length(text) == length


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_what_a_reader_sees_as_one_counts_as_one(cluster: str) -> None:
    assert count_characters(cluster) == 1
    assert count_characters(f"x{cluster}x") == 3
    assert count_characters(cluster * 3) == 3


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("", ""),
        ("一\n二\r\n\t", "一\n二\r\n\t"),
        ("a\0b", "ab"),
        ("\ud83d", "\ufffd"),
        ("\ude00a", "\ufffda"),
        ("👍", "👍"),
    ],
)
def test_cleaning_takes_only_what_cannot_be_kept(text: str, clean: str) -> None:
    assert cleaned(text) == clean


@pytest.mark.parametrize("text", ["", "a", "あ" * 5000, "🍎" * 2500])
def test_what_fits_stays_whole(text: str) -> None:
    assert split_text(text) == ((text,) if text else ())


def test_one_unit_too_many_makes_two_pieces() -> None:
    assert [utf16_length(piece) for piece in split_text("あ" * 5001)] == [5000, 1]
    assert [utf16_length(piece) for piece in split_text("a" + "🍎" * 2500)] == [4999, 2]


@pytest.mark.parametrize("cluster", CLUSTERS)
@pytest.mark.parametrize("limit", [20, 21, 22, 23])
def test_no_character_is_torn(cluster: str, limit: int) -> None:
    pieces = split_text(cluster * 40, limit)

    assert "".join(pieces) == cluster * 40
    assert all(len(piece) % len(cluster) == 0 for piece in pieces)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("あああああああ\nいいいいいい", ("あああああああ\n", "いいいいいい")),
        ("ああああああ。\nいいいいいいい", ("ああああああ。\n", "いいいいいいい")),
        ("ああああああ。」いいいいいいい", ("ああああああ。」", "いいいいいいい")),
        ("ああああああああ。」いいいいい", ("ああああああああ。」", "いいいいい")),
        ("あ。ああああああああああああ", ("あ。ああああああああ", "ああああ")),
    ],
)
def test_a_cut_prefers_the_end_of_a_line_or_sentence(text: str, pieces: tuple[str, ...]) -> None:
    assert split_text(text, 10) == pieces


def test_a_character_longer_than_a_piece_is_cut_all_the_same() -> None:
    monster = "a" + "\u0301" * 50

    pieces = split_text(monster, 10)

    assert "".join(pieces) == monster
    assert all(utf16_length(piece) <= 10 for piece in pieces)


def test_a_piece_must_hold_an_emoji() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        split_text("a", 1)


@given(
    st.lists(st.sampled_from([*CLUSTERS, "\n", "。", "」"]) | st.text(max_size=5)).map("".join),
    st.integers(2, 40),
)
def test_pieces_are_short_enough_not_empty_and_make_the_text_again(text: str, limit: int) -> None:
    pieces = split_text(text, limit)

    assert "".join(pieces) == text
    assert all(0 < utf16_length(piece) <= limit for piece in pieces)
