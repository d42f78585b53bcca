"""Take the pictures of the console for the documentation: a made-up evening, played in a demo.

Everything in them was made up here; nobody's words stand in a picture.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "docs" / "images"
PORT, PHONE_PORT = 9241, 9341
CONSOLE, PHONES = f"http://127.0.0.1:{PORT}", f"http://127.0.0.1:{PHONE_PORT}"
AT: Final = "2026-11-24 16:25"
PASSPHRASE: Final = "madobe-demo-yoru"  # noqa: S105 - printed for everybody who starts the demo
WIDE: Final[ViewportSize] = {"width": 1200, "height": 760}
NARROW: Final[ViewportSize] = {"width": 360, "height": 740}
COLOURS: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
FLAGS: Final = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass(slots=True)
class Studio:
    """A browser for each member, and the phones."""

    browser: Browser
    desks: dict[str, BrowserContext]

    def enters(self, login: str) -> Page:
        """A member signs in; gives their tab."""
        context = self.browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo")
        self.desks[login] = context
        page = context.new_page()
        page.goto(f"{CONSOLE}/sign-in")
        page.get_by_label("ログイン名").fill(login)
        page.get_by_label("合言葉").fill(PASSPHRASE)
        page.get_by_role("button", name="サインイン").click()
        page.get_by_text("メニュー", exact=True).wait_for()
        return page

    def takes(self, name: str, page: Page, *, size: ViewportSize = WIDE) -> None:
        """Pictures of a page as it is, in light and in dark colours."""
        page.set_viewport_size(size)
        for colours in COLOURS:
            page.emulate_media(color_scheme=colours, reduced_motion="reduce")
            page.wait_for_timeout(300)
            taken = Image.open(BytesIO(page.screenshot()))
            few = taken.convert("RGB").quantize(64)  # a third of the bytes
            few.save(FOLDER / f"{name}-{colours}.png", optimize=True)
        page.set_viewport_size(WIDE)


def take() -> None:
    """Take them all."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            *(str(ROOT / ".venv" / "bin" / "madobe"), "demo", "--at", AT, "--folder", folder),
            *("--port", str(PORT), "--phone-port", str(PHONE_PORT)),
        ]
        demo = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            _until(_answers, "the demo")
            with sync_playwright() as playwright:
                path = sys.argv[1] if len(sys.argv) > 1 else "/usr/bin/chromium"
                browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
                _play(Studio(browser, {}))
                browser.close()
        finally:
            demo.terminate()
            demo.wait()


def _play(studio: Studio) -> None:
    midori, kohaku = studio.enters("midori"), studio.enters("kohaku")
    for page in (midori, studio.enters("asagi")):
        page.get_by_role("button", name="お話しを受ける").click()
        page.get_by_text("受けられます").wait_for()
    talk = _talks(midori)
    studio.takes("talk", midori)
    studio.takes("talk-narrow", midori, size=NARROW)
    for number, words in enumerate(("眠れないので書いています", "母です。息子のことで"), start=2):
        _says(number, words)
    _says(4, "はじめてです。ここは、何を書いてもいいですか")
    midori.goto(f"{CONSOLE}/")
    midori.get_by_text("何を書いてもいいですか").first.wait_for()
    studio.takes("inbox", midori)
    studio.takes("inbox-narrow", midori, size=NARROW)
    kohaku.goto(f"{CONSOLE}/board")
    studio.takes("board", kohaku)
    studio.takes("board-narrow", kohaku, size=NARROW)
    midori.goto(talk)
    _begins_a_record(midori)
    studio.takes("record", midori)
    _looks_after_the_team(studio)
    wakaba = studio.enters("wakaba")
    wakaba.goto(f"{CONSOLE}/exports")
    studio.takes("exports", wakaba)


def _talks(midori: Page) -> str:
    """Somebody is answered; gives the talk's address."""
    _says(1, "こんばんは。きょうも夕方に起きました")
    midori.get_by_role("button", name=re.compile("^受ける")).first.click()
    composer = midori.get_by_label(re.compile("への返事"))
    for ours, theirs in (
        ("こんばんは、みどりです。書いてくださって、うれしいです。", "夜のほうが、静かで楽です"),
        (
            "夜は静かですね。いまは、どんなふうにすごしていますか。",
            "窓をあけて、外の音をきいています",
        ),
    ):
        composer.fill(ours)
        midori.get_by_role("button", name="送信", exact=True).click()
        midori.get_by_text(ours).wait_for()
        _says(1, theirs)
        midori.get_by_text(theirs).wait_for()
    composer.fill("外の音")
    midori.wait_for_timeout(1500)  # the draft is kept
    return midori.url


def _begins_a_record(midori: Page) -> None:
    """The talk ends, and its record is begun."""
    midori.get_by_role("button", name="対話を終える").click()
    midori.get_by_role("dialog").get_by_role("button", name="終える").click()
    midori.get_by_role("heading", name="記録", exact=True).wait_for()
    midori.get_by_role("group", name="書いた方").get_by_label("本人", exact=True).check()
    midori.get_by_label("主訴").fill("夜に起きている。静かな時間をすごしている")


def _looks_after_the_team(studio: Studio) -> None:
    """The manager's pages: who is to become a supervisor, who is on when, the month so far."""
    sumire = studio.enters("sumire")
    sumire.get_by_role("link", name="あさぎ").click()
    sumire.get_by_role("group", name="役割").get_by_label("責任者").check()
    sumire.get_by_role("button", name="役割を替える").click()
    sumire.get_by_text("責任者になるのを待っています").wait_for()
    sumire.goto(f"{CONSOLE}/team")
    studio.takes("team", sumire)
    sumire.goto(f"{CONSOLE}/shifts")
    who = sumire.get_by_label(re.compile("に入る人$"))
    shift = sumire.get_by_role("article").filter(has=who).first
    shift.get_by_label(re.compile("に入る人$")).select_option("みどり")
    shift.get_by_role("button", name="入れる").click()
    studio.takes("shifts", sumire)
    sumire.goto(f"{CONSOLE}/numbers")
    studio.takes("numbers", sumire)


def _says(number: int, words: str) -> None:
    """Somebody writes on a phone."""
    body = json.dumps({"act": "say", "text": words}).encode()
    head = {"Content-Type": "application/json"}
    while len(_asked("/_control/people", head)) < number:
        _asked("/_control/people", head, b"{}")
    _asked(f"/_control/people/{number}/act", head, body)


def _asked(path: str, head: dict[str, str], body: bytes | None = None) -> list[object]:
    request = urllib.request.Request(PHONES + path, data=body, headers=head)  # noqa: S310 - our own loopback
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - the same
        found: list[object] = json.load(answer)
        return found


def _answers() -> bool:
    try:
        with urllib.request.urlopen(f"{CONSOLE}/ready", timeout=2):  # noqa: S310 - our own loopback
            return True
    except OSError:
        return False


def _until(claim: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 240
    while not claim():
        if time.monotonic() > deadline:
            raise SystemExit(f"Waited in vain for {what}")
        time.sleep(0.3)


if __name__ == "__main__":
    take()
