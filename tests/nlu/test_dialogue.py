"""Where the talk goes next: the real domain, rules and stories, with actions that only say that they ran.

Messages are intents here («/fee»); what citizens write is tested where intents are recognised.
"""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.model_training import train
from rasa.shared.core.events import ActiveLoop, Event, FollowupAction, SlotSet
from rasa.shared.utils.io import read_yaml_file

ROOT = Path(__file__).parents[2]
DOMAIN = read_yaml_file(ROOT / "domain.yml")
INTENTS: list[str] = DOMAIN["intents"]
LEAVES = ("goodbye", "deny", "human", "danger", "scam", "back", "restart")
CODE = '/status{"application_code": "H29.15-240702-0012"}'
BORN = '/inform{"birth_date": "0123456789"}'
LED = '/guide{"guide": "begun"}'
ANSWER = '/inform{"guide": "answer"}'
LAST = '/inform{"guide": "last answer"}'

GUIDE: dict[str, dict[str, list[Event]]] = {
    "action_guide": {"begun": [SlotSet("guide", {}), FollowupAction("guide_form")]},
    "validate_guide_form": {"answer": [SlotSet("guide", {})], "last answer": [SlotSet("guide_answer", "end")]},
}
"""What these actions would give for a message that names a guide so."""

Talk = Callable[..., list[list[str]]]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Trained on two words for each intent; no names, no action server."""
    folder = tmp_path_factory.mktemp("dialogue")
    examples = [{"intent": intent, "examples": f"- {intent} one\n- {intent} two\n"} for intent in INTENTS]
    (folder / "nlu.yml").write_text(json.dumps({"version": "3.1", "nlu": examples}), "utf-8")
    result = train(
        domain=str(ROOT / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=[str(folder / "nlu.yml"), str(ROOT / "data/rules"), str(ROOT / "data/stories")],
        output=str(folder),
        fixed_model_name="dialogue",
        force_training=True,
    )
    assert result.model is not None
    return result.model


@pytest.fixture
def talk(model: str, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Gives the actions that run at each of some messages of a new conversation."""
    ran: list[str] = []

    async def run(self: RemoteAction, channel: Any, nlg: Any, tracker: Any, domain: Any) -> list[Event]:
        ran.append(self.name())
        if self.name() in ("action_back", "action_restart"):
            return [ActiveLoop(None), SlotSet("requested_slot", None)]
        if self.name() == "action_status":
            return [SlotSet("application_code", None), SlotSet("birth_date", None)]
        said = [e["value"] for e in tracker.latest_message.entities if e["entity"] == "guide"]
        if self.name() in GUIDE and said:
            return GUIDE[self.name()].get(said[0], [])
        if self.name() == "action_guide_outcome":
            return [SlotSet("guide_answer", None)]
        wanted = ("application_code", "birth_date") if self.name() == "validate_status_form" else ()
        return [SlotSet(e["entity"], e["value"]) for e in tracker.latest_message.entities if e["entity"] in wanted]

    monkeypatch.setattr(RemoteAction, "run", run)
    agent = Agent.load(model)

    async def hold(messages: tuple[str, ...]) -> list[list[str]]:
        turns = []
        for message in messages:
            ran.clear()
            await agent.handle_text(message, sender_id="somebody")
            turns.append([name for name in ran if not name.startswith("validate_")])
        return turns

    return lambda *messages: asyncio.run(hold(messages))


@pytest.mark.parametrize("intent", [intent for intent in INTENTS if intent != "status"])
def test_every_intent_is_answered_by_its_action(talk: Talk, intent: str) -> None:
    assert talk(f"/{intent}") == [[f"action_{intent}"]]


def test_what_is_not_understood_is_answered_by_the_fallback(talk: Talk) -> None:
    assert talk("", "/nlu_fallback", "/greet") == [["action_fallback"], ["action_fallback"], ["action_greet"]]


def test_a_status_needs_code_and_birth_date(talk: Talk) -> None:
    turns = talk("/status", '/inform{"application_code": "H29.15-240702-0012"}', BORN, "/thanks")
    assert turns == [["action_ask_application_code"], ["action_ask_birth_date"], ["action_status"], ["action_thanks"]]


def test_what_was_said_at_once_is_not_asked(talk: Talk) -> None:
    assert talk(CODE, BORN) == [["action_ask_birth_date"], ["action_status"]]
    assert talk('/status{"application_code": "H29", "birth_date": "0123456789"}') == [["action_status"]]


@pytest.mark.parametrize("intent", [i for i in [*INTENTS, "nlu_fallback"] if i not in (*LEAVES, "status")])
def test_another_question_is_answered_and_the_forms_question_asked_again(talk: Talk, intent: str) -> None:
    action = "action_fallback" if intent == "nlu_fallback" else f"action_{intent}"
    turns = talk(CODE, f"/{intent}", f"/{intent}", BORN)
    assert turns == [["action_ask_birth_date"], *[[action, "action_ask_birth_date"]] * 2, ["action_status"]]


@pytest.mark.parametrize("intent", LEAVES)
def test_the_form_can_be_left(talk: Talk, intent: str) -> None:
    turns = talk(CODE, f"/{intent}", "/fee")
    assert turns == [["action_ask_birth_date"], [f"action_{intent}"], ["action_fee"]]


def test_asking_for_a_status_again_begins_anew(talk: Talk) -> None:
    assert talk("/status", "/status", CODE) == [["action_ask_application_code"]] * 2 + [["action_ask_birth_date"]]


def test_a_guide_asks_until_nothing_is_left(talk: Talk) -> None:
    turns = talk(LED, ANSWER, ANSWER, LAST, "/fee")
    asked = ["action_ask_guide_answer"]
    assert turns == [["action_guide", *asked], asked, asked, ["action_guide_outcome"], ["action_fee"]]


@pytest.mark.parametrize("intent", [i for i in [*INTENTS, "nlu_fallback"] if i not in (*LEAVES, "status")])
def test_another_question_amid_a_guide_is_answered_and_its_question_asked_again(talk: Talk, intent: str) -> None:
    action = "action_fallback" if intent == "nlu_fallback" else f"action_{intent}"
    turns = talk(LED, f"/{intent}", f"/{intent}", LAST)
    assert turns[1:] == [*[[action, "action_ask_guide_answer"]] * 2, ["action_guide_outcome"]]


@pytest.mark.parametrize("intent", LEAVES)
def test_a_guide_can_be_left(talk: Talk, intent: str) -> None:
    assert talk(LED, f"/{intent}", "/fee")[1:] == [[f"action_{intent}"], ["action_fee"]]


def test_a_status_leaves_the_guide_and_a_guide_the_status(talk: Talk) -> None:
    assert talk(LED, CODE, BORN)[1:] == [["action_ask_birth_date"], ["action_status"]]
    assert talk(CODE, LED, LAST)[1:] == [["action_guide", "action_ask_guide_answer"], ["action_guide_outcome"]]
