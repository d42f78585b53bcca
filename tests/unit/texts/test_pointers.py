"""Telephone numbers and addresses, however somebody types them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.pointers import (
    find_addresses,
    find_numbers,
    find_ways,
    leads_elsewhere,
    plain_address,
    plain_number,
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("電話 0120-000-000 へ", ("0120000000",)),
        ("０１２０ー０００ー０００です", ("0120000000",)),
        ("0120 − 000 − 000", ("0120000000",)),
        ("(03)1234-5678", ("0312345678",)),
        ("090 1234 5678", ("09012345678",)),
        ("09012345678", ("09012345678",)),
        ("+81 55-000-0000", ("0550000000",)),
        ("055-000-0000、0120-111-222", ("0550000000", "0120111222")),
        ("119へ。それでも119へ", ("119",)),
        ("警察は110番です", ("110",)),
        ("#7119 か １１９", ("#7119", "119")),
        ("♯7119 か ♯７１１９", ("#7119",)),
        ("0570.046.556", ("0570046556",)),
        ("0570．046．556", ("0570046556",)),
        ("0570・046･556", ("0570046556",)),
        ("0570/046/556", ("0570046556",)),
        ("(0570)/046/556", ("0570046556",)),
        ("0570_046_556", ("0570046556",)),
        ("0570〜046～556", ("0570046556",)),
        ("055.2231418", ("0552231418",)),
        ("+81.570.046.556", ("0570046556",)),
        ("0120-111-222/0570.046.556", ("0120111222", "0570046556")),
        ("1.0570-046-556", ("0570046556",)),
    ],
)
def test_a_number_is_found_in_any_writing(text: str, numbers: tuple[str, ...]) -> None:
    assert find_numbers(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "16時30分に",
        "2026-11-24",
        "12:30から",
        "119円と110人",
        "3,119",
        "2026.11.24",
        "09/11/2026",
        "2026/01/02 0900-1000",
        "09.30〜10.30",
        "08.00・09.00・10.00",
        "01・02・03・04・05",
        "1,000〜2,000円",
        "0123.4567.8901",
        "3.14159265358",
        "1192年",
        "1234-5678-9018",
        "123456789012345",
        "3番目です",
        "",
    ],
)
def test_an_hour_a_price_a_date_is_no_number_to_ring(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("チャット https://chat.example.jp/a?b=1 、電話", ("https://chat.example.jp/a?b=1",)),
        ("(https://chat.example.jp).", ("https://chat.example.jp",)),
        ("www.example.com を見て", ("www.example.com",)),
        ("chat.example.jp/a", ("chat.example.jp/a",)),
        ("a@example.com", ()),
        ("今日は3.5時間", ()),
        ("そうです.はい", ()),
    ],
)
def test_an_address_is_found_as_it_stands(text: str, addresses: tuple[str, ...]) -> None:
    assert find_addresses(text) == addresses


def test_two_writings_of_one_way_are_one() -> None:
    assert plain_number("０１２０-000-000") == plain_number("0120000000")
    assert plain_number("+81-120-000-000") == plain_number("0120000000")
    assert plain_number("♯7119") == plain_number("#7119")
    assert plain_address("HTTPS://Chat.example.jp/") == plain_address("chat.example.jp")


@given(
    st.integers(10**8, 10**9 - 1).map(lambda number: f"0{number}"),
    st.sampled_from([*"-－ー −━.．・･/／_〜～", ""]),
)
def test_dashes_and_width_do_not_hide_a_number(digits: str, dash: str) -> None:
    typed = dash.join((digits[:3], digits[3:6], digits[6:]))
    wide = typed.translate({ord("0") + n: ord("０") + n for n in range(10)})

    assert find_numbers(f"電話 {typed} へ") == find_numbers(f"電話 {wide} へ") == (digits,)


@given(st.text(max_size=60))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert leads_elsewhere(text) == bool(find_ways(text))
