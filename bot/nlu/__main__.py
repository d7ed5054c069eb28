"""Rasa's command line, made quiet and quick: ``python -m bot.nlu run …`` is ``rasa run …``.

Sends no telemetry, keeps its caches in the state folder, and hides the deprecation warnings of the libraries that Rasa
pins, which nobody can act on. Warnings of other kinds and the log from WARNING on are shown. A model is loaded only if
its hash is the recorded one (model_record.py).
"""

import os
import sys
import warnings
from pathlib import Path

from bot.nlu.model_record import ModelRefused, check


def settings() -> dict[str, str]:
    """What Rasa and its libraries read from the environment, where nothing else is set."""
    state = Path(os.environ.get("STATE_DIR", "var")).absolute()
    return {
        "RASA_TELEMETRY_ENABLED": "false",
        "RASA_CACHE_DIRECTORY": str(state / "rasa-cache"),
        "MPLCONFIGDIR": str(state / "matplotlib"),
        "LOG_LEVEL": "WARNING",
        "LOG_LEVEL_LIBRARIES": "ERROR",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",
        # One message is far too little work to share: threads that wait for more cost a third of every turn.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }


def silence() -> None:
    """Puts settings() where nothing else is set, and lets no setting make Rasa write messages down."""
    for name, value in settings().items():
        os.environ.setdefault(name, value)
    for name in ("LOG_LEVEL", "LOG_LEVEL_LIBRARIES"):
        level = os.environ[name].upper()
        os.environ[name] = level if level in ("ERROR", "CRITICAL") else "WARNING"


def main() -> None:
    """Runs Rasa with the arguments of this process; exit status 1 and one sentence where the model is refused."""
    silence()
    try:
        check(sys.argv[1:], os.environ)
    except ModelRefused as refused:
        sys.exit(str(refused))
    import sanic.app  # noqa: F401  (turns deprecation warnings on, so they are turned off after that)

    warnings.filterwarnings("ignore", category=DeprecationWarning)
    import rasa.__main__
    from rasa.utils.common import EXPECTED_WARNINGS

    from bot.nlu import failing, fast

    EXPECTED_WARNINGS.append((DeprecationWarning, ""))  # Rasa sets its own filters later, and then ignores these
    sys.argv[0] = "rasa"
    if sys.argv[1:2] == ["run"]:
        failing.install()
        fast.install()
    rasa.__main__.main()


if __name__ == "__main__":
    main()
