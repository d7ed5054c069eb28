"""Commands for those who run the site, until there is a desk: ``python -m bot.web.citizen …``.

banner add --kind outage --vi "…" --en "…" --from 2026-11-22T08:00 [--to …] | banner list | banner end NUMBER
export-difficulties [--since 2026-11-01] > table.csv
erase CONVERSATION --reason "…"            deletes one conversation; Rasa forgets it as soon as it answers
erased > FILE                        hashes of what was deleted, for after a restore
erase-again [--migrate] < FILE       deletes again what the list (or lines of a log) names by its hash
forget-strangers < FILE              Rasa forgets those of these senders that are no conversation here
"""

import argparse
import getpass
import io
import sys
from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.web.accounts import audit
from bot.web.citizen.after_restore import erase_again, erased_hashes, forget_strangers
from bot.web.citizen.banners import KINDS, BadBanner, add_banner, banners_at, end_banner
from bot.web.citizen.erase import erase_free, id_hash
from bot.web.citizen.export import write_difficulties
from bot.web.models import Conversation
from procedures.calendar import VIETNAM, now
from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate
from procedures.settings import KnowledgeSettings


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0, or 2 with one sentence. Moments without a zone are those of Vietnam."""
    asked = _parser().parse_args(arguments)
    engine = make_engine(KnowledgeSettings().database, statement_seconds=0)
    try:
        if getattr(asked, "migrate", False):
            migrate(engine)
        with make_sessions(engine).begin() as session:
            return COMMANDS[asked.command](session, asked)
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


def _erase(session: Session, asked: argparse.Namespace) -> int:
    if session.get(Conversation, asked.conversation) is None:
        print("no such conversation", file=sys.stderr)
        return 2
    if not erase_free(session, asked.conversation, "command"):
        print("an answer is being written in it: try again in a moment", file=sys.stderr)
        return 2
    what = ("conversation", id_hash(asked.conversation))
    audit.write(session, audit.SYSTEM, "erase_conversation", what, after={"by": _who()}, reason=asked.reason)
    return 0


def _erased(session: Session, asked: argparse.Namespace) -> int:
    for each in erased_hashes(session):
        print(each)
    return 0


def _erase_again(session: Session, asked: argparse.Namespace) -> int:
    print(erase_again(session, sys.stdin.read()))
    return 0


def _forget_strangers(session: Session, asked: argparse.Namespace) -> int:
    print(forget_strangers(session, sys.stdin.read().split()))
    return 0


COMMANDS: dict[str, Callable[[Session, argparse.Namespace], int]] = {
    "banner": _banner,
    "export-difficulties": _export,
    "erase": _erase,
    "erased": _erased,
    "erase-again": _erase_again,
    "forget-strangers": _forget_strangers,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.web.citizen", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    export = commands.add_parser("export-difficulties")
    export.add_argument("--since", type=date.fromisoformat)
    one = commands.add_parser("erase")
    one.add_argument("conversation")
    one.add_argument("--reason", required=True)
    commands.add_parser("erased")
    commands.add_parser("erase-again").add_argument("--migrate", action="store_true", help="the data base is older")
    commands.add_parser("forget-strangers")
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
