"""The public JSON API (DESIGN 5)."""

from fastapi import APIRouter

from bot.web.api import conversations, health, procedures, stream

router = APIRouter()
for part in (conversations, stream, procedures, health):
    router.include_router(part.router)
