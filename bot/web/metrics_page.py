"""``/metrics`` for Prometheus: for whoever holds METRICS_TOKEN; for all others the page does not exist."""

import asyncio
import hmac

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.exceptions import HTTPException

from bot.web import metrics
from bot.web.api.access import SharedEdge
from bot.web.readiness import Readiness

router = APIRouter(include_in_schema=False)


@router.get("/metrics")
async def show(request: Request, edge: SharedEdge) -> Response:
    """The figures of this process. Where no token is set, nobody gets them."""
    token = edge.settings.metrics_token.get_secret_value()
    given = request.headers.get("authorization", "").encode(errors="surrogateescape")
    if not token or not hmac.compare_digest(given, f"Bearer {token}".encode()):
        raise HTTPException(404)
    readiness: Readiness = request.app.state.readiness
    for part, ready in (await readiness.parts()).items():
        metrics.PART_READY.labels(part).set(ready)
    return Response(await asyncio.to_thread(generate_latest, metrics.REGISTRY), media_type=CONTENT_TYPE_LATEST)
