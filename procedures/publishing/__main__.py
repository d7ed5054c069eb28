"""``python -m procedures.publishing``: migrates the data base, ships the catalog's files, writes the names file.

With ``export``, ``import`` or ``portal`` it moves knowledge between files and the data base (docs/portal-import.md).
"""

import argparse
import sys
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from procedures.db import make_engine, make_sessions
from procedures.exchange.commands import export_to, import_from, import_records
from procedures.migrations.run import migrate
from procedures.publishing.files import BadCatalog, read_catalog
from procedures.publishing.names import write_names
from procedures.publishing.ship import ship
from procedures.settings import KnowledgeSettings


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0, or 1 with one line for each problem of the files, when nothing was changed."""
    args = _arguments().parse_args(arguments)
    settings = KnowledgeSettings()
    engine = make_engine(settings.database, statement_seconds=0)  # it may wait long for somebody else's publishing
    try:
        sessions = make_sessions(engine)
        if args.command is None:
            return _publish(sessions, settings)
        migrate(engine)
        if args.command == "export":
            return export_to(sessions, args)
        if args.command == "import":
            return import_from(sessions, args, settings.names)
        return import_records(sessions, args)
    finally:
        engine.dispose()


def _publish(sessions: sessionmaker[Session], settings: KnowledgeSettings) -> int:
    try:
        catalog = read_catalog()
    except BadCatalog as error:
        print("The catalog has mistakes; nothing was changed:", *error.problems, sep="\n  ", file=sys.stderr)
        return 1
    migrate(sessions.kw["bind"])
    with sessions.begin() as session:
        shipped = ship(session, catalog)
    with sessions() as session:
        version = write_names(session, settings.names)
    print(f"knowledge base: {len(catalog.records)} records, {len(shipped.changed)} changed; names {version}")
    if shipped.replaced:
        print("Published by others, and replaced because the files say something new:", *shipped.replaced, sep="\n  ")
    if shipped.kept:
        print("Published by others since, and left live:", *shipped.kept, sep="\n  ")
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m procedures.publishing", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    out = commands.add_parser("export", help="write the live catalog as YAML")
    out.add_argument("folder", type=Path, help="a new or empty folder")
    into = commands.add_parser("import", help="take in a folder of catalog files, as drafts")
    into.add_argument("folder", type=Path)
    into.add_argument("--publish", action="store_true", help="publish at once instead of making drafts")
    portal = commands.add_parser("portal", help="make drafts of records in the layout of the national portal")
    portal.add_argument("file", type=Path, help=".json (a list), .jsonl or .csv")
    portal.add_argument("--source", default="portal", help="key of the source in the register of sources")
    portal.add_argument("--unread", type=Path, help="where to write the fields that could not be read")
    return parser


if __name__ == "__main__":
    sys.exit(main())
