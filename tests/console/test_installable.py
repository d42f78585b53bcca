"""The console can be installed as an app of its own, and keeps nothing behind one's back."""

import json
import re
import struct
from pathlib import Path

import pytest

from console.keys import KEYS
from tests.console.desk import Desk

STATIC = Path("console/static")
TEMPLATES = Path("console/templates")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A file is the same on every database."""
    return sqlite_url


def test_the_manifest_names_the_app_and_every_icon_it_promises(desk: Desk) -> None:
    client = desk.visitor().client
    (path,) = re.findall(r'<link rel="manifest" href="([^"]+)"', client.get("/sign-in").text)
    answer = client.get(path, buffered=True)
    manifest = json.loads(answer.text)

    assert answer.mimetype == "application/manifest+json"
    assert (manifest["name"], manifest["start_url"]) == ("窓辺", "/")
    assert manifest["display"] == "standalone"
    for icon in manifest["icons"]:
        picture = client.get(f"/static/{icon['src']}", buffered=True)
        assert picture.mimetype == icon["type"]
        if icon["sizes"] != "any":
            assert icon["sizes"] == "{}x{}".format(*struct.unpack(">II", picture.data[16:24]))


def test_the_colours_around_the_app_are_its_own_paper(desk: Desk) -> None:
    tokens = (STATIC / "tokens.css").read_text("utf-8")
    light, dark = re.findall(r"--paper: (#\w+);", tokens)
    page = desk.visitor().client.get("/sign-in").text
    manifest = json.loads((STATIC / "manifest.webmanifest").read_text("utf-8"))

    assert re.findall(r'name="theme-color" [^>]*content="(#\w+)"', page) == [light, dark]
    assert {manifest["theme_color"], manifest["background_color"]} == {light}


def test_nothing_works_behind_the_page() -> None:
    scripts = "".join(file.read_text("utf-8") for file in STATIC.glob("*.js"))

    assert "serviceWorker" not in scripts
    assert "innerHTML" not in scripts
    assert not re.search(r"\bcaches\b|indexedDB", scripts)


def test_only_a_scanned_number_is_kept_and_only_until_the_sign_in() -> None:
    keeping = {file.name for file in STATIC.glob("*.js") if "sessionStorage" in file.read_text()}

    assert keeping == {"door.js", "portal.js"}


def test_every_key_of_the_overlay_is_named_by_an_element() -> None:
    pages = "".join(file.read_text("utf-8") for file in TEMPLATES.glob("*.html"))
    named = set(" ".join(re.findall(r'aria-keyshortcuts="([^"]+)"', pages)).split())
    counted = {"Alt+1"} if "Alt+{{ loop.index }}" in pages else set()

    assert {key.keys for key in KEYS} - named - counted == set()
