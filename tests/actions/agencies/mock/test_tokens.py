"""The mock's tokens and changes."""

from datetime import UTC, datetime

from actions.agencies.mock.tokens import LASTS, Changes, Tokens


def test_a_token_opens_its_dossier_at_its_agency_only() -> None:
    tokens = Tokens()
    token = tokens.new("portal", "A")["token"]
    assert tokens.opens(token, "portal", "A")
    assert not tokens.opens(token, "portal", "B")
    assert not tokens.opens(token, "criminal-record", "A")
    assert not tokens.opens("", "portal", "A")


def test_a_withdrawn_token_opens_nothing_and_others_go_on() -> None:
    tokens = Tokens()
    one, other = (tokens.new("portal", "A")["token"] for _ in range(2))
    tokens.withdraw(one)
    tokens.withdraw(one)
    assert [tokens.opens(token, "portal", "A") for token in (one, other)] == [False, True]
    tokens.withdraw_all()
    assert not tokens.opens(other, "portal", "A")


def test_a_token_lasts_no_longer_than_the_contract_allows() -> None:
    expires = datetime.fromisoformat(Tokens().new("portal", "A")["expires_at"])
    assert expires <= datetime.now(UTC) + LASTS


def test_changes_add_up_for_one_dossier() -> None:
    changes = Changes()
    changes.set("portal", "A", {"status": 4})
    changes.set("portal", "A", {"note": "x"})
    assert changes.of("portal", "A") == {"status": 4, "note": "x"}
    assert changes.of("portal", "B") == {}
