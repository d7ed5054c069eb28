"""Domain, rules, stories and examples name the same things."""

from pathlib import Path
from typing import Any

import pytest
from rasa.shared.utils.io import read_yaml_file

ROOT = Path(__file__).parents[2]
DOMAIN: dict[str, Any] = read_yaml_file(ROOT / "domain.yml")
RASA_OWN = {"action_deactivate_loop", "action_listen"}


def files(kind: str) -> dict[str, Any]:
    """The files of one kind by their name."""
    return {path.stem: read_yaml_file(path) for path in sorted((ROOT / "data" / kind).glob("*.yml"))}


def steps(content: dict[str, Any]) -> list[dict[str, Any]]:
    """All steps of the rules or stories of one file."""
    return [step for entry in [*content.get("rules", []), *content.get("stories", [])] for step in entry["steps"]]


@pytest.mark.parametrize("name", files("nlu"))
def test_a_file_of_examples_holds_the_intent_it_is_named_after(name: str) -> None:
    assert {entry["intent"] for entry in files("nlu")[name]["nlu"]} == {name}
    assert name in DOMAIN["intents"]


@pytest.mark.parametrize("intent", [*DOMAIN["intents"], "nlu_fallback"])
def test_every_intent_has_a_file_of_rules_that_begin_with_it(intent: str) -> None:
    rules = files("rules")[intent]["rules"]
    assert rules[0]["steps"][0] == {"intent": intent}
    assert {step["intent"] for rule in rules for step in rule["steps"] if "intent" in step} == {intent}


@pytest.mark.parametrize("name", files("stories"))
def test_a_file_of_stories_is_named_after_an_intent_that_it_tells_of(name: str) -> None:
    assert name in DOMAIN["intents"]
    assert all({"intent": name} in story["steps"] for story in files("stories")[name]["stories"])


def test_every_action_named_is_in_the_domain() -> None:
    named = {
        step["action"]
        for kind in ("rules", "stories")
        for content in files(kind).values()
        for step in steps(content)
        if "action" in step
    }
    assert named - RASA_OWN <= {*DOMAIN["actions"], *DOMAIN["forms"]}


def test_the_domain_holds_no_words_of_the_bot() -> None:
    assert "responses" not in DOMAIN
