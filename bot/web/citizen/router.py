"""All routes of the citizen's side."""

from fastapi import APIRouter

from bot.web.citizen import (
    closing,
    counter,
    difficulties,
    feedback,
    opinions,
    privacy,
    rating,
    report,
    resume,
    transcript,
)

router = APIRouter(include_in_schema=False)
for part in (feedback, rating, opinions, difficulties, report, privacy, closing, resume, transcript, counter):
    router.include_router(part.router)
