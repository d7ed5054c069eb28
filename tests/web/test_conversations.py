"""The public API of conversations: start, send, read."""

import uuid

import aiohttp
import pytest

from bot.web.settings import WebSettings
from tests.web.conftest import Client
from tests.web.fake_rasa import FakeRasa, reply

FIELDS = {
    "kind", "outcome", "lang", "procedure", "topic", "text", "blocks", "buttons", "sources", "version",
    "in_force_from", "checked_on", "sample",
}  # fmt: skip


async def test_the_first_item_says_that_a_machine_answers_and_who_runs_it(citizen: Client) -> None:
    (first,) = await citizen.since()
    assert (first["seq"], first["from"]) == (1, "bot")
    assert first["payload"]["kind"] == "notice" and first["payload"]["outcome"] == "smalltalk"
    assert "máy" in first["payload"]["text"] and "đơn vị thử" in first["payload"]["text"]
    assert first["payload"]["buttons"]


async def test_a_message_gives_itself_and_the_replies_with_every_field(citizen: Client) -> None:
    mine, answer = await citizen.say("xin chào")
    assert (mine["seq"], mine["from"], mine["payload"]["text"]) == (2, "citizen", "xin chào")
    assert (answer["seq"], answer["from"]) == (3, "bot")
    assert set(answer["payload"]) == FIELDS


async def test_since_gives_only_what_came_later(citizen: Client) -> None:
    await citizen.say("một")
    await citizen.say("hai")
    assert [item["seq"] for item in await citizen.since(3)] == [4, 5]
    assert await citizen.since(5) == []


async def test_the_same_client_id_gives_the_same_items_and_no_second_turn(citizen: Client, rasa: FakeRasa) -> None:
    name = str(uuid.uuid4())
    first = await citizen.post(name, text="xin chào")
    assert await citizen.post(name, text="xin chào") == first
    assert len(rasa.received) == 1


async def test_the_same_client_id_with_another_text_is_a_conflict(citizen: Client) -> None:
    name = str(uuid.uuid4())
    await citizen.post(name, text="xin chào")
    status, body = await citizen.post(name, text="tạm biệt")
    assert (status, body["error"]["code"]) == (409, "client_id_reused")


async def test_rasa_gets_sender_language_and_an_opaque_address(citizen: Client, rasa: FakeRasa) -> None:
    await citizen.say("xin chào")
    body = rasa.received[0]
    assert (body["sender"], body["message"], body["metadata"]["lang"]) == (citizen.id, "xin chào", "vi")
    assert len(body["metadata"]["address"]) == 32 and "127.0.0.1" not in str(body)


async def test_a_button_of_the_newest_reply_becomes_a_command(citizen: Client, rasa: FakeRasa) -> None:
    status, body = await citizen.post(button="b3")
    assert status == 200
    assert rasa.messages == ['/overview{"procedure": "vneid-level2"}']
    assert body["items"][0]["payload"] == {"text": "Định danh VNeID mức 2", "button": "1.b3"}


async def test_a_button_of_an_earlier_item_is_named_with_its_number(citizen: Client, rasa: FakeRasa) -> None:
    buttons = [{"id": "b1", "title": "Phí?", "procedure": None, "topic": "fee"}]
    rasa.answer = lambda body: [reply("Đây.", buttons=buttons)]
    await citizen.say("xin chào")
    assert (await citizen.post(button="1.b4"))[0] == 200
    assert (await citizen.post(button="b1"))[0] == 200
    assert rasa.messages[1:] == ["/status", "/fee"]


async def test_a_button_without_topic_and_procedure_says_its_title(citizen: Client, rasa: FakeRasa) -> None:
    buttons = [{"id": "b1", "title": "Từ đủ 16 tuổi", "procedure": None, "topic": None}]
    rasa.answer = lambda body: [reply("Bao nhiêu tuổi ạ?", buttons=buttons)]
    await citizen.say("chọn giúp em")
    status, body = await citizen.post(button="b1")
    assert status == 200, body
    assert rasa.messages[-1] == "Từ đủ 16 tuổi"
    assert body["items"][0]["payload"]["text"] == "Từ đủ 16 tuổi"
    assert body["items"][0]["payload"]["button"].endswith(".b1")


@pytest.mark.parametrize("button", ["b9", "7.b1", "/restart", "2.b1", '{"a": 1}', "1.b1\n"])
async def test_an_unknown_button_is_refused_with_a_sentence(citizen: Client, rasa: FakeRasa, button: str) -> None:
    status, body = await citizen.post(button=button)
    assert status == 422 and body["error"]["message"]
    assert rasa.received == [] and len(await citizen.since()) == 1


async def test_the_conversation_follows_the_language_of_the_bot(citizen: Client, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: [reply("Hello.", lang="en")]
    await citizen.say("english please")
    await citizen.say("thanks")
    assert [body["metadata"]["lang"] for body in rasa.received] == ["vi", "en"]
    status, body = await citizen.post(text="   ")
    assert (status, body["error"]["message"]) == (422, "You have not typed a question.")


async def test_an_english_conversation_begins_in_english(edge: str) -> None:
    async with aiohttp.ClientSession() as http:
        citizen = await Client(http, edge).start("en")
        (first,) = await citizen.since()
    assert first["payload"]["lang"] == "en" and "automatic" in first["payload"]["text"]


async def test_another_conversations_token_opens_nothing(citizen: Client) -> None:
    other = await Client(citizen.http, citizen.url).start()
    messages, stream = f"/api/conversations/{citizen.id}/messages", f"/api/conversations/{citizen.id}/stream"
    unknown = f"/api/conversations/{'0' * 32}/messages"
    body = {"client_id": str(uuid.uuid4()), "text": "a"}
    answers = [
        await citizen.call("GET", messages, other.token),
        await citizen.call("GET", stream, other.token),
        await citizen.call("POST", messages, other.token, json=body),
        await citizen.call("POST", messages, "x" * 40, json=body),
        await citizen.call("POST", messages, json=body),
        await citizen.call("GET", messages),
        await citizen.call("GET", unknown, citizen.token),
        await citizen.call("GET", "/api/conversations/%00/messages", citizen.token),
    ]
    assert {status for status, _ in answers} == {401}
    assert len({str(body) for _, body in answers}) == 1, "the answers differ, so they tell what exists"
    assert len(await citizen.since()) == 1


async def test_tokens_are_long_different_and_not_kept(citizen: Client, settings: WebSettings) -> None:
    other = await Client(citizen.http, citizen.url).start()
    assert len(citizen.token) >= 43 and citizen.token != other.token
    kept = b"".join(path.read_bytes() for path in settings.state_dir.glob("edge.db*"))
    assert citizen.token.encode() not in kept and citizen.id.encode() in kept


async def test_too_many_messages_are_refused_for_a_while(edge_with_small_limits: str) -> None:
    async with aiohttp.ClientSession() as http:
        citizen = await Client(http, edge_with_small_limits).start()
        statuses = [(await citizen.post(text=f"tin {number}"))[0] for number in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
