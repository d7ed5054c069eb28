"""Editors on a running edge, and a bot that does not understand."""

import pytest

from tests.web.accounts.conftest import Staff, password_hash, staff
from tests.web.fake_rasa import FakeRasa, reply

__all__ = ["Staff", "password_hash", "staff"]


@pytest.fixture
def puzzled(rasa: FakeRasa) -> FakeRasa:
    """The fake Rasa, answering that it did not understand."""
    rasa.answer = lambda _: [reply("Tôi chưa hiểu.", kind="choices", outcome="unanswerable_no_match")]
    return rasa
