"""Where the knowledge base lives."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class KnowledgeSettings(BaseSettings):
    """Settings that every part with the knowledge base reads from the environment; one left empty has its default."""

    model_config = SettingsConfigDict(env_ignore_empty=True)

    state_dir: Path = Path("var")
    database_url: str = ""
    database_pool: int = Field(default=5, ge=1, le=100)
    """Connections that a process keeps to PostgreSQL."""
    database_overflow: int = Field(default=5, ge=0, le=100)
    """Connections beyond those that it opens at need."""
    names_file: Path | None = None

    @property
    def database(self) -> str:
        """SQLAlchemy address of the data base; without a setting, a SQLite file in the state folder."""
        return self.database_url or f"sqlite:///{self.state_dir / 'motcua.db'}"

    @property
    def names(self) -> Path:
        """The file by which Rasa learns the names of procedures."""
        return self.names_file or self.state_dir / "names.json"
