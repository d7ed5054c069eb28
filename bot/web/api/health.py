"""Alive, and ready part by part."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from bot.web.api.access import SharedEdge
from bot.web.readiness import Readiness
from bot.web.words import lang_of
from procedures.words import say

router = APIRouter(tags=["operation"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """This process is alive."""
    return {"status": "ok"}


@router.get("/readyz", responses={503: {"description": "At least one part is not ready."}})
async def readyz(request: Request, edge: SharedEdge) -> JSONResponse:
    """Whether messages can be answered, part by part; 503 if not. ``crowded``: new conversations are refused now."""
    readiness: Readiness = request.app.state.readiness
    parts = await readiness.parts()
    body: dict[str, Any] = {"ready": all(parts.values()), "parts": parts, "crowded": edge.admission.crowded}
    if not body["ready"]:
        body["error"] = {"code": "not_ready", "message": say("web.error.not_ready", lang_of(request))}
    return JSONResponse(body, 200 if body["ready"] else 503)
