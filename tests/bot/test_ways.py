"""The file of ways is read whole or refused, and never repeated."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import ways
from bot.ways import WaysError, load_ways

SECRET = "mailtos://madobe:hunter2@smtp.example.jp?to=090@example.jp"


def written(folder: Path, text: str, mode: int = 0o600) -> Path:
    file = folder / "ways"
    file.write_text(text)
    file.chmod(mode)
    return file


def test_names_and_addresses_are_read_and_not_shown(tmp_path: Path) -> None:
    found = load_ways(written(tmp_path, f"# who\n\nkazoku_mail: {SECRET}\noffice:  json://a/b\n"))

    assert {name: address.reveal() for name, address in found.items()} == {
        "kazoku_mail": SECRET,
        "office": "json://a/b",
    }
    assert "hunter2" not in repr(found)


def test_without_a_file_there_is_no_way() -> None:
    assert load_ways(None) == {}
    assert ways.has_all(None, [])
    assert not ways.has_all(None, ["office"])


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_file_that_others_can_open_is_refused(tmp_path: Path, mode: int) -> None:
    file = written(tmp_path, f"office: {SECRET}\n", mode)

    with pytest.raises(WaysError, match="chmod 600"):
        load_ways(file)


@pytest.mark.parametrize(
    "text",
    [
        f"{SECRET}\n",
        f"office {SECRET}\n",
        f"Büro: {SECRET}\n",
        "office: 090-1234-hunter2\n",
        f"office: {SECRET}\noffice: {SECRET}\n",
    ],
)
def test_a_line_that_is_no_way_is_named_by_its_number_alone(tmp_path: Path, text: str) -> None:
    with pytest.raises(WaysError, match=r"line [12]: ") as refused:
        load_ways(written(tmp_path, text))

    assert "hunter2" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\x00")
    binary.chmod(0o600)

    for path in (tmp_path / "none", binary, tmp_path):
        with pytest.raises(WaysError, match="can read"):
            load_ways(path)


@given(text=st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_the_file_it_is_read_or_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "ways"
    file.write_bytes(text.encode(errors="replace"))
    file.chmod(0o600)

    try:
        found = load_ways(file)
    except WaysError:
        return
    assert all("://" in address.reveal() for address in found.values())
