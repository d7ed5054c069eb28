"""Secrets that nobody gave: made once, kept in ``secrets.json`` that only its owner may read."""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from nacl.public import PrivateKey

from bot.launcher.errors import LaunchError

KEYS = ("ACCOUNTS_KEY", "DESK_KEY")
"""32 random bytes each, in base64."""
TOKENS = ("ACTIONS_TOKEN", "AGENCY_TOKEN", "ADDRESS_KEY", "RASA_TOKEN")
PAIR = ("VAULT_PUBLIC_KEY", "VAULT_PRIVATE_KEY")
SECRETS = (*TOKENS, *KEYS, *PAIR)


def load_keys(state: Path, given: Mapping[str, str]) -> dict[str, str]:
    """All secrets by name: those ``given`` (the environment), else those of the file, else new ones, then written.

    The two halves of the vault's key belong together: giving only one of them raises LaunchError.
    """
    halves = [name for name in PAIR if given.get(name)]
    if len(halves) == 1:
        raise LaunchError(f"{halves[0]} is set alone: set {PAIR[0]} and {PAIR[1]} together, or neither.")
    path = state / "secrets.json"
    kept = _read(path)
    fresh = {**_make(), **kept}
    if fresh != kept:
        _write(path, fresh)
    return {name: given.get(name) or fresh[name] for name in SECRETS}


def _make() -> dict[str, str]:
    private = PrivateKey.generate()
    pair = (bytes(private.public_key), bytes(private))
    keys = {name: base64.b64encode(secrets.token_bytes(32)).decode("ascii") for name in KEYS}
    return (
        {name: secrets.token_urlsafe(32) for name in TOKENS}
        | keys
        | {name: base64.b64encode(key).decode("ascii") for name, key in zip(PAIR, pair, strict=True)}
    )


def _read(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    path.chmod(0o600)
    try:
        kept = json.loads(path.read_text("utf-8"))
    except ValueError:
        kept = None
    sound = isinstance(kept, dict) and all(isinstance(value, str) for value in kept.values())
    if not sound or len([name for name in PAIR if name in kept]) == 1:
        raise LaunchError(f"{path} is damaged: bring it back from a copy, or delete it to have new secrets made.")
    return dict(kept)


def _write(path: Path, content: dict[str, str]) -> None:
    temporary = path.with_suffix(f".{os.getpid()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
