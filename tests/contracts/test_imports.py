"""The import contracts say what the drawing says. (`lint-imports` holds the code to them.)"""

from typing import Any

from tests.machinery.tree import project

CONTRACTS: list[dict[str, Any]] = project()["tool"]["importlinter"]["contracts"]


def test_the_layers_are_the_drawn_ones() -> None:
    assert CONTRACTS[0]["type"] == "layers"
    assert CONTRACTS[0]["layers"] == [
        "bot",
        "handlers | console",
        "services",
        "routing | line | storage",
        "domain | texts",
    ]


def test_no_contract_has_an_exception() -> None:
    assert [contract["name"] for contract in CONTRACTS if contract.get("ignore_imports")] == []


def test_each_framework_is_kept_to_its_room() -> None:
    forbidden = {
        framework
        for contract in CONTRACTS
        if contract["type"] == "forbidden"
        for framework in contract["forbidden_modules"]
    }

    assert forbidden >= {"flask", "sqlalchemy", "rq", "redis", "linebot", "cryptography"}


def test_the_simulator_and_the_program_do_not_know_each_other() -> None:
    protected = {name for c in CONTRACTS for name in c.get("protected_modules", [])}
    blind = [c for c in CONTRACTS if c.get("source_modules") == ["simulator"]]

    assert {"simulator", "storage.encryption"} <= protected
    assert set(blind[0]["forbidden_modules"]) >= {"bot", "services", "storage", "domain", "texts"}
