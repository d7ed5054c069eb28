"""Dossiers looked up and asked for again, for these tests."""

from dataclasses import replace
from typing import Any

from actions.agencies.mock.samples import read_samples
from actions.agencies.mock.state import CHANGES, TOKENS
from actions.office import Office
from actions.status import Status
from procedures import followed
from tests.actions.bench import CONVERSATION, Clock, Said, run
from tests.actions.conftest import Mock, Vault

SAMPLES = {**read_samples().portal, **read_samples().criminal_record}
ONE, OTHER, MINISTRY = "H29.15-240702-0012", "H26.7-261116-104", "G01.899-261103-00021"


async def look_up(office: Office, vault: Vault, *codes: str, born: str | None = None, **turn: Any) -> Said:
    """What a citizen gets who gave codes and a date of birth, that of the first unless another is given."""
    ref = vault.put(born or str(SAMPLES[codes[0]].birth_date), turn.get("conversation", CONVERSATION))
    return await run(office, Status, slots={"application_code": " ".join(codes), "birth_date": ref}, **turn)


async def follow(office: Office, vault: Vault, clock: Clock, *codes: str) -> None:
    """Looks each up, so that the conversation follows them."""
    for code in codes:
        assert (await look_up(office, vault, code)).payload.outcome == "status_shown"
        clock.forward(minutes=1)


async def ask(office: Office, text: str, intent: str = "status", **turn: Any) -> Said:
    """What a citizen gets who asks without code and date."""
    return await run(office, Status, text=text, intent=intent, **turn)


def kept(office: Office, conversation: str = CONVERSATION) -> list[str]:
    """The codes that a conversation follows."""
    key = office.settings.vault_private_key.get_secret_value()
    with office.sessions() as session:
        return [each.dossier.code for each in followed.followed(session, key, conversation, office.now())]


def move_on(mock: Mock, code: str, **fields: Any) -> None:
    """The agency changes a dossier."""
    agency = "criminal-record" if "G01" in code else "portal"
    mock.server.app[CHANGES].set(agency, code, fields)


def withdraw(mock: Mock) -> None:
    """The agency no longer takes its tokens."""
    mock.server.app[TOKENS].withdraw_all()


def without_portal(office: Office) -> Office:
    """The office after the portal was disconnected."""
    return replace(office, agencies=replace(office.agencies, portal=None))
