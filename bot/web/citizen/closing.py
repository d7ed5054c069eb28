"""«End and clear»: on every page, for computers that people share."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from bot.web.api.access import COUNTED, SharedEdge
from bot.web.chat.cookie import forget_talk, in_frame, talk_of
from bot.web.citizen.living import close
from bot.web.citizen.own import FORM
from bot.web.desk.hands import leave
from bot.web.library.here import ReadersPlace
from bot.web.words import LANG_COOKIE

CLEAR = '"storage"'
"""What the browser is told to forget of us (Clear-Site-Data); the script does the same where that is not known.

Not "cookies": that would clear those of the whole domain, and sign people out of the portal that we may stand under.
Our own go by name.
"""

router = APIRouter()


@router.post("/chat/end", dependencies=FORM)
async def end(request: Request, edge: SharedEdge) -> Response:
    """Closes the conversation, if there is one, and clears this browser of it. Sent again it does no harm."""
    talk = await talk_of(request, edge)
    if talk is not None:
        await edge.run(end_own, talk.id)
        edge.tell(talk.id)
    english = "?lang=en" if request.cookies.get(LANG_COOKIE) == "en" or (talk and talk.lang == "en") else ""
    response = RedirectResponse("/tam-biet" + english, 303)
    forget_browser(request, response)
    return response


@router.get("/tam-biet", dependencies=COUNTED)
async def goodbye(request: Request, here: ReadersPlace) -> Response:
    """What was cleared, and how to begin again."""
    page: Response = request.app.state.pages.render("citizen/goodbye.html", here.lang, here=here, word=here.word)
    return page


def end_own(session: Session, conversation: str) -> None:
    """Whoever answers hears that it is over; then it is closed."""
    leave(session, conversation)
    close(session, conversation)


def forget_browser(request: Request, response: Response) -> None:
    """Nothing of the talk is left behind in the browser; a frame forgets its key itself, and the page's talk stays."""
    if in_frame(request):
        return
    forget_talk(response)
    response.delete_cookie(LANG_COOKIE, path="/", httponly=True, samesite="lax")
    response.headers["Clear-Site-Data"] = CLEAR
