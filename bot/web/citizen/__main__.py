"""Commands for those who run the site, until there is a desk: ``python -m bot.web.citizen …``.

banner add --kind outage --vi "…" --en "…" --from 2026-11-22T08:00 [--to …] | banner list | banner end NUMBER
export-difficulties [--since 2026-11-01] > table.csv
"""

import argparse
import getpass
import io
import sys
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.web.citizen.banners import KINDS, BadBanner, add_banner, banners_at, end_banner
from bot.web.citizen.export import write_difficulties
from procedures.calendar import VIETNAM, now
from procedures.db import make_engine, make_sessions
from procedures.settings import KnowledgeSettings


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0, or 2 with one sentence. Moments without a zone are those of Vietnam."""
    asked = _parser().parse_args(arguments)
    engine = make_engine(KnowledgeSettings().database)
    try:
        with make_sessions(engine).begin() as session:
            return _export(session, asked) if asked.command == "export-difficulties" else _banner(session, asked)
    except BadBanner as error:
        print(error, file=sys.stderr)
        return 2
    finally:
        engine.dispose()


def _banner(session: Session, asked: argparse.Namespace) -> int:
    if asked.verb == "add":
        print(add_banner(session, asked.kind, asked.vi, asked.en, asked.since, asked.to, _who()))
    elif asked.verb == "end":
        if not end_banner(session, asked.number, now()):
            print("no such notice, or it has ended", file=sys.stderr)
            return 2
    else:
        for each in banners_at(session, now()):
            print(
                each.id, each.kind, each.since.isoformat(), each.until.isoformat() if each.until else "-", each.text_vi
            )
    return 0


def _export(session: Session, asked: argparse.Namespace) -> int:
    text = io.StringIO(newline="")
    write_difficulties(session, text, asked.since)
    sys.stdout.buffer.write(text.getvalue().encode("utf-8-sig"))  # with the mark by which Excel knows UTF-8
    sys.stdout.flush()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.web.citizen", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    export = commands.add_parser("export-difficulties")
    export.add_argument("--since", type=date.fromisoformat)
    verbs = commands.add_parser("banner").add_subparsers(dest="verb", required=True)
    add = verbs.add_parser("add")
    add.add_argument("--kind", choices=KINDS, required=True)
    add.add_argument("--vi", required=True)
    add.add_argument("--en", required=True)
    add.add_argument("--from", dest="since", type=_moment, default=now())
    add.add_argument("--to", type=_moment)
    verbs.add_parser("list")
    verbs.add_parser("end").add_argument("number", type=int)
    return parser


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def _who() -> str:
    return f"command:{getpass.getuser()}"[:40]


if __name__ == "__main__":
    sys.exit(main())
