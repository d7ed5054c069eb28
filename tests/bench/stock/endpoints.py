"""Where the stock project's actions are answered, and where it keeps its talks."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path


def write_endpoints(folder: Path, actions_url: str, token: str) -> None:
    """Its endpoints and credentials: our action server, and a tracker store like ours."""
    endpoints = {
        "action_endpoint": {"url": f"{actions_url}/webhook", "headers": {"Authorization": f"Bearer {token}"}},
        "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(folder / "tracker.db")},
    }
    with closing(sqlite3.connect(folder / "tracker.db")) as store:
        store.execute("PRAGMA journal_mode=WAL")  # the file keeps it: ours writes so too
    (folder / "endpoints.yml").write_text(json.dumps(endpoints), encoding="utf-8")  # JSON is YAML
    (folder / "credentials.yml").write_text("rest:\n", encoding="utf-8")
