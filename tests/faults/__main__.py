"""``python -m tests.faults [--only WORDS] [--loads 1,5,15]``: the matrix of faults; exit status 1 if a cell fails.

It needs a model (make train), PostgreSQL and Redis (TEST_POSTGRES_URL, TEST_REDIS_URL), and for «disk full» the right
to mount. Nothing is done to the services themselves: their lines go through proxies, which are cut and held.
"""

import argparse
import asyncio
import sys

from tests.faults.catalogue import FAULTS
from tests.faults.matrix import LOADS, run_matrix, table
from tests.load.figures import write


def main() -> int:
    """Runs, prints the table, writes var/load/faults.json."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--only", default="", help="faults whose names hold one of these words, with commas")
    parser.add_argument("--loads", default=",".join(f"{load:g}" for load in LOADS), help="messages a second, commas")
    given = parser.parse_args()
    chosen = [fault for fault in FAULTS if any(word.strip() in fault.name for word in given.only.split(","))]
    cells = asyncio.run(run_matrix(chosen, [float(each) for each in given.loads.split(",")]))
    print(table(cells))
    write("faults", {"cells": cells})
    return 0 if cells and all(cell.holds for cell in cells) else 1


if __name__ == "__main__":
    sys.exit(main())
