"""Whether a domain is empty is said as Rasa says it."""

from collections.abc import Iterator

import pytest
from rasa.shared.core.domain import Domain

from bot.nlu import fast_domain
from tests.nlu.made_talks import DOMAIN
from tests.nlu.replaced import ORIGINAL, put_back


@pytest.fixture(autouse=True)
def installed() -> Iterator[None]:
    fast_domain.install()
    yield
    put_back()


@pytest.mark.parametrize(
    "domain",
    [DOMAIN, Domain.empty(), Domain.from_dict({"intents": ["fee"]}), Domain.from_dict({"actions": ["action_fee"]})],
    ids=["ours", "empty", "an intent only", "an action only"],
)
def test_it_is_as_rasa_says(domain: Domain) -> None:
    assert domain.is_empty() == ORIGINAL[Domain, "is_empty"](domain)
