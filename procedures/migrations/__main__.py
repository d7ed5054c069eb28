"""``python -m procedures.migrations wait``: ends once the data base has the tables that this code needs.

It changes nothing: ``python -m procedures.publishing`` runs the migrations. A server waits so for those of its version.
"""

import argparse
import sys
from time import monotonic, sleep

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from procedures.db import make_engine, make_sessions
from procedures.migrations.needed import has_needed, needed
from procedures.settings import KnowledgeSettings

BETWEEN_SECONDS = 2.0


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0, or 1 with one sentence after the time."""
    parser = argparse.ArgumentParser(prog="python -m procedures.migrations", description=__doc__)
    wait = parser.add_subparsers(required=True).add_parser("wait", help="wait for the migrations of this version")
    wait.add_argument("--seconds", type=float, default=600, help="how long at most (default: 600)")
    seconds = parser.parse_args(arguments).seconds
    engine = make_engine(KnowledgeSettings().database)
    try:
        return _wait(make_sessions(engine), monotonic() + seconds)
    finally:
        engine.dispose()


def _wait(sessions: sessionmaker[Session], until: float) -> int:
    while (why := _missing(sessions)) and monotonic() < until:
        sleep(BETWEEN_SECONDS)
    if why:
        print(f"The data base does not have revision {needed()}, which this version needs: {why}.", file=sys.stderr)
    return 1 if why else 0


def _missing(sessions: sessionmaker[Session]) -> str:
    """Why a server should go on waiting; empty where it need not."""
    try:
        with sessions() as session:
            return "" if has_needed(session) else "it has an older one"
    except SQLAlchemyError as error:
        return f"it could not be asked ({type(error).__name__})"


if __name__ == "__main__":
    sys.exit(main())
