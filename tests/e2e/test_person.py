"""A person answers and gives back, with the real Rasa behind: the bot still knows what was talked about."""

import uuid
from typing import Any

import pytest

from bot.web.accounts.demo import PASSWORD
from tests.stack import Chat, Stack, call
from tests.web.accounts.browser import Browser

pytestmark = pytest.mark.e2e


def _items(chat: Chat, text: str) -> list[dict[str, Any]]:
    """What a message leads to while a person answers."""
    status, body = call(chat.url, "POST", chat.path, {"client_id": str(uuid.uuid4()), "text": text}, chat.token)
    assert status == 200, body
    return [item for item in body["items"] if item["from"] != "citizen"]


async def test_after_giving_back_the_bot_answers_with_the_procedure_still_known(stack: Stack) -> None:
    staff = Browser(stack.url)
    try:
        await staff.get("/dang-nhap")
        await staff.sign_in("mau-staff", PASSWORD)
        assert await staff.get("/lam-viec") == 200
        chat = Chat(stack.url)
        assert chat.say("làm phiếu lý lịch tư pháp số 1 hết bao nhiêu tiền")[-1]["procedure"] == "criminal-record-1"
        assert chat.say("cho tôi gặp người thật")[-1]["outcome"] == "handed_over"

        here = f"/lam-viec/c/{chat.id}"
        await staff.get(here)
        await staff.send(f"{here}/nhan")
        assert staff.status == 200
        assert _items(chat, "giấy tờ gồm những gì ạ") == []
        await staff.get(here)
        await staff.send(here, client_id=str(uuid.uuid4()), text="Anh/chị chờ tôi ít phút ạ.")
        assert chat.items()[-1]["payload"]["text"] == "Anh/chị chờ tôi ít phút ạ."
        await staff.get(here)
        await staff.send(f"{here}/tra-lai")

        said = chat.say("làm mất mấy ngày")[-1]
        assert (said["procedure"], said["topic"], said["outcome"]) == ("criminal-record-1", "time", "answered")
    finally:
        await staff.close()
