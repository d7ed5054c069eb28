"""What must be so in the compose file and the proxy."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.settings import ActionsSettings
from bot.launcher.parts import AGENCY_PATHS, ONLY_FOR
from bot.web.body_limit import LARGER
from bot.web.headers import SECRET
from bot.web.settings import WebSettings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy/compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("publish", "actions", "rasa", "edge", "agencies")
PARTS = {"publish": "publishing", "actions": "actions", "rasa": "rasa", "edge": "web", "agencies": "agencies"}
PROXY = (ROOT / "deploy/proxy.conf").read_text("utf-8")


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


@pytest.mark.parametrize(("part", "settings"), [("edge", WebSettings), ("actions", ActionsSettings)])
def test_a_part_can_be_given_every_setting_and_gets_those_it_needs(part: str, settings: Any) -> None:
    given = SERVICES[part]["environment"]
    assert {name.upper() for name, field in settings.model_fields.items() if field.is_required()} <= set(given)
    assert {"DATABASE_URL", "OPERATOR_NAME"} <= set(given)
    assert SERVICES[part]["env_file"] == [{"path": "settings.env", "required": False}]  # beside the compose file
    mine = {name.upper() for name in settings.model_fields}
    assert {name for name, parts in ONLY_FOR.items() if PARTS[part] in parts and name in mine} <= set(given)


def test_only_publishing_may_change_tables() -> None:
    urls = {name: service.get("environment", {}).get("DATABASE_URL") for name, service in SERVICES.items()}
    assert {name for name, url in urls.items() if url == "${PUBLISH_DATABASE_URL:?}"} == {"publish"}
    assert {name for name, url in urls.items() if url == "${DATABASE_URL:?}"} == {"edge", "actions"}


def test_the_mock_agencies_of_a_trial_are_where_the_document_says() -> None:
    port = SERVICES["agencies"]["environment"]["AGENCIES_PORT"]
    text = (ROOT / "docs/deploying.md").read_text("utf-8")
    assert [each for each, path in AGENCY_PATHS.items() if f"{each}=http://agencies:{port}{path}`" not in text] == []
    assert "AGENCIES_HOST=0.0.0.0" in (ROOT / "deploy/Containerfile.open").read_text("utf-8")


def test_redis_is_not_root() -> None:
    assert SERVICES["redis"]["user"] == "redis" and SERVICES["redis"]["cap_drop"] == ["ALL"]


def test_edges_believe_the_networks_proxies_only() -> None:
    (range_,) = COMPOSE["networks"]["front"]["ipam"]["config"]
    assert range_["subnet"] == SERVICES["edge"]["environment"]["TRUSTED_PROXIES"]


def test_the_proxy_asks_the_dns_server_of_whichever_engine() -> None:
    proxy = SERVICES["proxy"]
    assert "resolver ${NGINX_LOCAL_RESOLVERS} " in PROXY and proxy["environment"]["NGINX_ENTRYPOINT_LOCAL_RESOLVERS"]
    assert re.findall(r"\$\{(\w+)\}", PROXY) == [proxy["environment"]["NGINX_ENVSUBST_FILTER"]]
    assert proxy["volumes"] == ["./proxy.conf:/etc/nginx/templates/default.conf.template:ro"]
    assert "/etc/nginx/conf.d" in proxy["tmpfs"]  # where the image writes what it filled in


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


def test_a_browser_is_told_to_stay_with_tls() -> None:
    assert re.search(r'^    add_header Strict-Transport-Security "max-age=31536000" always;', PROXY, re.MULTILINE)
    assert PROXY.count("add_header") == 1  # one in a location would undo that of the server


def test_the_proxy_writes_down_no_secret_link() -> None:
    assert re.search(r"^    error_log \S+ crit;", PROXY, re.MULTILINE)  # from «error» down it quotes addresses
    (log_format,) = re.findall(r"log_format (\w+) ([^;]+);", PROXY)
    assert f" {log_format[0]};" in PROXY.partition("access_log ")[2].partition("\n")[0]
    assert not re.search(r"referer|\$request\b|\$request_uri|\$args|cookie", log_format[1])
    (place,) = [each for each in _locations() if each.startswith("~ ")]
    for path in (f"{SECRET[0]}x", f"{SECRET[1]}x", "/tiep-tuc"):
        assert re.search(place.removeprefix("~ "), path)
    assert "access_log off;" in _locations()[place] and "error_log /dev/null crit;" in _locations()[place]
