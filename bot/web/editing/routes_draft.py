"""A draft as a whole: its steps, its remarks, its fact-check links, who is here."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import JSONResponse, Response

from bot.web.accounts.guard import Acting, Me
from bot.web.accounts.page import to
from bot.web.accounts.signed_in import SignedIn
from bot.web.api.access import SharedEdge
from bot.web.edge import Edge
from bot.web.editing import presence, remarks, workflow
from bot.web.editing.page import KNOWN, message, render, sentence, status_of
from bot.web.editing.publish import publish, tell_bots
from bot.web.editing.views import draft_view
from bot.web.words import lang_of

router = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Words = Annotated[str, Form(max_length=4000)]
Count = Annotated[int, Form(ge=0, le=2**31 - 1)]
DRAFT = "/bien-tap/nhap/{draft}"
OWN = ("submit", "withdraw", "drop", "rebase")
APPROVERS = ("approve", "ask", "publish")


@router.get(DRAFT)
async def look(request: Request, edge: SharedEdge, me: Me, draft: Number) -> Response:
    """The draft with its problems, steps, remarks and history."""
    return await _page(request, edge, me, draft)


@router.post(DRAFT + "/buoc")
async def step(
    request: Request, edge: SharedEdge, me: Me, who: Acting, draft: Number, do: Words = "", revision: Count = 0,
    reason: Words = "",
) -> Response:  # fmt: skip
    """A step of whoever writes."""
    if do not in OWN:
        return await _page(request, edge, me, draft)
    try:
        await edge.run(workflow.STEPS[do], who, draft, revision, reason)
    except KNOWN as error:
        return await _page(request, edge, me, draft, error, reason)
    return to(f"/bien-tap/nhap/{draft}?xong={do}")


@router.post(DRAFT + "/duyet")
async def decide(
    request: Request, edge: SharedEdge, me: Me, who: Acting, draft: Number, do: Words = "", revision: Count = 0,
    reason: Words = "",
) -> Response:  # fmt: skip
    """A step of an approver."""
    if do not in APPROVERS:
        return await _page(request, edge, me, draft)
    try:
        if do == "publish":
            await edge.run(publish, who, draft, revision)
        else:
            await edge.run(workflow.STEPS[do], who, draft, revision, reason)
    except KNOWN as error:
        return await _page(request, edge, me, draft, error, reason)
    if do == "publish":
        await tell_bots(edge)
    return to(f"/bien-tap/nhap/{draft}?xong={do}")


@router.post(DRAFT + "/gop-y")
async def remark(
    request: Request, edge: SharedEdge, me: Me, who: Acting, draft: Number, place: Words = "", text: Words = "",
    form_id: Words = "", settle: Words = "",
) -> Response:  # fmt: skip
    """A remark, or one that was dealt with."""
    try:
        if settle:
            await edge.run(remarks.settle, who, draft, int(settle) if settle.isdecimal() and len(settle) < 10 else 0)
        else:
            await edge.run(remarks.remark, who, me.name, draft, place, text, form_id[:36])
    except KNOWN as error:
        return await _page(request, edge, me, draft, error)
    return to(f"/bien-tap/nhap/{draft}#remarks")


@router.post(DRAFT + "/lien-ket")
async def link(
    request: Request, edge: SharedEdge, who: Acting, me: Me, draft: Number, for_whom: Words = "", days: Count = 7,
    end: bool = Form(default=False),
) -> Response:  # fmt: skip
    """A link for somebody outside, shown once; or the end of all of them."""
    try:
        if end:
            await edge.run(remarks.end_links, who, draft)
            return to(f"/bien-tap/nhap/{draft}#links")
        token = await edge.run(remarks.make_link, who, draft, for_whom, days)
    except KNOWN as error:
        return await _page(request, edge, me, draft, error)
    made = f"{str(request.base_url).rstrip('/')}/kiem-tra/{token}"
    return render(request, "link.html", link=made, for_whom=for_whom, days=days, draft=draft)


@router.post(DRAFT + "/co-mat")
async def here(request: Request, edge: SharedEdge, me: Me, draft: Number, part: Words = "") -> Response:
    """For the script: notes that this person is here, gives the others in a sentence each."""
    lang = lang_of(request)
    try:
        found = await edge.run(presence.touch, draft, me.account_id, part)
    except KNOWN as error:
        return JSONResponse({"error": {"code": "gone", "message": sentence(error, lang)}}, status_of(error))
    return JSONResponse({"others": [presence.others_line(each, lang) for each in found]})


async def _page(
    request: Request, edge: Edge, me: SignedIn, draft: int, error: Exception | None = None, reason: str = ""
) -> Response:
    try:
        view = await edge.run(draft_view, draft, me.account_id, lang_of(request))
    except KNOWN as missing:
        return message(request, missing)
    return render(
        request, "draft.html", error=error, view=view, reason=reason, done=request.query_params.get("xong", ""),
        approver="approver" in me.roles, lasts=remarks.LASTS, others_line=presence.others_line,
    )  # fmt: skip
