"""Checks a simulator's recording against LINE's own OpenAPI specification, where it is at hand.

LINE writes inheritance as base + discriminator + allOf without oneOf, which validators ignore;
`expanded` makes the oneOf explicit, and only then a text message without text is refused.
"""

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import yaml
from openapi_core import OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

from tests.machinery.tree import ROOT

FOLDER = ROOT.parent / "shared" / "line" / "openapi"
_SCHEMAS = "#/components/schemas/"
_API_FILES = ("messaging-api.yml", "channel-access-token.yml", "insight.yml")
# What LINE answers without saying so in its specification.
_UNSPECIFIED = {401, 403, 404, 410, 413, 415, 500, 503}
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """Something in a recording that LINE's specification does not allow."""

    what: str
    where: str
    why: str


class LineSpec:
    """LINE's specification, ready to check recordings of the simulator (`--record`)."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._apis = [_read(folder / name) for name in _API_FILES]
        self._webhook = OpenAPI.from_dict(_read(folder / "webhook.yml"))
        self._by_path = [
            (OpenAPI.from_dict(api), [path.split("/") for path in api["paths"]])
            for api in self._apis
        ]

    def violations(self, recording: Path) -> list[Violation]:
        """Every violation by an ordinary call, answer or webhook of a recording."""
        lines = [json.loads(line) for line in recording.read_text("utf-8").splitlines()]
        ordinary = [line for line in lines if line["is_ordinary"]]
        return [found for line in ordinary for found in self.check(line)]

    def check(self, line: Json) -> Iterator[Violation]:
        """Yield what is wrong with one line of a recording."""
        if line["direction"] == "webhook":
            yield from self.check_webhook(line["body"])
        else:
            yield from self._check_call(line)

    def check_webhook(self, body: str) -> Iterator[Violation]:
        """Yield what is wrong with a webhook's body."""
        request = MockRequest("http://line/", "post", "/callback", data=body.encode())
        yield from _tried(lambda: self._webhook.validate_request(request), "webhook", body[:200])

    def _check_call(self, line: Json) -> Iterator[Violation]:
        where = f"{line['method']} {line['path']} {line['status']}"
        api = self._api_of(line["path"])
        if api is None:
            yield Violation(what="call", where=where, why="no such path in LINE's specification")
            return
        request = _request(line)
        yield from _tried(lambda: api.validate_request(request), "request", where)
        if line["status"] in _UNSPECIFIED:
            return
        response = MockResponse(
            line["answer"].encode(),
            status_code=line["status"],
            content_type=line["answer_headers"].get("content-type", ""),
        )
        yield from _tried(lambda: api.validate_response(request, response), "answer", where)

    def _api_of(self, path: str) -> OpenAPI | None:
        parts = path.split("/")
        return next(
            (
                api
                for api, patterns in self._by_path
                if any(_fits(pattern, parts) for pattern in patterns)
            ),
            None,
        )


def expanded(spec: Json) -> Json:
    """Return the specification with every discriminated base as an explicit `oneOf`."""
    spec = copy.deepcopy(spec)
    schemas: dict[str, Json] = spec["components"]["schemas"]
    bases = {
        name: schema.pop("discriminator")
        for name, schema in schemas.items()
        if "discriminator" in schema and not {"oneOf", "anyOf"} & schema.keys()
    }
    _point_to_choices(spec["paths"], bases.keys())
    _point_to_choices(schemas, bases.keys())
    for name, discriminator in bases.items():
        schemas[_choice_of(name)] = {
            "oneOf": [
                _pinned(discriminator["propertyName"], value, ref)
                for value, ref in discriminator["mapping"].items()
            ]
        }
    return spec


def _read(path: Path) -> Json:
    spec = expanded(yaml.safe_load(path.read_text("utf-8")))
    spec["servers"] = [{"url": "/"}]
    for item in spec["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict):
                operation.pop("servers", None)
    return spec


def _point_to_choices(node: object, bases: Any) -> None:  # noqa: ANN401 - a view of names
    if isinstance(node, list):
        for item in node:
            _point_to_choices(item, bases)
    if not isinstance(node, dict):
        return
    ref = node.get("$ref")
    if isinstance(ref, str) and ref.removeprefix(_SCHEMAS) in bases:
        node["$ref"] = _SCHEMAS + _choice_of(ref.removeprefix(_SCHEMAS))
    for key, value in node.items():
        # A child's own `allOf` must go on meaning the base, or it would contain itself.
        inner = [part for part in value if "$ref" not in part] if key == "allOf" else value
        _point_to_choices(inner, bases)


def _choice_of(name: str) -> str:
    return f"{name}AnyOf"


def _pinned(tag: str, value: str, ref: str) -> Json:
    target = ref if ref.startswith("#") else _SCHEMAS + ref
    pin = {"type": "object", "required": [tag], "properties": {tag: {"enum": [value]}}}
    return {"allOf": [{"$ref": target}, pin]}


def _fits(pattern: list[str], parts: list[str]) -> bool:
    return len(pattern) == len(parts) and all(
        one.startswith("{") or one == other for one, other in zip(pattern, parts, strict=True)
    )


def _request(line: Json) -> MockRequest:
    # The token is never recorded; that there was a good one, the simulator has checked.
    headers = {**line["headers"], "Authorization": "Bearer checked-by-the-simulator"}
    return MockRequest(
        "http://line/",
        line["method"].lower(),
        line["path"],
        args=dict(parse_qsl(line["query"])),
        headers=headers,
        data=line["body"].encode(),
        content_type=line["headers"].get("content-type", "").partition(";")[0],
    )


def _tried(check: Callable[[], None], what: str, where: str) -> Iterator[Violation]:
    try:
        check()
    except OpenAPIError as error:
        reasons = getattr(error.__cause__, "schema_errors", None) or [error.__cause__ or error]
        why = "; ".join(str(getattr(reason, "message", reason)) for reason in reasons)
        yield Violation(what=what, where=where, why=why)
