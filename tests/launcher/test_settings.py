"""Settings come from the environment and from .env, and every one of them is explained in .env.example."""

import os
import re
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.launcher.errors import LaunchError
from bot.launcher.settings import ROOT, load_dotenv, read_settings
from tests.launcher.settings_classes import CLASSES, names

EXAMPLE = ROOT / ".env.example"
RASA_FILES = ("endpoints.yml", "credentials.yml")
SEALED = ("names_source.py", "model_record.py")


def test_the_example_lists_every_setting_of_every_part_and_no_other() -> None:
    read_by_rasa = {
        name for file in RASA_FILES for name in re.findall(r"\$\{(\w+)\}", (ROOT / file).read_text("utf-8"))
    }
    sources = [(ROOT / "bot/nlu" / name).read_text("utf-8") for name in SEALED]  # that side has no settings class
    read_by_sealed = set(re.findall(r'(?:settings|environment)(?:\.get\(|\[)"(\w+)"', "".join(sources)))
    known = (read_by_rasa | read_by_sealed).union(*(names(cls) for cls in CLASSES.values()))
    assert set(dotenv_values(EXAMPLE)) == known


def test_each_setting_of_the_example_is_explained_above_it() -> None:
    explained = False
    for line in EXAMPLE.read_text("utf-8").splitlines():
        assert not line or line.startswith("#") or explained, line
        explained = bool(line) and (not line.startswith("# ---")) and (explained or line.startswith("#"))


def test_the_example_gives_the_defaults() -> None:
    given = dotenv_values(EXAMPLE)
    for cls in CLASSES.values():
        for field, info in cls.model_fields.items():
            default = str(info.get_default() or "")
            if given[field.upper()] and default:
                assert given[field.upper()] == default.removesuffix(".0"), field


def test_the_environment_wins_over_the_file_and_empty_lines_set_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "env").write_text("PORT=9100\nSTATE_DIR=elsewhere\nRASA_PORT=\n")
    for name in ("PORT", "STATE_DIR", "RASA_PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ENV_FILE", str(tmp_path / "env"))
    monkeypatch.setenv("PORT", "9200")
    monkeypatch.setattr(os, "environ", os.environ.copy())
    load_dotenv()
    assert (os.environ["PORT"], os.environ["STATE_DIR"], "RASA_PORT" in os.environ) == ("9200", "elsewhere", False)


@pytest.mark.parametrize("value", ["abc", "0", "65536"])
def test_a_port_that_is_none_is_named_in_one_sentence(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PORT", value)
    with pytest.raises(LaunchError, match=r"^PORT is not usable: .*\.$"):
        read_settings()


def test_ports_follow_the_first_and_each_can_be_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "9000")
    monkeypatch.setenv("ACTIONS_PORT", "9500")
    ports = read_settings().ports
    others = {"RASA_PORT": 9001, "ACTIONS_PORT": 9500, "AGENCIES_PORT": 9003, "RASA_SECOND_PORT": 9004}
    assert ports == {"PORT": 9000, **others}


def test_a_relative_state_folder_counts_from_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATE_DIR", "var")
    monkeypatch.delenv("MODELS_DIR", raising=False)
    assert read_settings().models == ROOT / "var" / "models"
