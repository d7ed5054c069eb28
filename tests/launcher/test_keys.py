"""Secrets: made once, readable by their owner only, whole or refused."""

import base64
import json
from pathlib import Path

import pytest
from nacl.public import PrivateKey, PublicKey, SealedBox

from bot.launcher.errors import LaunchError
from bot.launcher.keys import SECRETS, load_keys


def test_secrets_are_made_once_and_kept_for_their_owner_only(tmp_path: Path) -> None:
    first = load_keys(tmp_path, {})
    assert sorted(first) == sorted(SECRETS)
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert load_keys(tmp_path, {}) == first
    assert [path.name for path in tmp_path.iterdir()] == ["secrets.json"]


def test_no_two_installations_share_a_secret(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = load_keys(tmp_path / "one", {}), load_keys(tmp_path / "two", {})
    assert not set(one.values()) & set(two.values())


def test_what_the_web_locks_only_the_actions_open(tmp_path: Path) -> None:
    keys = load_keys(tmp_path, {})
    public, private = (base64.b64decode(keys[name]) for name in ("VAULT_PUBLIC_KEY", "VAULT_PRIVATE_KEY"))
    assert SealedBox(PrivateKey(private)).decrypt(SealedBox(PublicKey(public)).encrypt(b"1990-05-20")) == b"1990-05-20"


def test_a_secret_from_the_environment_wins_and_is_not_written_down(tmp_path: Path) -> None:
    assert load_keys(tmp_path, {"ACTIONS_TOKEN": "from-outside"})["ACTIONS_TOKEN"] == "from-outside"
    assert "from-outside" not in (tmp_path / "secrets.json").read_text()


def test_one_half_of_the_vaults_key_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LaunchError, match="VAULT_PUBLIC_KEY is set alone"):
        load_keys(tmp_path, {"VAULT_PUBLIC_KEY": "x"})


@pytest.mark.parametrize("content", ["{", "[]", '{"ACTIONS_TOKEN": 1}', '{"VAULT_PUBLIC_KEY": "x"}'])
def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path: Path, content: str) -> None:
    path = tmp_path / "secrets.json"
    path.write_text(content)
    with pytest.raises(LaunchError, match="is damaged"):
        load_keys(tmp_path, {})
    assert path.read_text() == content


def test_a_secret_added_by_a_newer_version_joins_the_old_ones(tmp_path: Path) -> None:
    old = load_keys(tmp_path, {})
    path = tmp_path / "secrets.json"
    path.write_text(json.dumps({name: value for name, value in old.items() if name != "ADDRESS_KEY"}))
    new = load_keys(tmp_path, {})
    assert {name for name in SECRETS if new[name] != old[name]} == {"ADDRESS_KEY"}


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    load_keys(tmp_path, {})
    (tmp_path / "secrets.json").chmod(0o644)
    load_keys(tmp_path, {})
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600
