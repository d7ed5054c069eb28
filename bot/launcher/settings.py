"""Where things run: the launcher's own settings, from the environment or ``.env`` in the root."""

import os
from pathlib import Path
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.launcher.errors import LaunchError, settings_sentence

ROOT = Path(__file__).resolve().parents[2]

Port = Annotated[int, Field(ge=1, le=65535)]


class LauncherSettings(BaseSettings):
    """What the launcher itself reads; everything else goes through it to the part that needs it."""

    model_config = SettingsConfigDict(env_ignore_empty=True)

    port: Annotated[int, Field(ge=1, le=65531)] = 8000
    host: str = "127.0.0.1"
    state_dir: Path = Path("var")
    models_dir: Path | None = None
    model_file: Path | None = None
    rasa_port: Port | None = None
    rasa_second_port: Port | None = None
    actions_port: Port | None = None
    agencies_port: Port | None = None
    mock_agencies: Literal["on", "off"] = "on"
    tracker_url: Annotated[str, Field(repr=False)] = ""

    @property
    def state(self) -> Path:
        """The state folder as a full path; a relative setting counts from the root."""
        return ROOT / self.state_dir.expanduser()

    @property
    def models(self) -> Path:
        """The folder of trained models; by default in the state folder."""
        return ROOT / self.models_dir.expanduser() if self.models_dir else self.state / "models"

    @property
    def ports(self) -> dict[str, int]:
        """The port of each part by the setting that moves it; by default the numbers after PORT."""
        return {
            "PORT": self.port,
            "RASA_PORT": self.rasa_port or self.port + 1,
            "ACTIONS_PORT": self.actions_port or self.port + 2,
            "AGENCIES_PORT": self.agencies_port or self.port + 3,
            "RASA_SECOND_PORT": self.rasa_second_port or self.port + 4,
        }


def load_dotenv() -> None:
    """Adds what ``.env`` (or the file named by ENV_FILE) says; what the environment says already wins."""
    for name, value in dotenv_values(os.environ.get("ENV_FILE") or ROOT / ".env").items():
        if value:
            os.environ.setdefault(name, value)


def read_settings() -> LauncherSettings:
    """The launcher's settings; raises LaunchError naming the one that is wrong."""
    try:
        return LauncherSettings()
    except ValidationError as error:
        raise LaunchError(settings_sentence(error)) from error
