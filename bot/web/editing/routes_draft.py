"""A draft as a whole: its steps, its fact-check links, who is here."""

from collections.abc import Collection
from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from bot.web.accounts.audit import Who
from bot.web.accounts.guard import Acting, Me
from bot.web.accounts.page import to
from bot.web.accounts.signed_in import SignedIn
from bot.web.api.access import SharedEdge
from bot.web.edge import Edge
from bot.web.editing import fact_check, presence, workflow
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


class StepForm(BaseModel):
    """The form of a step: which, made from which revision of the draft, and why."""

    do: str = Field("", max_length=4000)
    revision: int = Field(0, ge=0, le=2**31 - 1)
    reason: str = Field("", max_length=4000)


@router.get(DRAFT)
async def look(request: Request, edge: SharedEdge, me: Me, draft: Number) -> Response:
    """The draft with its problems, steps, remarks and history."""
    return await page_of(request, edge, me, draft)


@router.post(DRAFT + "/buoc")
async def step(
    request: Request, edge: SharedEdge, me: Me, who: Acting, draft: Number, form: Annotated[StepForm, Form()]
) -> Response:
    """A step of whoever writes."""
    return await _step(request, edge, me, who, draft, form, OWN)


@router.post(DRAFT + "/duyet")
async def decide(
    request: Request, edge: SharedEdge, me: Me, who: Acting, draft: Number, form: Annotated[StepForm, Form()]
) -> Response:
    """A step of an approver."""
    return await _step(request, edge, me, who, draft, form, APPROVERS)


@router.post(DRAFT + "/lien-ket")
async def link(
    request: Request, edge: SharedEdge, who: Acting, me: Me, draft: Number, for_whom: Words = "", days: Count = 7,
    end: bool = Form(default=False),
) -> Response:  # fmt: skip
    """A link for somebody outside, shown once; or the end of all of them."""
    try:
        if end:
            await edge.run(fact_check.end_links, who, draft)
            return to(f"/bien-tap/nhap/{draft}#links")
        token = await edge.run(fact_check.make_link, who, draft, for_whom, days)
    except KNOWN as error:
        return await page_of(request, edge, me, draft, error)
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


async def _step(
    request: Request, edge: Edge, me: SignedIn, who: Who, draft: int, form: StepForm, allowed: Collection[str]
) -> Response:
    if form.do not in allowed:
        return await page_of(request, edge, me, draft)
    try:
        if form.do == "publish":
            await edge.run(publish, who, draft, form.revision)
        else:
            await edge.run(workflow.STEPS[form.do], who, draft, form.revision, form.reason)
    except KNOWN as error:
        return await page_of(request, edge, me, draft, error, form.reason)
    if form.do == "publish":
        await tell_bots(edge)
    return to(f"/bien-tap/nhap/{draft}?xong={form.do}")


async def page_of(
    request: Request, edge: Edge, me: SignedIn, draft: int, error: Exception | None = None, reason: str = "",
    remark: str = "",
) -> Response:  # fmt: skip
    """The draft's page, after an error with what was typed."""
    try:
        view = await edge.run(draft_view, draft, me.account_id, lang_of(request))
    except KNOWN as missing:
        return message(request, missing)
    return render(
        request, "draft.html", error=error, view=view, reason=reason, typed=remark,
        done=request.query_params.get("xong", ""), approver="approver" in me.roles, lasts=fact_check.LASTS,
        others_line=presence.others_line,
    )  # fmt: skip
