"""Marked phrases are planted in an evening; afterwards they are searched for everywhere."""

import base64
import gzip
import json
import zlib

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.machinery.searching import (
    everything_in_files,
    everything_in_redis,
    everything_in_tables,
    found_in,
)
from tests.machinery.town import PASSPHRASE, Town
from tests.machinery.waiting import until

pytestmark = pytest.mark.core

FROM_THE_PERSON = ("たぬきの朝焼け七三一", "canary-4711-kestrel", "ひみつの橋のうえ")
FROM_THE_COUNSELLOR = ("かもめの返事八八二", "うさぎの下書き五一九", "やまねこの記録六〇六")


@pytest.mark.parametrize(
    "wrapped",
    [
        b"canary",
        zlib.compress(b"a canary in a mine"),
        base64.b64encode(zlib.compress(b"{'text': 'canary'}")),
        gzip.compress(base64.b64encode(b"a canary, wrapped twice"), mtime=0),
        "canary".encode("utf-16-le"),
        b"63616e617279 2d 63616e6172792d63616e617279",
    ],
)
def test_the_search_finds_what_is_there(wrapped: bytes) -> None:
    assert found_in(b"before " + wrapped if wrapped[:1] == b"c" else wrapped, ["canary"]) == {
        "canary"
    }


@pytest.mark.journey
def test_no_planted_phrase_or_id_is_found_outside_its_seal(
    town: Town, browser_context: BrowserContext
) -> None:
    phone = town.line.person(1)
    desk = town.sign_in(browser_context)
    cookies = [cookie["value"] for cookie in browser_context.cookies()]
    phone.follow()
    for words in FROM_THE_PERSON:
        phone.say(words)
    phone.send_sticker("kestrel-keyword-31")
    phone.send_media("location")
    expect(desk.get_by_text(FROM_THE_PERSON[0])).to_be_visible()
    desk.get_by_role("button", name="次の方とお話しする").click()
    composer = desk.get_by_role("textbox")
    composer.fill(FROM_THE_COUNSELLOR[0])
    desk.get_by_role("button", name="送信", exact=True).click()
    phone.wait_for_text(FROM_THE_COUNSELLOR[0])
    with desk.expect_response("**/draft"):
        composer.fill(FROM_THE_COUNSELLOR[1])
    tokens = [
        event["replyToken"]
        for webhook in town.line.webhooks()
        for event in json.loads(webhook["body"])["events"]
        if "replyToken" in event
    ]
    planted = [
        *FROM_THE_PERSON,
        *FROM_THE_COUNSELLOR,
        "kestrel-keyword-31",
        phone.user_id,
        town.environment["MADOBE_LINE_CHANNEL_SECRET"],
        PASSPHRASE,
        *cookies,
        *tokens,
    ]
    until(lambda: not town.is_busy(), "everything to be handled")

    kept = [
        *everything_in_tables(town.environment["MADOBE_DATABASE_URL"]),
        *everything_in_redis(town.redis.url),
        *everything_in_files(town.folder, "*.log"),
        *everything_in_files(town.folder, "madobe.db*"),
        *everything_in_files(town.folder / "redis", "*"),
    ]
    assert tokens
    assert kept
    assert {word for content in kept for word in found_in(content, planted)} == set()
