"""An office with a small catalog, and the mock agencies as a real server on loopback."""

import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from pydantic import SecretStr
from sqlalchemy.orm import Session

from actions.agencies.connect import connect
from actions.agencies.mock.server import make_app
from actions.agencies.mock.settings import MockSettings, Mode
from actions.agencies.mock.state import MODES
from actions.office import Office
from actions.settings import ActionsSettings
from procedures import vault
from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate
from procedures.publishing.load import load
from tests.actions.bench import CONVERSATION, Clock
from tests.actions.catalog import make_catalog
from tests.actions.guided import publish_guide, sample_data

AGENCY_TOKEN = "agency-token-of-tests"


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data base with the small catalog, to be copied."""
    path = tmp_path_factory.mktemp("filled") / "test.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    with make_sessions(engine).begin() as session:
        load(session, make_catalog())
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def keys() -> tuple[str, str]:
    """The vault's (public, private) keys."""
    return vault.new_keys()


@pytest.fixture
def clock() -> Clock:
    """The clock of the office."""
    return Clock()


@pytest.fixture
def settings(tmp_path: Path, filled: Path, keys: tuple[str, str]) -> ActionsSettings:
    """Settings on a data base of this test's own."""
    shutil.copy(filled, tmp_path / "test.db")
    return ActionsSettings(
        database_url=f"sqlite:///{tmp_path / 'test.db'}",
        actions_token=SecretStr("token-of-the-tests"),
        vault_private_key=SecretStr(keys[1]),
        agency_token=SecretStr(AGENCY_TOKEN),
        agency_seconds=0.5,
        operator_name="Sở thử nghiệm",
    )


@pytest.fixture
def office(settings: ActionsSettings, clock: Clock) -> Iterator[Office]:
    """An office without agencies."""
    engine = make_engine(settings.database)
    yield Office(settings, make_sessions(engine), now=clock)
    engine.dispose()


@pytest.fixture
def guided(office: Office) -> Office:
    """The same; its criminal record has the sample guide."""
    publish_guide(office, sample_data())
    return office


class Mock:
    """The running mock."""

    def __init__(self, server: TestServer):
        self.server = server

    def url(self, agency: str) -> str:
        """An agency's address."""
        return str(self.server.make_url(f"/{agency}"))

    def switch(self, agency: str, mode: Mode) -> None:
        """As ``PUT /_switch/{agency}`` would."""
        self.server.app[MODES][agency] = mode


@pytest_asyncio.fixture
async def mock() -> AsyncIterator[Mock]:
    """All three agencies, answering."""
    app = make_app(MockSettings(agency_token=SecretStr(AGENCY_TOKEN), mock_slow_seconds=30))
    server = TestServer(app)
    await server.start_server()
    yield Mock(server)
    await server.close()


@pytest_asyncio.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """A session for clients."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def connected(office: Office, mock: Mock, http: aiohttp.ClientSession) -> Office:
    """The office with all agencies connected to the mock."""
    settings = office.settings.model_copy(
        update={
            "agency_portal_url": mock.url("portal"),
            "agency_criminal_record_url": mock.url("criminal-record"),
            "agency_vneid_url": mock.url("vneid"),
            "agency_failures": 50,  # one slow minute must not rest an agency for the tests after it: test_breaker.py
        }
    )
    return replace(office, settings=settings, agencies=connect(http, settings))


@pytest.fixture
def session(office: Office) -> Iterator[Session]:
    """A session on the office's data base."""
    with office.sessions() as session:
        yield session


class Vault:
    """Puts dates where the edge would."""

    def __init__(self, office: Office, public_key: str):
        self.office = office
        self.public_key = public_key

    def put(self, value: str, conversation: str = CONVERSATION) -> str:
        """The reference of a birth date."""
        with self.office.sessions.begin() as session:
            return vault.put(session, self.public_key, conversation, "birth_date", value)


@pytest.fixture(name="vault")
def _vault(office: Office, keys: tuple[str, str]) -> Vault:
    """The edge's side of the vault."""
    return Vault(office, keys[0])
