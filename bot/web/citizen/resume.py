"""A link by which its owner opens a closed conversation again: good once, for some days.

Its secret stands after the ``#``, which browsers keep to themselves: it reaches no log, no proxy and no Referer. It
opens nothing by itself: the page asks, and a form sends it. Opening gives the conversation a new token and ends its
other links, so that what was left behind on another computer, or sent to somebody to lure them into a conversation
that others can open, opens it no longer.
"""

from datetime import timedelta
from typing import Annotated

import segno
from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import case, delete, select, update
from sqlalchemy.orm import Session

from bot.web.api.access import COUNTED, Address, SharedEdge
from bot.web.chat.cookie import remember_talk
from bot.web.citizen.models import ResumeLink
from bot.web.citizen.own import FORM, OwnForm
from bot.web.citizen.terms import read_terms
from bot.web.conversations import Talk
from bot.web.conversations.tokens import new_token, token_hash
from bot.web.errors import Problem, Refused
from bot.web.library.here import ReadersPlace
from bot.web.models import Conversation
from bot.web.settings import TermSettings
from procedures.calendar import now

LONGEST = 2000
MOST_LINKS = 3
"""Links of one conversation that are good at once; a new one ends the oldest."""
_OPEN_AS = case((Conversation.stage == "closed", "bot"), else_=Conversation.stage)
"""A link also moves a talk to another browser while somebody waits or a person answers: that goes on."""
NO_LINK = Problem(403, "no_such_link", "citizen.error.no_link")

router = APIRouter()


@router.post("/chat/link", dependencies=FORM)
async def make(request: Request, edge: SharedEdge, here: ReadersPlace, talk: OwnForm) -> Response:
    """Shows a new link, once: it is stored nowhere as it is."""
    secret, days = await edge.run(make_link, talk.id, edge.settings)
    link = f"{here.base}/tiep-tuc#{secret}"
    values = {"link": link, "days": days, "qr": segno.make_qr(link).svg_inline(scale=4, border=4)}
    page: Response = request.app.state.pages.render("citizen/link.html", here.lang, here=here, word=here.word, **values)
    return page


@router.get("/tiep-tuc", dependencies=COUNTED)
async def ask(request: Request, here: ReadersPlace) -> Response:
    """The form that a link leads to; the script fills it in, without the script the link is pasted."""
    page: Response = request.app.state.pages.render("citizen/resume.html", here.lang, here=here, word=here.word)
    return page


@router.post("/tiep-tuc", dependencies=FORM)
async def resume(
    request: Request, edge: SharedEdge, address: Address, code: Annotated[str, Form(max_length=LONGEST)]
) -> Response:
    """Opens the conversation. One and the same refusal for a link that is wrong, used, too old or of one erased."""
    await edge.limits.count("start", address)
    talk = await edge.run(open_by_link, code.strip().rpartition("#")[2])
    if talk is None:
        raise Refused(NO_LINK)
    edge.tell(talk.id)  # the page that was left ends now
    response = RedirectResponse("/", 303)
    remember_talk(request, response, talk)
    return response


def make_link(session: Session, conversation: str, settings: TermSettings) -> tuple[str, int]:
    """The secret of a new link, and for how many days it is good."""
    days, secret = read_terms(session, settings).resume_link_days, new_token()
    newest = (
        select(ResumeLink.secret_hash)
        .where(ResumeLink.conversation_id == conversation)
        .order_by(ResumeLink.expires_at.desc())
        .limit(MOST_LINKS - 1)
    )
    kept = list(session.scalars(newest))
    session.execute(
        delete(ResumeLink).where(ResumeLink.conversation_id == conversation, ResumeLink.secret_hash.not_in(kept))
    )
    session.add(
        ResumeLink(
            secret_hash=token_hash(secret), conversation_id=conversation, expires_at=now() + timedelta(days=days)
        )
    )
    return secret, days


def open_by_link(session: Session, secret: str) -> Talk | None:
    """The conversation of the link, open and with a new token; None if no such link is good. It is used up by this."""
    conversation = session.execute(
        delete(ResumeLink)
        .where(ResumeLink.secret_hash == token_hash(secret), ResumeLink.expires_at > now())
        .returning(ResumeLink.conversation_id)
    ).scalar_one_or_none()
    if conversation is None:
        return None
    session.execute(delete(ResumeLink).where(ResumeLink.conversation_id == conversation))
    token = new_token()
    lang = session.execute(
        update(Conversation)
        .where(Conversation.id == conversation)
        .values(token_hash=token_hash(token), closed_at=None, closed_why=None, stage=_OPEN_AS, last_at=now())
        .returning(Conversation.lang)
    ).scalar_one()
    return Talk(conversation, token, lang)
