"""The chat page and its forms; the script sends the same form and gets the new items as a fragment."""

import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from bot.web.api.access import COUNTED, Address, SharedEdge
from bot.web.chat.begin import first_entry, question_about
from bot.web.chat.checks import check_first, check_shown
from bot.web.chat.cookie import forget_talk, remember_lang, remember_talk, talk_of
from bot.web.chat.drawn import draw, fragment
from bot.web.chat.origin import check_origin
from bot.web.conversations import (
    Message,
    Talk,
    has_turn,
    items_since,
    set_language,
    start_conversation,
    take_turn,
)
from bot.web.conversations.state import state_of
from bot.web.edge import Edge
from bot.web.errors import KNOWN, Problem, as_json, problem_of
from bot.web.own_words import first_message
from bot.web.words import lang_of

router = APIRouter(include_in_schema=False)
Own = [Depends(check_origin), *COUNTED]


@router.api_route("/", methods=["GET", "HEAD"], dependencies=COUNTED)
async def page(
    request: Request,
    edge: SharedEdge,
    about: Annotated[str, Query(alias="thu-tuc", max_length=80)] = "",
    lang: str = "",
    thanked: Annotated[str, Query(alias="cam-on", max_length=10)] = "",
) -> Response:
    """The whole conversation and the form; without one only the first message, and nothing is stored yet.

    ``about`` is the procedure of the page that led here, ``lang`` the language of that page;
    ``thanked`` the number of the answer that a form without the script was about.
    """
    talk = await talk_of(request, edge)
    chosen = lang if talk is None and lang in ("vi", "en") else None
    if chosen:
        request.state.lang = chosen
    draft = await edge.run(question_about, about, lang_of(request)) if about else ""
    response = await _page(request, edge, talk, draft=draft, thanked=thanked)
    if chosen:
        remember_lang(request, response, chosen)
    return response


@router.get("/chat")
async def form() -> Response:
    """For whoever reloads by its address a page that a form led to."""
    return _back("/")


@router.post("/chat", dependencies=Own)
async def send(
    request: Request,
    edge: SharedEdge,
    address: Address,
    client_id: Annotated[uuid.UUID, Form()],
    text: Annotated[str, Form()] = "",
    button: Annotated[str, Form(max_length=32)] = "",
    conversation: Annotated[str, Form()] = "",
    chosen: Annotated[str, Form(alias="lang", pattern="^(vi|en|)$")] = "",
) -> Response:
    """A message by form or script; the script gets the new items, a form is led back to the page.

    ``conversation`` is the one that the page shows, empty where it shows none yet; ``chosen`` the language of a frame.
    """
    talk = await talk_of(request, edge)
    if talk is None and chosen:
        request.state.lang = chosen
    lang = lang_of(request)
    message = Message(str(client_id), "button", button) if button else Message(str(client_id), "text", text)
    try:
        if talk is None or not await edge.run(has_turn, talk, message.client_id):  # a message sent again may come in
            check_shown(talk, conversation)
        if talk is None:
            first = first_message(edge.settings, lang)
            check_first(message, first)
            edge.admission.check_new()
            await edge.limits.count("start", address)
            talk = await edge.run(start_conversation, first)
        await edge.limits.count("conversation", talk.id)
        new = await take_turn(edge, talk, message, address)
    except KNOWN as error:
        response = await _refused(request, edge, talk, problem_of(error), text)
    else:
        response = fragment(request, new, talk) if _by_script(request) else _back(f"/#m{new[0].seq}" if new else "/")
    if talk is not None:
        remember_talk(request, response, talk)
        response.headers["X-Conversation"] = talk.id
    return response


@router.post("/chat/new", dependencies=Own)
async def new(request: Request) -> Response:
    """Leaves the conversation; the next message starts another."""
    response = _back("/")
    forget_talk(response)
    return response


@router.post("/chat/lang", dependencies=Own)
async def language(request: Request, edge: SharedEdge, lang: Annotated[str, Form(pattern="^(vi|en)$")]) -> Response:
    """The language of the page and of the answers from now on."""
    talk = await talk_of(request, edge)
    if talk:
        await edge.run(set_language, talk.id, lang)
    response = _back("/")
    remember_lang(request, response, lang)
    return response


async def _page(request: Request, edge: Edge, talk: Talk | None, status: int = 200, **extra: Any) -> Response:
    lang = lang_of(request)
    entries = await edge.run(items_since, talk.id, 0) if talk else []
    state = await edge.run(state_of, talk.id, edge.people.position) if talk else None
    if not entries:
        entries = [first_entry(edge, lang)]
    values = {"error": None, "draft": "", "client_id": uuid.uuid4(), "state": state[1] if state else None} | extra
    return draw(request, "chat.html", entries, lang, status, conversation=talk.id if talk else "", **values)


async def _refused(request: Request, edge: Edge, talk: Talk | None, problem: Problem, draft: str) -> Response:
    if _by_script(request):
        return as_json(request, problem)
    sentence = problem.sentence(lang_of(request))
    return await _page(request, edge, talk, problem.status, error=sentence, draft=draft[:5000])


def _by_script(request: Request) -> bool:
    return request.headers.get("x-requested-with") == "fetch"


def _back(to: str) -> Response:
    return RedirectResponse(to, 303)
