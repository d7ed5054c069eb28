"""No key, token or password stands in a file that belongs to git."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PATTERNS = {
    "private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "cloud key": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{35}\b"),
    "token of a forge": re.compile(
        r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|glpat-[\w-]{20,}|npm_[A-Za-z0-9]{36}|pypi-\w{50,})"
    ),
    "signed token": re.compile(r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}"),
    "setting with a value": re.compile(
        r"\b(?:ACTIONS_TOKEN|ADDRESS_KEY|ACCOUNTS_KEY|DESK_KEY|RASA_TOKEN|VAULT_\w+_KEY|AGENCY_TOKEN|METRICS_TOKEN"
        r"|OIDC_CLIENT_SECRET)\b[\"']?\s*[=:]\s*[\"']?(?=[\w+/-]*\d)(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])[\w+/-]{30,}"
    ),
    "password in an address": re.compile(
        r"\b(?:postgresql|redis|https?)(?:\+\w+)?://[\w.-]*:(?!\w*password\b|secret-)[^\s@/{$\"'<]{6,}@"
    ),
}
"""Locks hold hashes, which none of these looks like."""
NEVER = ("secrets.json", "secrets.env", ".env", "id_rsa", ".pem", ".key", ".p12", ".db")


def _files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines()]


def test_no_file_holds_a_secret() -> None:
    found = []
    for path in _files():
        if not path.is_file() or path == Path(__file__):
            continue
        text = path.read_text("utf-8", errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {kind}" for kind, pattern in PATTERNS.items() if pattern.search(text)]
    assert found == []


def test_no_file_is_one_that_holds_secrets() -> None:
    assert [path.name for path in _files() if path.name != ".env.example" and path.name.endswith(NEVER)] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("private key", "-----BEGIN EC " + "PRIVATE KEY-----"),
        ("cloud key", "AKIA" + "ABCDEFGHIJKLMNOP"),
        ("token of a forge", "ghp_" + "a1B2" * 10),
        ("signed token", "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0." + "a" * 30),
        ("setting with a value", "RASA_TOKEN=" + "aB3dE5gH7jK9" * 3),
        ("password in an address", "postgresql+psycopg://bot:" + "s3cret-one@host/db"),
    ],
)
def test_the_search_finds_such_a_thing(kind: str, text: str) -> None:
    assert PATTERNS[kind].search(text)
