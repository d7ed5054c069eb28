"""The text of an answer is complete without its blocks: nothing stands in a block that the text does not say."""

import re
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.web.settings import WebSettings
from procedures.answers import answer
from procedures.answers.compose import PARTS
from procedures.answers.fee import dong
from procedures.answers.page import says
from procedures.db import make_engine, make_sessions
from procedures.payload import Payload
from tests.catalog import SLUGS
from tests.web.card_samples import DAY, SAMPLES
from tests.web.library.conftest import catalog_settings as catalog_settings

SHOWN = (
    "text", "title", "code", "reused_from", "until", "expected", "channel_name", "about", "valid", "phone", "help",
    "next_step", "next_url", "meaning", "status_name", "agency",
)  # fmt: skip
"""Fields that a card draws as they are."""


@pytest.fixture(scope="module")
def sessions(catalog_settings: WebSettings) -> Any:
    """The data base with the shipped catalog."""
    engine = make_engine(catalog_settings.database)
    yield make_sessions(engine)
    engine.dispose()


def _plain(text: object) -> str:
    return re.sub(r"[\s.…]+", " ", str(text)).strip().lower()


def _unsaid(payload: Payload) -> list[str]:
    """What blocks show and the text does not say."""
    text = _plain(payload.text)
    shown: list[str] = []
    for block in payload.blocks:
        for row in block.rows:
            named = (name for name in SHOWN if row.get(name) and not (block.type == "contacts" and name == "title"))
            # Sentence by sentence: the text puts a condition into the first. Whose number it is may be said otherwise.
            shown += [part for name in named for part in re.split(r"(?<=[.!?])\s+", str(row[name]))]
            shown += row.get("notes") or []
            shown += [str(option["title"]) for option in row.get("options") or ()]
            if row.get("amount") and block.type == "fees":
                shown.append(dong(row["amount"]).removesuffix("đ"))
            if row.get("condition") and not says(payload.text, row["condition"]):
                shown.append(row["condition"])
    missing = [each for each in shown if _plain(each) not in text]
    digits = re.sub(r"(?<=\d)[.,](?=\d{3})", "", payload.text)
    return [each for each in missing if not (each.replace(".", "").isdigit() and each.replace(".", "") in digits)]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("topic", PARTS)
def test_every_number_and_name_of_a_block_stands_in_the_text(
    sessions: sessionmaker[Session], topic: str, lang: str
) -> None:
    with sessions() as session:
        unsaid = {slug: _unsaid(answer(session, slug, topic, on=DAY, lang=lang)) for slug in SLUGS}
    assert {slug: parts for slug, parts in unsaid.items() if parts} == {}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_kind_of_card_has_a_plain_twin(sessions: sessionmaker[Session], name: str, lang: str) -> None:
    with sessions() as session:
        assert _unsaid(SAMPLES[name](session, lang)) == []
