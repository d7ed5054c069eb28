"""``python -m bot.launcher.checks [lint]``: what ``make test`` and ``make lint`` run, one command after the other."""

import os
import subprocess
import sys
from pathlib import Path

from dotenv import dotenv_values

from bot.launcher.parts import SEALED_PYTHON
from bot.launcher.services import Service, find_services
from bot.launcher.settings import ROOT

PYTHON = sys.executable
LINT = (
    (PYTHON, "-m", "ruff", "check", "--quiet", "."),
    (PYTHON, "-m", "ruff", "format", "--quiet", "--check", "."),
    (PYTHON, "-m", "mypy", "--no-error-summary"),
)
SEALED_TESTS = (SEALED_PYTHON, "-m", "pytest", "tests/nlu")

SHARED = ("-n", "2", "--dist", "loadscope", "--no-loadscope-reorder")
"""Two processes: most tests wait for other processes half of the time. A file stays whole, so its parts start once; the
files with many tests are not those that take long, so these come in their own order: the slow ones early."""


def clean_environment(given: dict[str, str]) -> dict[str, str]:
    """The environment without any setting of the bot, so that no test can reach somebody's real system."""
    settings = dotenv_values(ROOT / ".env.example")
    env = {name: value for name, value in given.items() if name not in settings}
    state = ROOT / "var"
    return {**env, "ENV_FILE": os.devnull, "STATE_DIR": str(state / "tests"), "MODELS_DIR": str(state / "models")}


def commands_for_tests(services: list[Service]) -> tuple[tuple[str, ...], ...]:
    """Training (only where the sources changed), the sealed side's tests, then all others without what is missing."""
    without = " and ".join(f"not {service.marker}" for service in services if not service.found)
    selection = ("-m", without) if without else ()
    return (
        (PYTHON, "-m", "bot.launcher", "train"),
        SEALED_TESTS,
        (PYTHON, "-W", "error", "-m", "pytest", *SHARED, *selection),
    )


def is_used(marker: str) -> bool:
    """Whether any test bears this marker."""
    return any(f"pytest.mark.{marker}" in path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py"))


def run_all(commands: tuple[tuple[str, ...], ...], env: dict[str, str]) -> int:
    """Runs the commands in turn; the first that fails ends it. Gives its exit status, or 0."""
    for command in commands:
        shown = " ".join(Path(part).name if part.startswith(str(ROOT)) else part for part in command)
        print(f"· {shown}", flush=True)
        try:
            code = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
        except KeyboardInterrupt:
            return 130
        if code:
            print(f"✗ {shown} failed", file=sys.stderr)
            return 1
    return 0


def main(arguments: list[str]) -> int:
    """Exit status 0 when all is well; with ``CI=true`` nothing may be left out."""
    env = clean_environment(dict(os.environ))
    if arguments == ["lint"]:
        return run_all(LINT, env)
    services = [service for service in find_services(env) if is_used(service.marker)]
    missing = [service for service in services if not service.found]
    if missing:
        line = "; ".join(f"{service.marker} tests ({service.missing})" for service in missing)
        if env.get("CI") == "true":
            print(f"✗ CI leaves nothing out, but these cannot run: {line}", file=sys.stderr)
            return 1
        print(f"· left out: {line}", flush=True)
    env |= {service.setting: service.found for service in services if service.found}
    return run_all((*LINT, *commands_for_tests(services)), env)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
