"""A whole system for measuring and for breaking: the launcher's own parts, kept running by its own supervisor."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, contextmanager, redirect_stdout, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.launcher.checks import clean_environment
from bot.launcher.keys import load_keys
from bot.launcher.logs import PartLog
from bot.launcher.parts import Part, all_parts, environment, shared_environment
from bot.launcher.settings import ROOT, LauncherSettings
from bot.launcher.supervisor import Supervisor
from bot.launcher.task import run_task
from tests.load.stores import Stores
from tests.stack import free_ports

MANY = "100000000/minute"
SETTINGS = {
    "RATE_CONVERSATION": MANY, "RATE_ADDRESS": MANY, "RATE_NEW_CONVERSATIONS": MANY,
    "TRUSTED_PROXIES": "127.0.0.1",  # each citizen of the load has an address of its own
    "LOG_LEVEL": "WARNING",
}  # fmt: skip
READY_SECONDS = 300
COPIED = ("rasa", "actions", "web")
PORTS = 16
Change = Callable[[Part], Part]


@dataclass
class System:
    """A running system. ``edges`` are the addresses of its webs, ``state`` is its folder."""

    edges: list[str]
    state: Path
    ports: Mapping[str, int]
    supervisor: Supervisor
    stores: Stores | None

    def pids(self) -> dict[str, list[int]]:
        """The processes of each part at this moment, those of PostgreSQL that work for us as well."""
        found = {name: [process.pid] for name, process in self.supervisor.running.items()}
        return found | ({"postgres": self.stores.workers()} if self.stores else {})


def port_of(url: str) -> int:
    """The port in an address."""
    return int(url.rsplit(":", 1)[1].split("/")[0])


@asynccontextmanager
async def running(
    folder: Path,
    *,
    stores: Stores | None = None,
    replicas: int = 1,
    change: Change = lambda part: part,
    given: Mapping[str, str] = {},
    first_port: int | None = None,
) -> AsyncIterator[System]:
    """Starts everything below ``folder`` and stops it at the end; what the parts print goes into its file ``printed``.

    ``stores``: PostgreSQL and Redis instead of files. ``replicas`` of Rasa, actions and web; the n-th of each belong
    together. ``change`` may alter any part before it is started. ``given`` are settings.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _printing_into(folder / "printed"):
        settings, shared = await _prepare(folder, first_port or free_ports(PORTS), stores, given)
        parts = [change(part) for part in _parts(settings, shared, stores, replicas)]
        supervisor = Supervisor(parts, folder / "logs")
        ready = asyncio.Event()
        keeping = asyncio.create_task(supervisor.run(ready.set))
        try:
            waiting = asyncio.create_task(ready.wait())
            await asyncio.wait({keeping, waiting}, timeout=READY_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if keeping.done():
                keeping.result()
            if not ready.is_set():
                raise RuntimeError(f"the parts did not get ready; see {folder / 'printed'}")
            edges = [part.ready.removesuffix("/readyz") for part in parts if part.name.startswith("web")]
            yield System(edges, folder, settings.ports, supervisor, stores)
        finally:
            keeping.cancel()
            with suppress(asyncio.CancelledError):
                await keeping
            await supervisor.stop()


async def _prepare(
    folder: Path, port: int, stores: Stores | None, given: Mapping[str, str]
) -> tuple[LauncherSettings, dict[str, str]]:
    settings = LauncherSettings(
        port=port, host="127.0.0.1", state_dir=folder, models_dir=_models(), rasa_port=port + 1, actions_port=port + 2,
        agencies_port=port + 3, mock_agencies="on",
    )  # fmt: skip
    env = {**clean_environment(dict(os.environ)), **SETTINGS, **(stores.settings() if stores else {}), **given}
    shared = shared_environment(settings, env, load_keys(folder, {}))
    shared["FOLLOW_RELEASES"] = "off"  # nobody releases models here
    (folder / "tmp").mkdir(exist_ok=True)
    with PartLog(folder / "logs", "publishing") as log:
        argv = [sys.executable, "-m", "procedures.publishing"]
        if await run_task("publishing", argv, environment("publishing", shared), log):
            raise RuntimeError(f"nothing could be published; see {folder / 'printed'}")
    return settings, shared


def _models() -> Path:
    return Path(os.environ.get("MODELS_DIR") or ROOT / "var/models").absolute()


def newest_model() -> Path:
    """MODEL_FILE, else the model that was trained or used last: ``make soak`` trains first."""
    if os.environ.get("MODEL_FILE"):
        return Path(os.environ["MODEL_FILE"]).absolute()
    every = sorted(_models().glob("motcua-*.tar.gz"), key=lambda path: path.stat().st_mtime_ns)
    if not every:
        raise RuntimeError(f"no model in {_models()}: make train")
    return every[-1]


def _parts(settings: LauncherSettings, shared: Mapping[str, str], stores: Stores | None, replicas: int) -> list[Part]:
    parts = all_parts(settings, shared, newest_model(), True)
    if stores is not None:
        parts = [_with_stores(part, stores) if part.name == "rasa" else part for part in parts]
    copies = []
    for number in range(1, replicas):
        moved = {settings.ports[name]: settings.port + 3 + 3 * number + at for at, name in enumerate(_MOVED)}
        copies += [_copy(part, moved, number + 1) for part in parts if part.name in COPIED]
    return [*parts, *copies]


_MOVED = ("PORT", "RASA_PORT", "ACTIONS_PORT")


def _with_stores(rasa: Part, stores: Stores) -> Part:
    """Rasa as deployments run it: its talks in PostgreSQL, its locks in Redis (deploy/endpoints.yml)."""
    argv = tuple("deploy/endpoints.yml" if each == "endpoints.yml" else each for each in rasa.argv)
    return replace(rasa, argv=argv, env={**rasa.env, **stores.settings_of_rasa()})


def _copy(part: Part, moved: Mapping[int, int], number: int) -> Part:
    """Another of the same, on ports of its own."""

    def with_ports(text: str) -> str:
        for old, new in moved.items():
            text = str(new) if text == str(old) else text.replace(f"127.0.0.1:{old}", f"127.0.0.1:{new}")
        return text

    return replace(
        part,
        name=f"{part.name}-{number}",
        argv=tuple(map(with_ports, part.argv)),
        env={name: with_ports(value) for name, value in part.env.items()},
        ready=with_ports(part.ready),
        after=tuple(f"{name}-{number}" if name in COPIED else name for name in part.after),
    )


def redirected(part: Part, by_name: Mapping[str, tuple[int, int]]) -> Part:
    """The part with settings whose addresses lead elsewhere: setting → (port it has, port it is to have)."""
    env: dict[str, Any] = dict(part.env)
    for name, (old, new) in by_name.items():
        if name in env:
            env[name] = env[name].replace(f"127.0.0.1:{old}", f"127.0.0.1:{new}")
    return replace(part, env=env)


@contextmanager
def _printing_into(path: Path) -> Any:
    with path.open("a", encoding="utf-8", buffering=1) as file, redirect_stdout(file):
        yield
