"""A real Valkey server for the session, empty at the start of each test."""

from collections.abc import Iterator

import pytest
import redis

from bot.embedded import EmbeddedRedis


@pytest.fixture(scope="session")
def embedded_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedRedis]:
    """The session's one server. To stop and start one, make an `EmbeddedRedis` of your own."""
    with EmbeddedRedis(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture
def redis_url(embedded_redis: EmbeddedRedis) -> str:
    """The address of an empty Redis, signed in with the rights the program has in service."""
    with redis.Redis.from_url(embedded_redis.url) as client:
        for key in client.scan_iter():
            client.unlink(key)
    return embedded_redis.url
