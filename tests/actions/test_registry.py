"""Every action is listed, named in the domain, and tested."""

from pathlib import Path

import yaml

from actions.office import Office
from actions.registry import NEEDS, action_names, make_all
from procedures.payload import TALK, TOPICS

ROOT = Path(__file__).parents[2]


def test_every_topic_and_every_intent_of_talk_has_its_action() -> None:
    assert {f"action_{name}" for name in (*TOPICS, *TALK)} <= action_names()


def test_the_domain_names_exactly_these_actions() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    assert set(domain["actions"]) == action_names()


def test_the_names_are_those_under_which_they_are_registered(office: Office) -> None:
    assert {need.name() for need in make_all(office)} == action_names()
    assert len(NEEDS) == len(action_names())


def test_every_file_has_a_test_of_the_same_name() -> None:
    folder = ROOT / "actions"
    files = [path.relative_to(folder) for path in folder.rglob("*.py") if not path.name.startswith("__")]
    tests = Path(__file__).parent
    missing = [str(file) for file in files if not (tests / file.parent / f"test_{file.name}").exists()]
    assert missing == []


def test_every_need_stands_in_the_file_of_its_name() -> None:
    assert [need.__module__ for need in NEEDS] == [f"actions.{need.about}" for need in NEEDS]
