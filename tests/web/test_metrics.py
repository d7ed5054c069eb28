"""Figures for Prometheus: for whoever holds the token only, and nothing personal in them."""

import re

import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from bot.web.settings import WebSettings
from tests.web.conftest import Client

TOKEN = "a token for the figures"


@pytest.fixture
def settings(settings: WebSettings) -> WebSettings:
    settings.metrics_token = SecretStr(TOKEN)
    return settings


async def test_only_the_token_opens_the_figures(citizen: Client) -> None:
    for token in (None, "", "wrong", citizen.token):
        assert (await citizen.call("GET", "/metrics", token))[0] == 404
    assert (await citizen.call("GET", "/metrics", TOKEN))[0] == 200


async def test_turns_requests_and_parts_are_counted_by_closed_lists(citizen: Client) -> None:
    await citizen.say("số căn cước 001090012345, gọi 0912345678")
    await citizen.call("GET", "/0912345678?q=001090012345")
    await citizen.call("X0912345678", "/thu-tuc")
    _, page = await citizen.call("GET", "/metrics", TOKEN)
    assert not re.search(r"001090012345|0912345678|" + citizen.id + "|" + citizen.token, page)
    families = {family.name: family for family in text_string_to_metric_families(page)}
    labels = {name: {tuple(sorted(s.labels.items())) for s in family.samples} for name, family in families.items()}
    assert (("outcome", "answered"),) in {
        tuple(p for p in each if p[0] != "le") for each in labels["motcua_turn_seconds"]
    }
    ready = {sample.labels["part"]: sample.value for sample in families["motcua_part_ready"].samples}
    assert ready["database"] == 1 and set(ready) >= {"rasa", "actions", "knowledge_base"}
    routes = {dict(each)["route"] for each in labels["motcua_request_seconds"]}
    assert "/api/conversations/{conversation}/messages" in routes and "none" in routes
    methods = {dict(each)["method"] for each in labels["motcua_request_seconds"]}
    assert methods <= {"GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "other"}


@pytest.mark.parametrize("settings_token", [""])
async def test_without_a_token_in_the_settings_nobody_reads_them(
    citizen: Client, settings: WebSettings, settings_token: str
) -> None:
    settings.metrics_token = SecretStr(settings_token)
    for token in (None, "", "wrong"):
        assert (await citizen.call("GET", "/metrics", token))[0] == 404
