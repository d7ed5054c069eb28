"""«Hướng dẫn»: the manual of the console, one page that can be searched and printed as a whole."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bot.web.desk.manual.chapters import chapters
from bot.web.desk.manual.pictures import size
from bot.web.desk.page import render

router = APIRouter(include_in_schema=False)
ROOT = "/lam-viec/huong-dan"


@router.get(ROOT)
async def page(request: Request) -> Response:
    """All chapters."""
    return render(request, "manual/page.html", area="manual", chapters=chapters(), size=size, chapter=None)
