"""The page inside a frame, its colours, and the script for the site around it."""

import json
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request
from fastapi.responses import Response

from bot.web.api.access import COUNTED, SharedEdge
from bot.web.chat.begin import first_entry
from bot.web.chat.cards import card_of
from bot.web.citizen.see import see_site
from bot.web.embed.origins import ancestors, embed_origins, is_allowed
from bot.web.embed.theme import COLOUR, style_sheet
from bot.web.headers import policy
from bot.web.pages import Pages
from procedures.words import say

router = APIRouter(include_in_schema=False)
FOR_OTHERS = {"cross-origin-resource-policy": "cross-origin"}


@router.get("/embed", dependencies=[*COUNTED, Depends(see_site)])
async def frame(
    request: Request,
    edge: SharedEdge,
    lang: Annotated[str, Query(pattern="^(vi|en)$")] = "vi",
    accent: Annotated[str, Query(max_length=6)] = "",
    origin: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """The chat without a conversation: no cookie is read, the script brings the one that it keeps for this frame.

    ``origin`` is the site around it as the snippet says it; messages go to it only if it is an allowed one.
    """
    allowed = await edge.run(embed_origins)
    pages: Pages = request.app.state.pages
    response = pages.render(
        "embed.html",
        lang,
        cards=[card_of(first_entry(edge, lang))],
        conversation="",
        error=None,
        draft="",
        framed=True,
        accent=accent if COLOUR.fullmatch(accent) else "",
        around=origin if is_allowed(origin, allowed) else "",
    )
    response.headers["content-security-policy"] = policy(ancestors(allowed))
    response.headers.update(FOR_OTHERS)
    return response


@router.get("/embed/{accent}.css")
async def colours(accent: Annotated[str, Path(max_length=6)]) -> Response:
    """The style sheet of a site's accent colour: six hexadecimal digits."""
    if not COLOUR.fullmatch(accent):
        raise HTTPException(404)
    return Response(style_sheet(accent), media_type="text/css", headers={"cache-control": "public, max-age=86400"})


@router.get("/embed.js")
async def script(request: Request) -> Response:
    """The snippet's script: a button on the site around, and the frame that it opens."""
    pages: Pages = request.app.state.pages
    words = json.dumps({lang: _words(lang) for lang in ("vi", "en")}, ensure_ascii=False)
    content = f"({pages.asset_text('embed.js').rstrip()})({words});\n"
    headers = FOR_OTHERS | {"cache-control": "public, max-age=3600"}
    return Response(content, media_type="text/javascript", headers=headers)


def _words(lang: str) -> dict[str, str]:
    return {name: say(f"web.chat.{name}", lang, count="%") for name in ("open", "frame", "unread")}
