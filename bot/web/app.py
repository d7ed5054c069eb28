"""Puts the edge together. Nothing happens on import."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from fastapi import Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from bot.web import accounts, api, chat, embed, errors, library
from bot.web.accounts import demo
from bot.web.accounts.sign_on import SignOn
from bot.web.body_limit import BodyLimit
from bot.web.citizen.jobs import WORK
from bot.web.citizen.router import router as citizen
from bot.web.citizen.see import see_site
from bot.web.edge import Edge
from bot.web.headers import SecurityHeaders
from bot.web.jobs import at_work
from bot.web.library import guide
from bot.web.pages import Pages, StaticAssets
from bot.web.rasa import Rasa
from bot.web.readiness import Readiness
from bot.web.request_log import RequestLog
from bot.web.settings import WebSettings
from procedures.db import make_engine, make_sessions

STATIC = Path(__file__).parent / "static"


def create_app(settings: WebSettings) -> FastAPI:
    """The edge as an ASGI application: the JSON API, the chat page, health."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        engine = make_engine(settings.database)
        engine.hide_parameters = True  # an error of the data base must not carry what somebody wrote into a log
        async with aiohttp.ClientSession() as http:
            app.state.edge = Edge(settings, make_sessions(engine), Rasa(http, settings.rasa_url))
            app.state.readiness = Readiness(app.state.edge, http)
            if settings.demo_accounts:
                await app.state.edge.run(demo.make)
            async with at_work(app.state.edge, WORK):
                yield
        engine.dispose()

    app = FastAPI(
        title="Một Cửa",
        version="1",
        description="Conversations about administrative procedures of Vietnam, and the procedures themselves.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        dependencies=[Depends(accounts.guard)],
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.stopping = lambda: False
    app.state.pages = Pages(STATIC)
    app.mount("/static", StaticAssets(STATIC, app.state.pages.assets_version), name="static")
    app.include_router(api.router)
    seen = [Depends(see_site)]
    app.include_router(chat.router, dependencies=seen)
    app.include_router(citizen, dependencies=seen)
    app.include_router(embed.router)
    app.state.library = library.Shelf()
    app.include_router(library.router, dependencies=seen)
    app.include_router(guide.router, dependencies=seen)
    app.state.sign_on = SignOn(settings) if settings.oidc_issuer else None
    app.include_router(accounts.router)
    errors.add_handlers(app)
    app.add_middleware(GZipMiddleware, minimum_size=500)  # not server-sent events: they would wait in its buffer
    app.add_middleware(BodyLimit)
    app.add_middleware(RequestLog)
    app.add_middleware(SecurityHeaders)
    return app
