"""Text and code in step: what one file names, another holds."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions import registry
from procedures.payload import TALK, TOPICS

ROOT = Path(__file__).parents[1]
INTENTS = sorted(TOPICS + TALK)
RASA_OWN = {
    "action_listen",
    "action_restart",
    "action_session_start",
    "action_default_fallback",
    "action_deactivate_loop",
}


def _yaml(path: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / path).read_text("utf-8"))
    return content


def _steps() -> list[dict[str, Any]]:
    steps = []
    for path in [*(ROOT / "data/rules").glob("*.yml"), *(ROOT / "data/stories").glob("*.yml")]:
        content = yaml.safe_load(path.read_text("utf-8"))
        for script in [*content.get("rules", ()), *content.get("stories", ())]:
            steps += script["steps"]
    return steps


def test_the_domain_holds_the_closed_list_of_intents() -> None:
    names = [intent if isinstance(intent, str) else next(iter(intent)) for intent in _yaml("domain.yml")["intents"]]
    assert sorted(set(names) - {"nlu_fallback"}) == INTENTS


@pytest.mark.parametrize("intent", INTENTS)
def test_every_intent_has_examples_of_its_own_and_a_rule_or_story(intent: str) -> None:
    examples = _yaml(f"data/nlu/{intent}.yml")["nlu"]
    assert {entry["intent"] for entry in examples} == {intent}
    assert any(step.get("intent") == intent for step in _steps())


def test_no_two_intents_share_an_example() -> None:
    seen: dict[str, str] = {}
    for intent in INTENTS:
        entries = _yaml(f"data/nlu/{intent}.yml")["nlu"]
        for line in "".join(entry["examples"] for entry in entries).splitlines():
            text = line.removeprefix("- ").strip()
            assert seen.setdefault(text, intent) == intent, f"«{text}» is {seen[text]} and {intent}"


def test_every_action_named_exists_and_every_action_is_named() -> None:
    domain = _yaml("domain.yml")
    named = {step["action"] for step in _steps() if "action" in step} - set(domain["forms"])
    held = registry.action_names()
    assert named - RASA_OWN <= held
    assert set(domain["actions"]) == held


def test_the_domain_holds_no_facts() -> None:
    domain = _yaml("domain.yml")
    assert not domain.get("responses")


def test_commands_of_the_readme_are_targets_of_the_makefile() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    commands = set(re.findall(r"\bmake ([a-z-]+)", readme))
    assert {"run", "test"} <= commands
    assert all(re.search(rf"^{command}:", makefile, re.MULTILINE) for command in commands), commands


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")), ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_pages_name_only_files_that_exist() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for name in re.findall(
            r"`((?:bot|actions|procedures|tests|data|docs|deploy)/[\w./-]+)`", page.read_text("utf-8")
        ):
            assert (ROOT / name).exists(), f"{page.name} names {name}"
