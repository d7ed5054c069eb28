"""All routes of the editors' desk."""

from fastapi import APIRouter

from bot.web.editing import (
    routes_care,
    routes_draft,
    routes_home,
    routes_look,
    routes_outside,
    routes_part,
    routes_remarks,
)

router = APIRouter()
for part in (routes_home, routes_care, routes_look, routes_draft, routes_remarks, routes_part, routes_outside):
    router.include_router(part.router)
