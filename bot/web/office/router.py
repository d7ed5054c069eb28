"""All pages of the office."""

from fastapi import APIRouter

from bot.web.office import routes_log, routes_settings

router = APIRouter()
router.include_router(routes_log.router)
router.include_router(routes_settings.router)
