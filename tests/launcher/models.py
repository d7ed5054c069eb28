"""What tests of trainings and releases share: a data base with a live model, and model files."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert

from bot.launcher.model import content_hash, sources
from bot.launcher.settings import LauncherSettings
from bot.launcher.store import Store
from bot.training.examples import of_yml
from bot.training.models import Made, register
from bot.training.releases import start_with
from procedures.calendar import now
from procedures.db import make_engine, make_sessions
from procedures.migrations.run import migrate
from tests.training.conftest import EXAMPLES, World


class Bench(World):
    """A data base and a folder of models, as a launcher finds them; ``live`` is the name of the live model."""

    def __init__(self, folder: Path):
        self.settings = LauncherSettings(port=9000, state_dir=folder, models_dir=folder / "models")
        self.settings.models.mkdir()
        (folder / "tmp").mkdir()
        self.url = f"sqlite:///{folder / 'motcua.db'}"
        engine = make_engine(self.url)
        migrate(engine)
        super().__init__(make_sessions(engine))
        self.store = Store(self.url)
        self.sources = content_hash(sources())
        self.live = self.file("motcua-" + "1" * 16)
        with self.begin() as session:
            start_with(session, register(session, self.made(self.live)), "http://127.0.0.1:9001")

    def file(self, name: str) -> str:
        """A model's file with its record; gives the name back."""
        path = self.settings.models / f"{name}.tar.gz"
        path.write_text(name)
        path.with_suffix(".sha256").write_text(hashlib.sha256(name.encode()).hexdigest())
        return name

    def made(self, name: str) -> Made:
        """What there is to tell of it."""
        return Made(name, hashlib.sha256(name.encode()).hexdigest(), self.sources, 8000, of_yml(""), 60.0)

    def was_live(self, name: str) -> int:
        """A model that has answered before the live one; gives its number."""
        with self.begin() as session:
            other = register(session, self.made(self.file(name)))
            start_with(session, other, "http://127.0.0.1:9001")
            start_with(session, register(session, self.made(self.live)), "http://127.0.0.1:9001")
            return other.id


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """With a live model and one example that it has not learned."""
    for name in ("PORT", "RASA_PORT", "RASA_SECOND_PORT", "DATABASE_URL", "MODELS_DIR", "STATE_DIR"):
        monkeypatch.delenv(name, raising=False)
    made = Bench(tmp_path)
    row = {"text": "hết nhiêu", "plain": "het nhieu", "topic": "fee", "lang": "vi", "at": now(), "state": "accepted"}
    with made.begin() as session:
        session.execute(insert(EXAMPLES).values(row))
    yield made
    made.store.close()
