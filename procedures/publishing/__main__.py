"""``python -m procedures.publishing``: migrates the data base, takes in the catalog's files, writes the names file."""

import sys

from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate
from procedures.publishing.files import BadCatalog, read_catalog
from procedures.publishing.load import load
from procedures.publishing.names import write_names
from procedures.settings import KnowledgeSettings


def main() -> int:
    """Exit status 0, or 1 with one line for each problem of the catalog, when nothing was changed."""
    settings = KnowledgeSettings()
    try:
        catalog = read_catalog()
    except BadCatalog as error:
        print("The catalog has mistakes; nothing was changed:", *error.problems, sep="\n  ", file=sys.stderr)
        return 1
    engine = make_engine(settings.database)
    migrate(engine)
    with make_sessions(engine).begin() as session:
        changed = load(session, catalog)
    with make_sessions(engine)() as session:
        version = write_names(session, settings.names)
    engine.dispose()
    print(f"knowledge base: {len(catalog.records)} records, {len(changed)} changed; names {version}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
