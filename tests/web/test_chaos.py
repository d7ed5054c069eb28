"""A network that is cut at random moments, two tabs, two edges: every message is there once, in order, in both."""

import os
import re

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.web.app import create_app
from bot.web.settings import WebSettings
from tests.web.chaos import Wire, run
from tests.web.conftest import serving
from tests.web.fake_rasa import FakeRasa, reply
from tests.web.screens import chromium

pytestmark = [pytest.mark.browser, pytest.mark.soak]

MESSAGES, CUTS = (int(number) for number in os.environ.get("CHAOS", "20/10").split("/"))
SEED = int(os.environ.get("CHAOS_SEED", "6"))


async def test_no_message_is_lost_doubled_or_out_of_order(
    settings: WebSettings, sessions: sessionmaker[Session], rasa: FakeRasa
) -> None:
    settings.rasa_url = settings.actions_url = rasa.url
    settings.rate_address = settings.rate_conversation = "100000/minute"
    rasa.answer = lambda body: [reply(f"Đáp {body['message']}.")]
    async with (
        serving(create_app(settings)) as first,
        serving(create_app(settings)) as second,
        Wire([first, second]) as wire,
        chromium() as browser,
    ):
        context = await browser.new_context(locale="vi-VN")
        one, other = await run(context, wire, messages=MESSAGES, cuts=CUTS, seed=SEED)
    assert one == other
    assert [line.split()[0] for line in one] == [str(number) for number in range(1, 2 + 2 * MESSAGES)]
    said = [int(re.sub(r"\D", "", line.partition(" ")[2])) for line in one[1:]]
    assert said[::2] == said[1::2]
    assert sorted(said[::2]) == list(range(MESSAGES))
    assert sorted(rasa.messages) == sorted(f"tin {number}" for number in range(MESSAGES))
