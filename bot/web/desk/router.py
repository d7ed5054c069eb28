"""All routes of the inbox, of a conversation and of the log of reads."""

from fastapi import APIRouter

from bot.web.desk.routes_hands import router as hands
from bot.web.desk.routes_inbox import router as inbox
from bot.web.desk.routes_reads import router as reads
from bot.web.desk.routes_talk import router as talk

router = APIRouter(include_in_schema=False)
for part in (inbox, talk, hands, reads):
    router.include_router(part)
