"""``python -m tests.audit`` (``make audit``): whether a weakness is published for a release that a lock pins.

pip-audit does it, run by uv as a tool, from PyPI's advisories: it cannot work without the network. Where it or they
cannot be reached this says so and ends well: a missing network is no weakness, and no proof that there is none. Exit
status 1 where one is found on the open side. The sealed side's pins are Rasa's and serve loopback only
(docs/security.md): they are told, and are no failure.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
OPEN, SEALED = ("requirements.txt", "requirements-dev.txt"), ("bot/nlu/requirements.txt",)
TOOL = ("tool", "run", "--from", "pip-audit>=2.7,<3", "pip-audit")
OPTIONS = ("--disable-pip", "--require-hashes", "--progress-spinner=off", "--format=json", "--requirement")
SECONDS = 600
UVS = (ROOT / ".tools/uv/bin/uv", ROOT / ".tools/uv-target/bin/uv")
"""Where the launcher puts uv on a machine that has none."""


class NotReachable(Exception):
    """Raised where there is no uv, no pip-audit, or no answer from its service; says which in a few words."""


def weaknesses(lock: str, uv: str) -> list[str]:
    """One line for each that is published for a pin of the lock. Raises NotReachable."""
    command = [uv, *TOOL, *OPTIONS, str(ROOT / lock)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        told = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotReachable(type(error).__name__) from error
    except ValueError as error:  # it prints JSON only when it could look everything up
        raise NotReachable((done.stderr.strip().splitlines() or ["it said nothing"])[-1][:200]) from error
    return [
        f"{lock}: {pin['name']} {pin['version']}: {each['id']}, fixed in {each['fix_versions'] or 'none yet'}"
        for pin in told["dependencies"]
        for each in pin.get("vulns", ())
    ]


def find_uv() -> str:
    """uv of this machine. Raises NotReachable."""
    found = shutil.which("uv") or next((str(path) for path in UVS if path.exists()), None)
    if not found:
        raise NotReachable("no uv on this machine")
    return found


def audit(uv: str, locks: Sequence[str]) -> list[str]:
    """All of these locks. Raises NotReachable."""
    return [line for lock in locks for line in weaknesses(lock, uv)]


def main() -> int:
    """Prints a line for each weakness."""
    try:
        uv = find_uv()
        ours, sealed = audit(uv, OPEN), audit(uv, SEALED)
    except NotReachable as error:
        print(f"· not reachable, nothing was audited: {error}")
        return 0
    for mark, lines in (("·", sealed), ("✗", ours)):
        print("".join(f"{mark} {line}\n" for line in lines), end="")
    print(f"{len(ours)} weaknesses on the open side, {len(sealed)} on the sealed side")
    return 1 if ours else 0


if __name__ == "__main__":
    sys.exit(main())
