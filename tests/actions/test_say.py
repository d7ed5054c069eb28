"""Sending."""

from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.say import Reply, one, send, together
from procedures.answers import simple
from procedures.payload import Payload, number_buttons

PAYLOAD = simple("actions.thanks", "smalltalk")


def test_each_payload_is_one_custom_item_that_carries_its_own_text() -> None:
    dispatcher = CollectingDispatcher()
    send(dispatcher, Reply([PAYLOAD, PAYLOAD]))
    assert [message["custom"] for message in dispatcher.messages] == [PAYLOAD.model_dump(mode="json")] * 2
    assert [message["text"] for message in dispatcher.messages] == [None, None]


def test_what_to_remember_becomes_slot_events_before_the_others() -> None:
    events = send(CollectingDispatcher(), Reply(slots={"topic": "fee"}, events=[FollowupAction("action_fee")]))
    assert [event["event"] for event in events] == ["slot", "followup"]


def test_a_reply_ends_a_row_of_failures() -> None:
    assert one(PAYLOAD, topic="fee").slots == {"failures": 0, "topic": "fee"}


def test_of_several_answers_only_the_last_says_what_to_ask_next() -> None:
    buttons = number_buttons([("Lệ phí?", "a", "fee")])
    answers = [Payload(kind="answer", outcome="answered", text=text, buttons=buttons) for text in ("first", "second")]
    reply = together([one(answers[0], topic="fee"), one(answers[1], topic="time")], last_line="more")
    assert [(each.text, len(each.buttons)) for each in reply.payloads] == [("first", 0), ("second\nmore", 1)]
    assert reply.slots["topic"] == "time"
