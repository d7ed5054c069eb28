"""Hazard: personal numbers in what those who work here write down; nothing of it is left in tables, files or logs."""

import logging

import pytest
from pydantic import SecretStr
from sqlalchemy.orm import Session, sessionmaker

from bot.web.citizen.queue import put_in_queue
from bot.web.settings import WebSettings
from tests.personal_numbers import Sample, found_in, samples
from tests.personal_ways import Way, canned, exports, metrics, shares
from tests.web.fake_rasa import FakeRasa
from tests.web.test_personal_search import everything_kept

UNASKED = [sample for sample in samples() if not sample.asked]
EACH = 24
TOKEN = "a token of the tests"
WORDS = (
    "ao", "bơ", "cam", "dưa", "én", "gà", "hoa", "ích", "kem", "lá", "mưa", "na", "ong", "phở", "quê", "răng", "sông",
)  # fmt: skip
"""Entries of these are not alike, so each stands alone in the queue."""


@pytest.fixture
def settings(settings: WebSettings) -> WebSettings:
    """A trial with sample accounts."""
    settings.rate_conversation = settings.rate_address = settings.rate_new_conversations = "100000/minute"
    settings.demo_accounts = True
    settings.metrics_token = SecretStr(TOKEN)
    return settings


@pytest.mark.parametrize(("way", "part"), [pytest.param(*each, id=each[0].__name__) for each in shares(UNASKED, EACH)])
async def test_numbers_are_left_nowhere_by(
    way: Way,
    part: list[Sample],
    edge: str,
    rasa: FakeRasa,
    settings: WebSettings,
    sessions: sessionmaker[Session],
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    with sessions.begin() as session:
        for number in range(3 * EACH):
            put_in_queue(
                session,
                "not_understood",
                " ".join(WORDS[number // each % 17] for each in (1, 5, 17)),
                form_id=f"form-{number}",
                by="bot",
            )
    seen = await way(edge, part)
    out = await exports(edge, ())
    printed = capsys.readouterr()
    places = {
        "pages": seen,
        "exports": out,
        "metrics": await metrics(edge, TOKEN),
        "bot": str(rasa.received),
        "log": printed.out + printed.err + caplog.text,
        "tables and files": everything_kept(settings.state_dir),
    }
    if way is not canned:  # which refuses numbers
        assert "đã che" in places["tables and files"], "nothing was taken"
    assert {place: found for place, text in places.items() if (found := found_in(text, part))} == {}
