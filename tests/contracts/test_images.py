"""Dockerfile and compose.yaml say what the program understands, and give nothing away."""

import re
from typing import Any

import click
import pytest
import yaml

from bot.cli import main
from bot.embedded import APP_RIGHTS
from bot.settings import PREFIX, SETTINGS
from tests.machinery.tree import ROOT, read

COMPOSE: dict[str, Any] = yaml.safe_load(read("compose.yaml"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {"web", "worker", "clock", "migrate"}


def test_the_image_runs_as_nobody_in_particular() -> None:
    last = re.split(r"^FROM ", read("Dockerfile"), flags=re.MULTILINE)[-1]

    assert re.search(r"^USER \d{4,}$", last, re.MULTILINE)
    assert 'ENTRYPOINT ["madobe"]' in last
    assert "HEALTHCHECK" in last


def test_the_image_installs_nothing_unproven() -> None:
    for line in re.findall(r"pip install (?:[^\n]*\\\n)*[^\n]*", read("Dockerfile")):
        assert "--require-hashes" in line or "--no-deps" in line
        assert "--no-build-isolation" in line or "requirements-build.lock" in line


def test_the_image_copies_only_what_is_there() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", read("Dockerfile"), re.MULTILINE)

    assert copied
    assert all((ROOT / name).exists() for line in copied for name in line.split())


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_service_can_change_itself_or_rise(name: str) -> None:
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "healthcheck" in service or name == "web"


@pytest.mark.parametrize("name", ["postgres", "redis"])
def test_the_stores_are_out_of_reach_from_outside(name: str) -> None:
    assert SERVICES[name]["networks"] == ["inside"]
    assert "ports" not in SERVICES[name]
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_the_web_is_offered_to_this_host_alone() -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["web"]["ports"])


def test_no_password_has_a_default() -> None:
    asked = re.findall(r"\$\{([A-Z_]+)([^}]*)\}", read("compose.yaml"))
    secret = [(name, how) for name, how in asked if "PASSWORD" in name or "SECRET" in name]

    assert secret
    assert [name for name, how in secret if not how.startswith(":?")] == []


def test_the_redis_in_compose_grants_what_the_embedded_one_grants() -> None:
    configuration = SERVICES["redis"]["environment"]["CONFIGURATION"]

    assert configuration.splitlines()[-1].endswith(f" {APP_RIGHTS}")
    assert "user default off" in configuration
    assert 'save ""' in configuration


def test_every_service_of_ours_runs_the_image() -> None:
    assert {name for name in SERVICES if SERVICES[name].get("image") == "madobe"} == OURS


def test_the_images_set_only_what_the_program_knows() -> None:
    set_by_compose = {key for name in OURS for key in SERVICES[name]["environment"]}
    set_by_image = set(re.findall(r"\bMADOBE_[A-Z_]+", read("Dockerfile")))

    assert set_by_compose | set_by_image <= {PREFIX + setting.name for setting in SETTINGS}


def test_compose_sets_everything_the_program_cannot_do_without() -> None:
    needed = {
        PREFIX + setting.name
        for setting in SETTINGS
        if setting.default is None and not setting.is_optional
    }

    assert needed <= set(SERVICES["web"]["environment"])


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_service_runs_a_command_there_is(name: str) -> None:
    command, *options = SERVICES[name]["command"]

    found = main.get_command(click.Context(main), command)

    assert found is not None
    known = {option for parameter in found.params for option in parameter.opts}
    assert {option for option in options if option.startswith("--")} <= known


def test_the_image_starts_the_web_as_compose_does() -> None:
    started = yaml.safe_load(re.findall(r"^CMD (.+)$", read("Dockerfile"), re.MULTILINE)[-1])

    assert started == SERVICES["web"]["command"]
