"""Puts the edge together. Nothing happens on import."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from fastapi import Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from bot.web import api, chat, embed, errors, library, metrics_page
from bot.web.accounts import demo
from bot.web.accounts.guard import guard
from bot.web.accounts.router import router as accounts
from bot.web.accounts.sign_on import SignOn
from bot.web.api.access import COUNTED
from bot.web.body_limit import BodyLimit
from bot.web.citizen.jobs import WORK
from bot.web.citizen.router import router as citizen
from bot.web.citizen.see import see_site
from bot.web.desk import waiting
from bot.web.desk.figures import jobs as figures_jobs
from bot.web.desk.figures.routes import router as figures
from bot.web.desk.help.router import router as help_for_staff
from bot.web.desk.people import people
from bot.web.desk.queue import jobs as queue_jobs
from bot.web.desk.queue import router as queue
from bot.web.desk.queue.here import sign_of_life
from bot.web.desk.router import router as desk
from bot.web.edge import Edge
from bot.web.editing import jobs as editing_jobs
from bot.web.editing.menu_count import count_waiting
from bot.web.editing.router import router as editing
from bot.web.headers import SecurityHeaders
from bot.web.jobs import at_work
from bot.web.learning.model_pages.routes import router as models
from bot.web.learning.routes import router as learning
from bot.web.library import guide
from bot.web.manual import routes as manual
from bot.web.office.router import router as office
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
        engine = make_engine(settings.database, settings.database_pool, settings.database_overflow)
        engine.hide_parameters = True  # an error of the data base must not carry what somebody wrote into a log
        async with aiohttp.ClientSession() as http:
            rasa = Rasa(http, settings.rasa_url)
            app.state.edge = Edge(settings, make_sessions(engine), rasa, people(settings))
            app.state.readiness = Readiness(app.state.edge, http)
            if settings.demo_accounts:
                await app.state.edge.run(demo.make)
            work = (*WORK, *queue_jobs.WORK, *figures_jobs.WORK, *editing_jobs.WORK)
            async with app.state.edge.joined(), at_work(app.state.edge, work):
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
        dependencies=[Depends(guard)],
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.stopping = lambda: False
    app.state.pages = Pages(STATIC)
    app.mount("/static", StaticAssets(STATIC, app.state.pages.assets_version), name="static")
    app.include_router(api.router)
    app.include_router(metrics_page.router)
    seen = [Depends(see_site), Depends(count_waiting)]
    app.include_router(chat.router, dependencies=[*COUNTED, *seen])
    app.include_router(citizen, dependencies=seen)
    app.include_router(embed.router)
    app.state.library = library.Shelf()
    app.include_router(library.router, dependencies=seen)
    app.include_router(guide.router, dependencies=seen)
    app.state.sign_on = SignOn(settings) if settings.oidc_issuer else None
    app.include_router(accounts, dependencies=seen)
    app.include_router(queue.citizens, dependencies=seen)
    here = [Depends(sign_of_life), *seen]
    app.include_router(desk, dependencies=here)
    app.include_router(waiting.router, dependencies=seen)
    app.include_router(queue.router, dependencies=here)
    app.include_router(figures, dependencies=here)
    app.include_router(manual.console, dependencies=here)
    app.include_router(help_for_staff, dependencies=here)
    app.include_router(editing, dependencies=seen)
    app.include_router(learning, dependencies=seen)
    app.include_router(models, dependencies=seen)
    app.include_router(office, dependencies=seen)
    app.include_router(manual.desk, dependencies=seen)
    errors.add_handlers(app)
    app.add_middleware(GZipMiddleware, minimum_size=500)  # not server-sent events: they would wait in its buffer
    app.add_middleware(BodyLimit)
    app.add_middleware(RequestLog)
    app.add_middleware(SecurityHeaders)
    return app
