"""Which part sees which setting, and how parts find each other."""

from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from bot.launcher.keys import SECRETS
from bot.launcher.parts import (
    ONLY_FOR,
    address,
    all_parts,
    environment,
    rasa_part,
    rasa_url,
    shared_environment,
    with_mocks,
)
from bot.launcher.settings import LauncherSettings
from tests.launcher.settings_classes import CLASSES, names, secret_names

KEYS = {name: f"secret-{name}" for name in SECRETS}
AGENCIES = {
    "AGENCY_PORTAL_URL": "https://p",
    "AGENCY_CRIMINAL_RECORD_URL": "https://c",
    "AGENCY_VNEID_URL": "https://v",
}


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> LauncherSettings:
    for cls in CLASSES.values():
        for name in names(cls):
            monkeypatch.delenv(name, raising=False)
    return LauncherSettings(port=9000, state_dir=tmp_path)


def environments(settings: LauncherSettings, given: dict[str, str]) -> dict[str, dict[str, str]]:
    shared = shared_environment(settings, given, KEYS)
    parts = all_parts(settings, shared, Path("model.tar.gz"), with_mocks(settings, given))
    return {part.name: dict(part.env) for part in parts}


def test_each_secret_goes_only_to_the_parts_that_need_it(settings: LauncherSettings) -> None:
    given = {"DATABASE_URL": "postgresql://user:secret-database@host/db"}
    holders = {
        name: sorted(part for part, env in environments(settings, given).items() if name in env)
        for name in (*SECRETS, "DATABASE_URL", "TRACKER_DB")
    }
    assert holders == {
        "VAULT_PUBLIC_KEY": ["web"],
        "VAULT_PRIVATE_KEY": ["actions"],
        "ADDRESS_KEY": ["web"],
        "ACCOUNTS_KEY": ["web"],
        "DESK_KEY": ["web"],
        "ACTIONS_TOKEN": ["actions", "rasa"],
        "RASA_TOKEN": ["rasa", "web"],
        "AGENCY_TOKEN": ["actions", "agencies"],
        "DATABASE_URL": ["actions", "web"],
        "TRACKER_DB": ["rasa"],
    }


@pytest.mark.parametrize("part", ["web", "actions", "agencies"])
def test_a_part_gets_every_setting_it_reads(part: str, settings: LauncherSettings) -> None:
    given = dict.fromkeys(names(CLASSES[part]), "given")
    assert names(CLASSES[part]) - set(environments(settings, given)[part]) == set()


@pytest.mark.parametrize(("part", "cls"), CLASSES.items())
def test_every_setting_that_hides_itself_is_kept_from_the_other_parts(part: str, cls: type[BaseSettings]) -> None:
    assert secret_names(cls) - set(ONLY_FOR) == set()
    assert [name for name in secret_names(cls) if part not in ONLY_FOR[name]] == []


def test_parts_find_each_other_on_loopback(settings: LauncherSettings) -> None:
    seen = environments(settings, {"RASA_URL": "http://elsewhere"})
    assert seen["web"]["RASA_URL"] == "http://127.0.0.1:9001"
    assert seen["rasa"]["ACTIONS_URL"] == "http://127.0.0.1:9002"
    assert seen["actions"]["AGENCY_PORTAL_URL"] == "http://127.0.0.1:9003/portal"


def test_an_agency_with_an_address_of_its_own_is_not_played(settings: LauncherSettings) -> None:
    seen = environments(settings, {"AGENCY_PORTAL_URL": "https://agency.example"})
    assert seen["actions"]["AGENCY_PORTAL_URL"] == "https://agency.example"
    assert seen["actions"]["AGENCY_VNEID_URL"] == "http://127.0.0.1:9003/vneid"


def test_no_mock_runs_where_every_agency_has_an_address(settings: LauncherSettings) -> None:
    assert sorted(environments(settings, AGENCIES)) == ["actions", "rasa", "web"]


def test_without_mocks_no_agency_is_connected(settings: LauncherSettings) -> None:
    seen = environments(settings.model_copy(update={"mock_agencies": "off"}), {})
    assert sorted(seen) == ["actions", "rasa", "web"]
    assert [name for name in seen["actions"] if name in AGENCIES] == []


def test_an_empty_setting_counts_as_unset(settings: LauncherSettings) -> None:
    assert "RATE_ADDRESS" not in environments(settings, {"RATE_ADDRESS": ""})["web"]


def test_rasa_never_logs_messages(settings: LauncherSettings) -> None:
    assert environments(settings, {"LOG_LEVEL": "DEBUG"})["rasa"]["LOG_LEVEL"] == "WARNING"


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("::1", "[::1]"), ("bot.lan", "bot.lan")],
)
def test_the_address_is_one_that_a_browser_here_can_open(settings: LauncherSettings, host: str, shown: str) -> None:
    assert address(settings.model_copy(update={"host": host})) == f"http://{shown}:9000"


def test_parts_do_not_see_the_private_key_under_another_name(settings: LauncherSettings) -> None:
    shared = shared_environment(settings, {}, KEYS)
    for part in ("web", "rasa", "agencies", "publishing"):
        assert KEYS["VAULT_PRIVATE_KEY"] not in environment(part, shared).values()


def test_rasa_is_told_the_recorded_hash_of_its_model_and_a_given_one_wins(
    settings: LauncherSettings, tmp_path: Path
) -> None:
    model = tmp_path / "motcua-0.tar.gz"
    model.with_suffix(".sha256").write_text("ab12\n")
    for given, told in (({}, "ab12"), ({"MODEL_SHA256": "cd34"}, "cd34")):
        rasa = all_parts(settings, shared_environment(settings, given, KEYS), model, False)[0]
        assert rasa.env["MODEL_SHA256"] == told


def test_the_second_rasa_is_like_the_first_at_a_port_of_its_own(settings: LauncherSettings) -> None:
    shared = shared_environment(settings, {}, KEYS)
    first, second = (rasa_part(settings, shared, Path("model.tar.gz"), name) for name in ("rasa", "rasa-2"))
    changed = [(one, other) for one, other in zip(first.argv, second.argv, strict=True) if one != other]
    assert changed == [("9001", "9004")]
    assert first.env == second.env and second.ready == rasa_url(settings, "rasa-2") + "/webhooks/rest/ready"


@pytest.mark.parametrize(("model", "follows"), [(None, "on"), (Path("model.tar.gz"), "off")])
def test_the_web_follows_releases_unless_one_model_is_to_run(
    settings: LauncherSettings, model: Path | None, follows: str
) -> None:
    chosen = settings.model_copy(update={"model_file": model})
    assert environments(chosen, {"FOLLOW_RELEASES": "maybe"})["web"]["FOLLOW_RELEASES"] == follows
