"""The keyring: made once, read by its owner alone, refused when damaged."""

import base64
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import SealError
from storage.encryption import PURPOSES, Keyring, KeyringError, new_key, seal, unseal

WORDS = "だれにも言えない話".encode()


def test_a_keyring_is_written_for_its_owner_alone_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    keyring = Keyring.generate()

    keyring.save(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert Keyring.load(path).keys == keyring.keys
    assert repr(keyring) == "<keyring>"


def test_a_keyring_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    Keyring.generate().save(path)
    before = path.read_bytes()

    with pytest.raises(KeyringError, match="exists already"):
        Keyring.generate().save(path)

    assert path.read_bytes() == before


def test_two_keyrings_have_no_key_in_common() -> None:
    one, other = Keyring.generate(), Keyring.generate()

    keys = [
        key for keyring in (one, other) for each in keyring.keys.values() for key in each.values()
    ]
    assert len(set(keys)) == 2 * len(PURPOSES)


def test_a_missing_keyring_names_its_cure(tmp_path: Path) -> None:
    with pytest.raises(KeyringError, match="madobe keyring new"):
        Keyring.load(tmp_path / "nowhere.json")


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o644, 0o660, 0o666])
def test_a_keyring_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "keyring.json"
    Keyring.generate().save(path)
    path.chmod(mode)

    with pytest.raises(KeyringError, match="chmod 600"):
        Keyring.load(path)


def test_a_keyring_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyringError):
        Keyring.load(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"keys": 3}', '{"keys": {"root": []}}', "鍵"]
)
def test_what_is_no_keyring_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keyring.json"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)

    with pytest.raises(KeyringError):
        Keyring.load(path)


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("damage", ["gone", "empty", "short", "nonsense"])
def test_a_damaged_key_is_refused_without_being_shown(
    tmp_path: Path, purpose: str, damage: str
) -> None:
    path = tmp_path / "keyring.json"
    Keyring.generate().save(path)
    document = json.loads(path.read_text())
    secret = document["keys"][purpose]["1"]
    damaged = {
        "gone": {},
        "empty": {"1": ""},
        "short": {"1": base64.b64encode(os.urandom(16)).decode()},
        "nonsense": {"1": "=" + secret[3:]},
    }
    document["keys"][purpose] = damaged[damage]
    path.write_text(json.dumps(document))

    with pytest.raises(KeyringError) as refusal:
        Keyring.load(path)

    assert secret[3:] not in str(refusal.value)


def test_a_keyring_of_an_older_version_is_completed_and_nothing_in_it_changes(
    tmp_path: Path,
) -> None:
    path = tmp_path / "keyring.json"
    whole = Keyring.generate()
    Keyring({name: keys for name, keys in whole.keys.items() if name != "audit"}).save(path)
    with pytest.raises(KeyringError, match="madobe keyring complete"):
        Keyring.load(path)

    assert Keyring.complete(path) == {"audit"}

    completed = Keyring.load(path)
    assert {name: completed.keys[name] for name in PURPOSES if name != "audit"} == {
        name: whole.keys[name] for name in PURPOSES if name != "audit"
    }
    assert path.stat().st_mode & 0o777 == 0o600
    assert Keyring.complete(path) == set()
    assert Keyring.load(path).keys == completed.keys


def test_a_key_that_was_lost_is_not_made_up(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    whole = Keyring.generate()
    Keyring({name: keys for name, keys in whole.keys.items() if name != "root"}).save(path)

    assert Keyring.complete(path) == set()

    with pytest.raises(KeyringError, match="no root key"):
        Keyring.load(path)


def test_the_newest_version_seals_and_every_stated_one_opens() -> None:
    old = Keyring.generate()
    keyring = Keyring({**old.keys, "uid": {**old.keys["uid"], 2: new_key()}})

    assert keyring.newest("uid")[0] == 2
    assert keyring.of_version("uid", 1) == old.keys["uid"][1]
    with pytest.raises(SealError):
        keyring.of_version("uid", 3)


@given(st.lists(st.binary(max_size=8), max_size=4), st.lists(st.binary(max_size=8), max_size=4))
def test_a_mac_tells_apart_where_its_parts_end(one: list[bytes], other: list[bytes]) -> None:
    keyring = Keyring({"lookup": {1: b"k" * 32}})

    assert (keyring.mac("lookup", *one) == keyring.mac("lookup", *other)) is (one == other)


def test_equal_words_are_sealed_to_different_bytes() -> None:
    key = new_key()

    assert len({seal(key, WORDS, b"here") for _ in range(50)}) == 50


@given(st.data())
def test_one_changed_byte_opens_nothing(data: st.DataObject) -> None:
    key = b"k" * 32
    sealed = bytearray(seal(key, WORDS, b"here"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(SealError):
        unseal(key, bytes(sealed), b"here")


@pytest.mark.parametrize("length", [0, 1, 11, 12, 13, 27, 28])
def test_a_shortened_seal_opens_nothing(length: int) -> None:
    key = new_key()

    with pytest.raises(SealError):
        unseal(key, seal(key, WORDS, b"here")[:length], b"here")


def test_another_key_or_place_opens_nothing() -> None:
    key = new_key()
    sealed = seal(key, WORDS, b"here")

    assert unseal(key, sealed, b"here") == WORDS
    with pytest.raises(SealError):
        unseal(new_key(), sealed, b"here")
    with pytest.raises(SealError):
        unseal(key, sealed, b"there")
