"""The catalog as files from the desk: a zip out, a zip or one file in, as drafts."""

import io
import lzma
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath

import structlog
from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.editing.edits import Writer
from bot.web.editing.errors import LiveBroken, Missing
from bot.web.editing.models import DraftWriter
from bot.web.editing.workflow import add_event
from procedures.exchange.catalog import Taken, take_in
from procedures.exchange.export import ExportFailed, export
from procedures.publishing.files import BadCatalog

LARGEST_UNPACKED, MOST_FILES = 20 * 1024 * 1024, 2000
log = structlog.get_logger()


def packed(session: Session) -> bytes:
    """The live catalog as a zip of YAML files. Raises LiveBroken."""
    with tempfile.TemporaryDirectory() as folder:
        _export(session, Path(folder))
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(Path(folder).iterdir()):
                archive.write(path, path.name)
        return made.getvalue()


def take(session: Session, by: Writer, name: str, content: bytes) -> Taken:
    """Makes drafts of what a file says differently from what is live; what it leaves out stays as it is.

    Whoever sends it counts as their writer. Raises Missing where it is no such file, LiveBroken,
    procedures.publishing.files.BadCatalog with a sentence for each mistake.
    """
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _export(session, folder)
        for path, text in _files(name, content).items():
            (folder / path).write_bytes(text)
        taken = take_in(session, folder, by.name)
    for draft in taken.drafts.values():
        add_event(session, by.who, draft, 1, "begun", "")
        if by.who.account_id is not None:
            session.add(DraftWriter(draft_id=draft, account_id=by.who.account_id))
    for draft in taken.replaced:
        add_event(session, by.who, draft, 1, "dropped", "")
    after = {"drafts": list(taken.drafts), "replaced": taken.replaced}
    audit.write(session, by.who, "import_catalog", ("catalog", "import"), None, after)
    return taken


def _export(session: Session, folder: Path) -> None:
    try:
        export(session, folder)
    except (ExportFailed, BadCatalog) as error:
        log.error("live_catalog_broken", error=str(error))
        raise LiveBroken from error


_SPOILT = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
)  # fmt: skip


def _files(name: str, content: bytes) -> dict[str, bytes]:
    """The YAML files by their plain names: nothing of a path in an archive is used."""
    if name.endswith(".yml") and content:
        return {_plain(name): content}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = [each for each in archive.infolist() if each.filename.endswith(".yml")]
            if not files or len(files) > MOST_FILES or sum(each.file_size for each in files) > LARGEST_UNPACKED:
                raise Missing("file")
            return {_plain(each.filename): archive.read(each) for each in files}
    except _SPOILT as error:
        raise Missing("file") from error


def _plain(name: str) -> str:
    plain = PurePosixPath(name.replace("\\", "/")).name
    if not plain.removesuffix(".yml").replace("-", "").replace("_", "").replace(".", "").isalnum():
        raise Missing("file")
    return plain
