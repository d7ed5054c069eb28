"""The dashboard and the alerts ask for figures that the code gives; each alert leads to a section of the runbook."""

import json
import re
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

import actions.metrics
import bot.web.metrics

ROOT = Path(__file__).parents[1]
MONITORING = ROOT / "deploy/monitoring"
ALERTS: list[dict[str, Any]] = yaml.safe_load((MONITORING / "alerts.yml").read_text("utf-8"))["groups"][0]["rules"]
DASHBOARD: dict[str, Any] = json.loads((MONITORING / "dashboard.json").read_text("utf-8"))
QUERIES = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]
QUERIES += [alert["expr"] for alert in ALERTS]
SUFFIXES = {"histogram": ("_bucket", "_count", "_sum"), "counter": ("_total",), "gauge": ("",)}


def given() -> dict[str, set[str]]:
    """Every series by name, with its labels."""
    series: dict[str, set[str]] = {}
    for registry in (bot.web.metrics.REGISTRY, actions.metrics.REGISTRY):
        for collector in list(registry._collector_to_names):
            labels = set(getattr(collector, "_labelnames", ())) | {"le", "job", "instance"}
            for family in collector.collect():
                for suffix in SUFFIXES.get(family.type, ("",)):
                    series[family.name + suffix] = labels
    return series


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_asks_for_what_is_given(query: str) -> None:
    series = given()
    asked = set(re.findall(r"\b(?:motcua|process)_\w+", query))
    assert asked and asked <= set(series)
    labels = set(chain.from_iterable(re.split(r",\s*", group) for group in re.findall(r"by \(([^)]*)\)", query)))
    labels |= set(re.findall(r"(\w+)=\"", query))
    allowed = set.union(*(series[name] for name in asked))
    assert labels <= allowed
    assert query.count("(") == query.count(")") and query.count("[") == query.count("]")


def test_every_figure_of_ours_is_looked_at_somewhere() -> None:
    names = {re.sub(r"_(bucket|count|sum|total)$", "", name) for name in given() if name.startswith("motcua_")}
    assert {name for name in names if not any(name in query for query in QUERIES)} == set()


@pytest.mark.parametrize("alert", ALERTS, ids=[alert["alert"] for alert in ALERTS])
def test_an_alert_leads_to_its_section_of_the_runbook(alert: dict[str, Any]) -> None:
    assert alert["labels"]["severity"] in ("page", "ticket") and alert["annotations"]["summary"]
    page, _, anchor = alert["annotations"]["runbook"].partition("#")
    headings = re.findall(r"^## (.+)$", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    assert anchor in {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_panels_have_their_own_number_and_place() -> None:
    places = [(panel["id"], str(panel["gridPos"])) for panel in DASHBOARD["panels"]]
    assert len({number for number, _ in places}) == len({place for _, place in places}) == len(places)
