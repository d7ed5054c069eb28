"""An edge that also shows one card of each kind, at /card/<name>?lang=: for tests and pictures only.

``python -m tests.web.card_pages docs/pictures/cards`` takes the pictures anew: phones light and in Vietnamese, wide
screens dark and in English.
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

from fastapi import FastAPI, Request
from fastapi.responses import Response
from playwright.async_api import Page
from pydantic import SecretStr

from bot.web.app import create_app
from bot.web.chat.drawn import draw
from bot.web.settings import WebSettings
from procedures import vault
from procedures.db import Base, make_engine, make_sessions
from procedures.publishing.files import read_catalog
from procedures.publishing.load import load
from tests.web.card_samples import DAY, SAMPLES, entry
from tests.web.conftest import serving
from tests.web.screens import chromium
from tests.web.small_png import make_small

SCREENS: tuple[tuple[str, int, int, Any, str], ...] = (
    ("phone", 360, 740, "light", "vi"),
    ("wide", 1280, 800, "dark", "en"),
)
LARGEST = 60_000
"""Bytes of a picture."""


def create_card_app(settings: WebSettings) -> FastAPI:
    """The edge with the page of cards."""
    app = create_app(settings)

    async def card(request: Request) -> Response:
        lang = request.state.lang = request.query_params["lang"]
        item = await request.app.state.edge.run(entry, request.path_params["name"], lang)
        return draw(request, "chat.html", [item], lang, conversation="", error=None, draft="", client_id="")

    app.add_route("/card/{name}", card)
    return app


async def show(page: Page, url: str, name: str, lang: str) -> None:
    """Opens the page of a card, its beginning at the top."""
    await page.goto(f"{url}/card/{name}?lang={lang}")
    await page.locator(".item.bot").evaluate("item => scrollTo(0, item.offsetTop - 8)")


async def _take(url: str, folder: Path) -> None:
    async with chromium() as browser:
        for screen, width, height, scheme, lang in SCREENS:
            page = await browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            for name in SAMPLES:
                await show(page, url, name, lang)
                await page.screenshot(path=folder / f"{name}-{screen}.png")


def _settings(folder: Path) -> WebSettings:
    public_key = vault.new_keys()[0]
    settings = WebSettings(
        database_url=f"sqlite:///{folder / 'edge.db'}",
        state_dir=folder,
        vault_public_key=public_key,
        address_key=SecretStr("a key of the tests"),
        accounts_key=SecretStr(public_key),
        desk_key=SecretStr(public_key),
    )
    engine = make_engine(settings.database)
    Base.metadata.create_all(engine)
    with make_sessions(engine).begin() as session:
        load(session, read_catalog())
    engine.dispose()
    return settings


async def main(folder: Path) -> None:
    """Takes all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as state, patch("procedures.calendar.today", return_value=DAY):
        async with serving(create_card_app(_settings(Path(state)))) as url:
            await _take(url, folder)
    for picture in sorted(folder.glob("*.png")):
        make_small(picture)
        assert picture.stat().st_size < LARGEST, picture


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
