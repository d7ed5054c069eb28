"""Looking at drafts and versions: compared in words, as citizens will see them, as a time line, as a tree."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.web.accounts.guard import Me
from bot.web.accounts.signed_in import SignedIn
from bot.web.api.access import SharedEdge
from bot.web.edge import Edge
from bot.web.editing import preview, records
from bot.web.editing.compare import compare
from bot.web.editing.errors import HasProblems, NoSuchThing
from bot.web.editing.page import KNOWN, message, render
from bot.web.editing.shape import fields_of
from bot.web.editing.timeline import timeline
from bot.web.editing.tree import tree
from bot.web.editing.views import DraftView, draft_view
from bot.web.library.here import ROOT, Here
from bot.web.library.structured import structured
from bot.web.words import lang_of
from procedures.calendar import today
from procedures.facts import Facts
from procedures.lookup import LookupFailed
from procedures.models import Register

router = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Slug = Annotated[str, Path(max_length=80)]
Version = Annotated[int, Query(ge=0, le=2**31 - 1)]
DRAFT, RECORD = "/bien-tap/nhap/{draft}", "/bien-tap/thu-tuc/{slug}"


@router.get(DRAFT + "/so-sanh")
async def against_live(request: Request, edge: SharedEdge, me: Me, draft: Number) -> Response:
    """The draft beside what is live."""
    lang = lang_of(request)
    try:
        view = await edge.run(draft_view, draft, me.account_id, lang)
        live = await edge.run(_live_content, view)
    except KNOWN as error:
        return message(request, error)
    after = view.draft.content if view.draft.intent == "publish" else {}
    return render(request, "compare_draft.html", view=view, changed=compare(live, after, lang, view.register))


@router.get(RECORD + "/so-sanh")
async def two_versions(request: Request, edge: SharedEdge, slug: Slug, a: Version = 0, b: Version = 0) -> Response:
    """Two versions of a record."""
    lang = lang_of(request)
    try:
        view = await edge.run(records.record_view, slug, lang)
        before = await edge.run(records.content_of, slug, a)
        after = await edge.run(records.content_of, slug, b)
    except KNOWN as error:
        return message(request, error)
    return render(request, "compare_versions.html", record=view, a=a, b=b, changed=compare(before, after, lang))


@router.get(RECORD + "/dong-thoi-gian")
async def line_of_record(request: Request, edge: SharedEdge, slug: Slug) -> Response:
    """The time line of the live version, or of the last one."""
    lang = lang_of(request)
    try:
        view = await edge.run(records.record_view, slug, lang)
        content = await edge.run(records.content_of, slug, view.live or view.versions[0].version)
    except KNOWN as error:
        return message(request, error)
    picture = timeline(content, today(), lang)
    return render(request, "timeline.html", title=view.name, back=f"/bien-tap/thu-tuc/{slug}", picture=picture)


@router.get(DRAFT + "/dong-thoi-gian")
async def line_of_draft(request: Request, edge: SharedEdge, me: Me, draft: Number) -> Response:
    """The time line as it will be."""

    def draw(view: DraftView, lang: str) -> Response:
        picture = timeline(view.draft.content, today(), lang)
        return render(request, "timeline.html", title=view.name, back=f"/bien-tap/nhap/{draft}", picture=picture)

    return await _drawn(request, edge, me, draft, draw)


@router.get(DRAFT + "/cay")
async def guide_tree(request: Request, edge: SharedEdge, me: Me, draft: Number) -> Response:
    """The guide as a picture."""

    def draw(view: DraftView, lang: str) -> Response:
        return render(request, "tree.html", view=view, tree=tree(view.draft.content, lang))

    return await _drawn(request, edge, me, draft, draw)


@router.get(DRAFT + "/xem")
async def as_page(request: Request, edge: SharedEdge, me: Me, draft: Number, on: str = "", lang: str = "") -> Response:
    """The public page, drawn from the draft."""
    day = _day(on)
    lang = lang if lang in ("vi", "en") else lang_of(request)
    request.state.lang = lang
    try:
        sheet = await edge.run(preview.page_of, draft, day, lang)
    except LookupFailed:
        return render(request, "no_preview.html", draft=draft, day=day, broken=False)
    except KNOWN as error:
        if isinstance(error, HasProblems):
            return render(request, "no_preview.html", draft=draft, day=day, broken=True)
        return message(request, error)
    here = Here(str(request.base_url).rstrip("/"), f"{ROOT}/{sheet.record.slug}", lang)
    return render(
        request, "preview_page.html", sheet=sheet, here=here, word=here.word, day=day, is_today=day == today(),
        data=structured(sheet, here), draft=draft,
    )  # fmt: skip


@router.get(DRAFT + "/the")
async def as_card(request: Request, edge: SharedEdge, me: Me, draft: Number) -> Response:
    """The chat's answer, drawn from the draft, for what the form says of a citizen."""
    asked = request.query_params
    lang = asked.get("ngon_ngu", "") if asked.get("ngon_ngu") in ("vi", "en") else lang_of(request)
    topic = asked.get("chu_de") or "overview"
    day, facts = _day(asked.get("on", "")), _facts(asked)
    try:
        view = await edge.run(draft_view, draft, me.account_id, lang_of(request))
        card, payload = await edge.run(preview.card, draft, topic, day, lang, facts)
    except LookupFailed:
        return render(request, "no_preview.html", draft=draft, day=day, broken=False)
    except KNOWN as error:
        if isinstance(error, HasProblems):
            return render(request, "no_preview.html", draft=draft, day=day, broken=True)
        return message(request, error)
    return render(
        request, "preview_card.html", view=view, card=card, payload=payload, topic=topic, topics=preview.TOPICS,
        day=day, shown_lang=lang, facts=facts, told=facts.to_json(), fact_fields=_fact_fields(),
    )  # fmt: skip


async def _drawn(
    request: Request, edge: Edge, me: SignedIn, draft: int, draw: Callable[[DraftView, str], Response]
) -> Response:
    """What ``draw`` makes of a draft in the reader's language, or why there is nothing to draw."""
    lang = lang_of(request)
    try:
        view = await edge.run(draft_view, draft, me.account_id, lang)
    except KNOWN as error:
        return message(request, error)
    return draw(view, lang)


def _fact_fields() -> tuple[object, ...]:
    """The fields of a citizen's facts, as a guide's outcome has them."""
    return next(each.inside for each in fields_of("guide.outcomes") if each.name == "facts")


def _facts(asked: Any) -> Facts:
    told: dict[str, object] = {name: asked.get(name) for name in ("for_whom", "channel", "occasion", "province")}
    told |= {name: int(asked[name]) for name in ("age", "level") if str(asked.get(name, "")).isdecimal()}
    return Facts.from_json(told | {"groups": asked.getlist("groups")})


def _day(text: str) -> date:
    """The day asked for; today where none can be read."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today()


def _live_content(session: Session, view: DraftView) -> dict[str, Any]:
    """What is live of the same record or register; nothing for a new one."""
    draft = view.draft
    if view.register is not None:
        entries = session.scalar(select(Register.content).where(Register.name == view.register))
        return {"entries": entries or []}
    try:
        live = records.record_view(session, draft.slug or "", "vi").live
    except NoSuchThing:
        return {}
    return records.content_of(session, draft.slug or "", live) if live is not None else {}
