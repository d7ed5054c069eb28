"""The chat page for citizens."""

from fastapi import APIRouter

from bot.web.chat import live
from bot.web.chat import router as page

router = APIRouter()
for part in (page, live):
    router.include_router(part.router)
