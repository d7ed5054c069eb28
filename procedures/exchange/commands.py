"""The commands ``export``, ``import`` and ``portal`` of ``python -m procedures.publishing``."""

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from procedures.exchange.catalog import take_in
from procedures.exchange.export import ExportFailed, export
from procedures.exchange.portal.importer import Report, Unread, import_portal
from procedures.exchange.portal.reading import BadFile
from procedures.publishing.files import BadCatalog
from procedures.publishing.names import write_names

AUTHOR = "operator"


def export_to(sessions: sessionmaker[Session], args: Namespace) -> int:
    """Writes the live catalog; exit status 1 where it could not."""
    with sessions() as session:
        try:
            written = export(session, args.folder)
        except ExportFailed as error:
            return _failed(str(error))
    print(f"{len(written.records)} records written to {args.folder}")
    return 0


def import_from(sessions: sessionmaker[Session], args: Namespace, names: Path) -> int:
    """Takes a catalog folder in; exit status 1, with one line for each mistake, when nothing was changed."""
    try:
        with sessions.begin() as session:
            taken = take_in(session, args.folder, AUTHOR, args.publish)
    except BadCatalog as error:
        return _failed("The files have mistakes; nothing was changed:", *error.problems)
    if args.publish:
        with sessions() as session:
            write_names(session, names)
    what, keys = ("published", taken.changed) if args.publish else ("now drafts", list(taken.drafts))
    print(f"{len(keys)} {what}, {len(taken.unchanged)} unchanged", *keys, sep="\n  ")
    if taken.missing:
        print("Live, but not in the folder, and left as they are:", *taken.missing, sep="\n  ")
    return 0


def import_records(sessions: sessionmaker[Session], args: Namespace) -> int:
    """Makes drafts of a file of the portal's layout; exit status 1 when nothing was changed."""
    out = args.unread or args.file.with_suffix(".unread.jsonl")
    temporary = out.with_name(f"{out.name}.part")

    def progress(report: Report) -> None:
        print(f"{report.read} of {report.total} records, {report.problems} fields not read", flush=True)

    try:
        with temporary.open("w", encoding="utf-8") as told:

            def unread(field: Unread) -> None:
                told.write(json.dumps(asdict(field), ensure_ascii=False) + "\n")

            report = import_portal(sessions, args.file, args.source, AUTHOR, progress=progress, unread=unread)
    except BadFile as error:
        temporary.unlink()
        return _failed(f"{error} Nothing was changed.")
    temporary.replace(out)
    print(f"{report.new} new drafts, {report.changed} renewed, {report.unchanged} unchanged, {report.refused} refused")
    print(f"{report.problems} fields could not be read; each is a line of {out}")
    return 0


def _failed(*lines: str) -> int:
    print(*lines, sep="\n  ", file=sys.stderr)
    return 1
