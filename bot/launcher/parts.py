"""The parts of a running bot: how each is started, when it is ready, and which settings it may see."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.launcher.people import demo_accounts
from bot.launcher.settings import ROOT, LauncherSettings

SEALED_PYTHON = str(ROOT / ".venv-rasa/bin/python")

ONLY_FOR: dict[str, tuple[str, ...]] = {
    "VAULT_PUBLIC_KEY": ("web",),
    "VAULT_PRIVATE_KEY": ("actions",),
    "ADDRESS_KEY": ("web",),
    "ACCOUNTS_KEY": ("web",),
    "DESK_KEY": ("web",),
    "OIDC_CLIENT_SECRET": ("web",),
    "ACTIONS_TOKEN": ("rasa", "actions"),
    "RASA_TOKEN": ("web", "rasa"),
    "AGENCY_TOKEN": ("actions", "agencies"),
    "METRICS_TOKEN": ("web", "actions"),
    "REDIS_URL": ("web",),
    "DATABASE_URL": ("publishing", "web", "actions"),
    "TRACKER_DB": ("rasa",),
    "TRACKER_URL": ("rasa",),
}
"""Secrets, and addresses that may hold a password, by the parts that need them; all other settings go to all."""

FIRST_RASA = "rasa"
RASAS = {FIRST_RASA: "RASA_PORT", "rasa-2": "RASA_SECOND_PORT"}
"""Names of the part by the setting of its port. One runs; during a release the other starts beside it."""

AGENCY_PATHS = {
    "AGENCY_PORTAL_URL": "/portal",
    "AGENCY_CRIMINAL_RECORD_URL": "/criminal-record",
    "AGENCY_VNEID_URL": "/vneid",
}
"""Settings that hold an agency's address, and where the mock of that agency answers."""


@dataclass(frozen=True)
class Part:
    """One long-running child. ``ready`` answers 200 when it is; ``after``: parts that must be ready before it."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str]
    ready: str
    patience: float
    """Seconds it may take to be ready for the first time."""
    after: tuple[str, ...] = ()


def shared_environment(settings: LauncherSettings, given: Mapping[str, str], keys: Mapping[str, str]) -> dict[str, str]:
    """Every setting of every part: what was given, the secrets, and what the launcher works out."""
    ports = settings.ports
    env = {name: value for name, value in given.items() if value}  # an empty setting has its default
    env |= {**keys, **{name: str(port) for name, port in ports.items()}}
    env["HOST"] = settings.host
    env["STATE_DIR"] = str(settings.state)
    env["MODELS_DIR"] = str(settings.models)
    env["NAMES_FILE"] = str(_full(given.get("NAMES_FILE")) or settings.state / "names.json")
    env["RASA_URL"] = _local(ports["RASA_PORT"])
    env["FOLLOW_RELEASES"] = "off" if settings.model_file else "on"
    env["ACTIONS_URL"] = _local(ports["ACTIONS_PORT"])
    env["DEMO_ACCOUNTS"] = demo_accounts(settings, given)
    env["PYTHONUNBUFFERED"] = "1"
    if with_mocks(settings, given):
        for name, path in AGENCY_PATHS.items():
            env[name] = given.get(name) or _local(ports["AGENCIES_PORT"]) + path
    return env


def environment(part: str, shared: Mapping[str, str]) -> dict[str, str]:
    """The settings that this part may see."""
    return {name: value for name, value in shared.items() if part in ONLY_FOR.get(name, (part,))}


def with_mocks(settings: LauncherSettings, given: Mapping[str, str]) -> bool:
    """Whether the mock agencies run: they are wanted, and some agency has no address of its own."""
    return settings.mock_agencies == "on" and not all(given.get(name) for name in AGENCY_PATHS)


def rasa_environment(settings: LauncherSettings, shared: Mapping[str, str]) -> dict[str, str]:
    """What Rasa needs beside the settings (``bot/nlu/__main__.py`` adds what is always the same)."""
    return {
        **environment("rasa", shared),
        "TMPDIR": str(settings.state / "tmp"),
        # Below WARNING Rasa writes messages of citizens.
        "LOG_LEVEL": "ERROR" if shared.get("LOG_LEVEL", "").upper() in ("ERROR", "CRITICAL") else "WARNING",
        "TRACKER_DIALECT": shared.get("TRACKER_DIALECT") or "sqlite",
        "TRACKER_DB": shared.get("TRACKER_DB") or str(settings.state / "tracker.db"),
    }


def all_parts(settings: LauncherSettings, shared: Mapping[str, str], model: Path, mocks: bool) -> list[Part]:
    """The parts in the order of starting; stopping goes the other way."""
    parts = [
        rasa_part(settings, shared, model, FIRST_RASA),
        _open("agencies", "actions.agencies.mock", shared, _local(settings.ports["AGENCIES_PORT"]) + "/healthz"),
        _open("actions", "actions", shared, shared["ACTIONS_URL"] + "/healthz", ("agencies",) if mocks else ()),
        _open("web", "bot.web", shared, f"{address(settings)}/readyz", ("rasa", "actions")),
    ]
    return [part for part in parts if mocks or part.name != "agencies"]


def rasa_part(settings: LauncherSettings, shared: Mapping[str, str], model: Path, name: str) -> Part:
    """A Rasa with that model; ``name`` is one of RASAS."""
    port = settings.ports[RASAS[name]]
    argv = ["-m", "bot.nlu", "run", "--interface", "127.0.0.1", "--port", str(port), "--model", str(model)]
    argv += ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml", "--request-timeout", "30"]
    return Part(
        name=name,
        argv=(SEALED_PYTHON, *argv),
        env={**_recorded(model), **rasa_environment(settings, shared)},
        ready=rasa_url(settings, name) + "/webhooks/rest/ready",
        patience=300,
    )


def rasa_url(settings: LauncherSettings, name: str) -> str:
    """Where the Rasa of that name (one of RASAS) answers."""
    return _local(settings.ports[RASAS[name]])


def _recorded(model: Path) -> dict[str, str]:
    """The model's hash as the training recorded it: the sealed side loads no other file (bot/nlu/model_record.py)."""
    record = model.with_suffix(".sha256")
    return {"MODEL_SHA256": record.read_text("utf-8").strip()} if record.exists() else {}


def address(settings: LauncherSettings) -> str:
    """Where a browser on this machine finds the bot."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host and '[' not in host else host}:{settings.port}"


def _open(name: str, module: str, shared: Mapping[str, str], ready: str, after: tuple[str, ...] = ()) -> Part:
    argv = (sys.executable, "-m", module)
    return Part(name=name, argv=argv, env=environment(name, shared), ready=ready, patience=120, after=after)


def _local(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def _full(path: str | None) -> Path | None:
    return ROOT / Path(path).expanduser() if path else None
