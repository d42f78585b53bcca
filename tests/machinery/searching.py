"""Looks for planted words in whatever a system keeps, through encodings and compression."""

import base64
import binascii
import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import redis
from sqlalchemy import inspect, text

from storage.database import Database

DEEPEST = 4
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){8,}")


def found_in(content: bytes, planted: Iterable[str]) -> set[str]:
    """The planted words that stand in some bytes, however they were wrapped."""
    needles = {word: list(_forms(word)) for word in planted}
    hits: set[str] = set()
    for layer in _layers(content, DEEPEST):
        hits |= {word for word, forms in needles.items() if any(form in layer for form in forms)}
    return hits


def everything_in_redis(url: str) -> Iterator[bytes]:
    """Every key of a Redis, with all it holds."""
    with redis.Redis.from_url(url) as client:
        readers: dict[bytes, Callable[[bytes], object]] = {
            b"string": client.get,
            b"hash": client.hgetall,
            b"list": lambda key: client.lrange(key, 0, -1),
            b"set": client.smembers,
            b"zset": lambda key: client.zrange(key, 0, -1),
            b"stream": client.xrange,
        }
        for key in client.scan_iter():
            yield key
            yield from _flat(readers[client.type(key)](key))


def everything_in_tables(url: str) -> Iterator[bytes]:
    """Every value of every table, as bytes."""
    database = Database(url)
    try:
        with database.reading() as session:
            connection = session.connection()
            for table in inspect(connection).get_table_names():
                for row in connection.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608 - names of our own tables
                    yield from _flat(list(row))
    finally:
        database.close()


def everything_in_files(folder: Path, pattern: str) -> Iterator[bytes]:
    """The bytes of files, as they lie on the disk."""
    for file in sorted(folder.glob(pattern)):
        if file.is_file():
            yield file.read_bytes()


def _forms(word: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "euc_jp", "shift_jis"):
        try:
            yield word.encode(encoding)
        except UnicodeEncodeError:
            continue
    yield json.dumps(word)[1:-1].encode()


def _layers(content: bytes, depth: int) -> Iterator[bytes]:
    yield content
    if depth == 0:
        return
    for inner in _unwrapped(content):
        yield from _layers(inner, depth - 1)


def _unwrapped(content: bytes) -> Iterator[bytes]:
    for unwrap in (zlib.decompress, gzip.decompress, lambda b: zlib.decompress(b, -15)):
        try:
            yield unwrap(content)
        except (zlib.error, OSError, EOFError, ValueError):
            continue
    for match in _BASE64.finditer(content):
        run = match.group().rstrip(b"=")
        try:
            yield base64.b64decode(
                run + b"=" * (-len(run) % 4), altchars=b"-_" if b"-" in run or b"_" in run else None
            )
        except (binascii.Error, ValueError):
            continue
    for match in _HEX.finditer(content):
        yield binascii.unhexlify(match.group())


def _flat(value: object) -> Iterator[bytes]:
    match value:
        case bytes():
            yield value
        case dict():
            for key, inner in value.items():
                yield from _flat(key)
                yield from _flat(inner)
        case list() | tuple() | set():
            for inner in value:
                yield from _flat(inner)
        case _:
            yield str(value).encode()
