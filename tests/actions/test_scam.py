"""Fraud."""

import pytest

from actions.office import Office
from actions.scam import Scam
from tests.actions.bench import run


@pytest.mark.parametrize("lang", ["vi", "en"])
async def test_it_says_never_to_give_codes_and_whom_to_call(office: Office, lang: str) -> None:
    said = await run(office, Scam, lang=lang)
    assert said.payload.outcome == "refused_unsafe"
    for words in ("OTP", "113", "1900.0368"):
        assert words in said.payload.text
