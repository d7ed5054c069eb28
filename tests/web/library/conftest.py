"""The edge with the whole shipped catalog, read by a program that keeps nothing."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

import bot.web.models  # noqa: F401 - its tables belong to Base
from bot.web.app import create_app
from bot.web.settings import WebSettings
from procedures.db import Base, make_engine, make_sessions
from procedures.publishing.files import read_catalog
from procedures.publishing.load import load

DAY = "2026-11-21"


@pytest.fixture(scope="session")
def catalog_settings(tmp_path_factory: pytest.TempPathFactory, keys: tuple[str, str]) -> WebSettings:
    """Settings of an edge whose data base holds the shipped catalog."""
    folder = tmp_path_factory.mktemp("library")
    settings = WebSettings(
        database_url=f"sqlite:///{folder / 'edge.db'}",
        state_dir=folder,
        vault_public_key=keys[0],
        address_key=SecretStr("a key of the tests"),
        accounts_key=SecretStr(keys[0]),
        desk_key=SecretStr(keys[1]),
        rate_address="100000/minute",
    )
    engine = make_engine(settings.database)
    Base.metadata.create_all(engine)
    with make_sessions(engine).begin() as session:
        load(session, read_catalog())
    engine.dispose()
    return settings


@pytest.fixture(scope="session")
def reader(catalog_settings: WebSettings) -> Iterator[TestClient]:
    """Somebody who reads pages and follows no redirect."""
    with TestClient(create_app(catalog_settings), follow_redirects=False) as client:
        yield client
