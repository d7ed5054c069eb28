"""Routes of the queue: ``router`` for those who work here, ``citizens`` for everybody."""

from fastapi import APIRouter

from bot.web.desk.queue import routes_ask, routes_call_backs, routes_presence, routes_team

router = APIRouter(include_in_schema=False)
for part in (routes_presence, routes_call_backs, routes_team):
    router.include_router(part.router)
citizens = routes_ask.router
