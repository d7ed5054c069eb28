"""What must be so in the compose file, the images and the proxy."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.launcher.model import SOURCES
from bot.launcher.parts import ONLY_FOR
from bot.web.body_limit import LARGER
from bot.web.headers import SECRET

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy/compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("publish", "actions", "rasa", "edge", "agencies")
PARTS = {"publish": "publishing", "actions": "actions", "rasa": "rasa", "edge": "web", "agencies": "agencies"}
PROXY = (ROOT / "deploy/proxy.conf").read_text("utf-8")
IMAGES = ("deploy/Containerfile.open", "deploy/Containerfile.rasa")


def test_only_the_proxy_opens_a_port() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert {name for name, service in SERVICES.items() if "front" in service["networks"]} == {"proxy", "edge"}
    assert COMPOSE["networks"]["inner"]["internal"] and COMPOSE["networks"]["data"]["internal"]


@pytest.mark.parametrize("name", OURS)
def test_our_parts_change_nothing_and_may_nothing(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True and service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", OURS)
def test_each_secret_goes_only_to_the_part_that_needs_it(name: str) -> None:
    given = SERVICES[name].get("environment", {})
    assert [each for each in given if PARTS[name] not in ONLY_FOR.get(each, (PARTS[name],))] == []


def test_no_secret_stands_in_the_file() -> None:
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if re.search(r"TOKEN|KEY|PASSWORD|DATABASE_URL|REDIS_URL|TRACKER_URL", name):
                assert re.fullmatch(r"\$\{\w+:[?-]\}", value), name


@pytest.mark.parametrize("path", IMAGES)
def test_an_image_takes_packages_by_hash_runs_as_nobody_and_names_no_host(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    assert "--require-hashes" in text
    assert re.findall(r"^USER (\S+)$", text, re.MULTILINE) == ["10001:10001"]
    assert re.findall(r"^FROM (\S+)", text, re.MULTILINE)[-1] == "${PYTHON_IMAGE}"
    assert not re.search(r"https://|index-url|(?:docker|quay|ghcr)\.io", text)


@pytest.mark.parametrize("path", IMAGES)
def test_what_an_image_copies_is_there_and_not_kept_out(path: str) -> None:
    kept = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    allowed = [line[1:] for line in kept if line.startswith("!")]
    for line in re.findall(r"^COPY (?!--from)(.+)$", (ROOT / path).read_text("utf-8"), re.MULTILINE):
        for name in line.split()[:-1]:
            assert (ROOT / name).exists(), name
            assert any(name == each or name.startswith(each + "/") for each in allowed), name


def test_a_model_is_trained_from_all_that_it_depends_on() -> None:
    text = (ROOT / IMAGES[1]).read_text("utf-8")
    copied = {name for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE) for name in line.split()[:-1]}
    assert [each for each in SOURCES if not any(each == name or each.startswith(name + "/") for name in copied)] == []


def test_the_proxy_shows_no_figures_and_says_whom_it_speaks_for() -> None:
    assert "location = /metrics { return 404; }" in PROXY
    assert PROXY.count("proxy_set_header X-Forwarded-For $remote_addr;") == 1  # what a caller says of itself is dropped
    assert "proxy_set_header Host $http_host;" in PROXY
    assert not any("proxy_set_header" in place for place in _locations().values())  # one would undo those of the server


def _locations() -> dict[str, str]:
    """What the proxy does by place."""
    found = re.findall(r"^    location ([^{]+) \{(.+?)\}", PROXY, re.MULTILINE | re.DOTALL)
    return dict(found)


def test_the_proxy_lets_through_as_large_a_file_as_the_web_takes() -> None:
    for path, largest in LARGER.items():
        assert f"client_max_body_size {largest // 1024**2}m;" in _locations()[f"= {path}"]


def test_the_proxy_writes_down_no_secret_link() -> None:
    (log_format,) = re.findall(r"log_format (\w+) ([^;]+);", PROXY)
    assert f" {log_format[0]};" in PROXY.partition("access_log ")[2].partition("\n")[0] + "\n"
    assert not re.search(r"referer|\$request\b|\$request_uri|\$args|cookie", log_format[1])
    (place,) = [each for each in _locations() if each.startswith("~ ")]
    for path in (f"{SECRET[0]}x", f"{SECRET[1]}x", "/tiep-tuc"):
        assert re.search(place.removeprefix("~ "), path)
    assert "access_log off;" in _locations()[place] and "error_log /dev/null crit;" in _locations()[place]
