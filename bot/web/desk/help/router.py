"""All routes of the help for staff."""

from fastapi import APIRouter

from bot.web.desk.help import routes_canned, routes_panel, routes_phone

router = APIRouter(include_in_schema=False)
for part in (routes_panel, routes_canned, routes_phone):
    router.include_router(part.router)
