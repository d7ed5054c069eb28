"""What needs somebody's eye, what changes soon, files out and in."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from bot.web.accounts.guard import Acting, Me
from bot.web.api.access import SharedEdge
from bot.web.editing import care, exchange
from bot.web.editing.edits import Writer
from bot.web.editing.errors import EditError, Missing
from bot.web.editing.page import render
from bot.web.words import lang_of
from procedures.calendar import today
from procedures.publishing.files import BadCatalog

router = APIRouter(include_in_schema=False)
FILES = "/bien-tap/tep"


@router.get("/bien-tap/can-xem")
async def look_at(request: Request, edge: SharedEdge, me: Me) -> Response:
    """Overdue checks, ended laws, broken links."""
    return render(
        request, "care.html", found=await edge.run(care.to_look_at, today(), me.account_id, lang_of(request)),
        links=await edge.run(care.broken_links), looked=await edge.run(care.last_look),
        checking=edge.settings.link_check,
    )  # fmt: skip


@router.get("/bien-tap/sap-doi")
async def soon(request: Request, edge: SharedEdge) -> Response:
    """The next sixty days."""
    return render(request, "coming.html", found=await edge.run(care.coming, today(), lang_of(request)))


@router.get(FILES)
async def files(request: Request) -> Response:
    """Export and import."""
    return render(request, "files.html")


@router.get(FILES + "/xuat")
async def out(request: Request, edge: SharedEdge) -> Response:
    """The live catalog as a zip."""
    try:
        archive = await edge.run(exchange.packed)
    except EditError as error:
        return render(request, "files.html", error=error)
    name = f"mot-cua-{today():%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(archive, media_type="application/zip", headers=headers)


@router.post(FILES)
async def take(request: Request, edge: SharedEdge, me: Me, who: Acting) -> Response:
    """A changed file, as drafts. Its form is read in here: a parameter would be read before the guard has looked."""
    try:
        async with request.form() as form:
            file = form.get("file")
            if not isinstance(file, UploadFile) or not file.filename:
                raise Missing("file")
            name, content = file.filename, await file.read()
        taken = await edge.run(exchange.take, Writer(who, me.name), name, content)
    except BadCatalog as error:
        return render(request, "files.html", 422, mistakes=error.problems)
    except EditError as error:
        return render(request, "files.html", error=error)
    return render(request, "files.html", taken=taken)
