"""The catalog as files from the desk: a zip out, a zip or one file in, as drafts."""

import io
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.editing.edits import Writer
from bot.web.editing.errors import Missing
from procedures.exchange.catalog import Taken, take_in
from procedures.exchange.export import export

LARGEST_UNPACKED, MOST_FILES = 20 * 1024 * 1024, 2000


def packed(session: Session) -> bytes:
    """The live catalog as a zip of YAML files. Raises procedures.exchange.export.ExportFailed."""
    with tempfile.TemporaryDirectory() as folder:
        export(session, Path(folder))
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(Path(folder).iterdir()):
                archive.write(path, path.name)
        return made.getvalue()


def take(session: Session, by: Writer, name: str, content: bytes) -> Taken:
    """Makes drafts of what a file says differently from what is live; what it leaves out stays as it is.

    Raises Missing where it is no such file, procedures.publishing.files.BadCatalog with a sentence for each mistake.
    """
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        export(session, folder)
        for path, text in _files(name, content).items():
            (folder / path).write_bytes(text)
        taken = take_in(session, folder, by.name)
    audit.write(session, by.who, "import_catalog", ("catalog", "import"), None, {"drafts": taken.changed})
    return taken


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
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise Missing("file") from error


def _plain(name: str) -> str:
    plain = PurePosixPath(name.replace("\\", "/")).name
    if not plain.removesuffix(".yml").replace("-", "").replace("_", "").replace(".", "").isalnum():
        raise Missing("file")
    return plain
