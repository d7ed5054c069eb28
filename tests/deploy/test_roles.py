"""deploy/postgres-init.sql, run by psql on the real server under other names: who may do what."""

import os
import re
import shutil
import subprocess
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import URL, make_url

SCRIPT = Path(__file__).parents[2] / "deploy/postgres-init.sql"
PASSWORDS = {f"{name}_PASSWORD": "it's-one" for name in ("OWNER", "MOTCUA", "RASA")}
pytestmark = [pytest.mark.postgres, pytest.mark.skipif(not shutil.which("psql"), reason="no psql here")]

Connect = Callable[[str, str], psycopg.Connection]


@pytest.fixture
def connect(tmp_path: Path) -> Iterator[Connect]:
    """Connects a role of the script to a data base of it."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if not given:
        pytest.fail("TEST_POSTGRES_URL is not set")
    address, mark = make_url(given).set(drivername="postgresql"), f"t{uuid.uuid4().hex[:10]}_"
    script = tmp_path / "roles.sql"
    script.write_text(re.sub(r"\b(motcua_owner|motcua|rasa)\b", rf"{mark}\1", SCRIPT.read_text("utf-8")), "utf-8")
    run = ["psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--file={script}", f"--dbname={_plain(address)}"]
    subprocess.run(run, env={**os.environ, **PASSWORDS}, check=True)
    yield lambda role, database: psycopg.connect(
        _plain(address.set(username=mark + role, password="it's-one", database=mark + database)), autocommit=True
    )
    with psycopg.connect(_plain(address), autocommit=True) as server:
        for name in (
            ("DATABASE", "motcua"),
            ("DATABASE", "rasa"),
            ("ROLE", "motcua_owner"),
            ("ROLE", "motcua"),
            ("ROLE", "rasa"),
        ):
            server.execute(f"DROP {name[0]} {mark}{name[1]}".encode())


def _plain(address: URL) -> str:
    return address.render_as_string(hide_password=False)


def test_the_web_writes_rows_of_the_owners_tables_and_changes_no_table(connect: Connect) -> None:
    with connect("motcua_owner", "motcua") as owner, connect("motcua", "motcua") as web:
        owner.execute("CREATE TABLE made_later (id serial, word text)")
        web.execute("INSERT INTO made_later (word) VALUES ('a')")
        web.execute("UPDATE made_later SET word = 'b'")
        assert web.execute("SELECT id, word FROM made_later").fetchall() == [(1, "b")]
        web.execute("DELETE FROM made_later")
        for refused in ("CREATE TABLE own (id int)", "ALTER TABLE made_later ADD x int", "DROP TABLE made_later"):
            with pytest.raises(InsufficientPrivilege):
                web.execute(refused.encode())


def test_rasa_has_a_data_base_of_its_own_and_sees_no_other(connect: Connect) -> None:
    with connect("rasa", "rasa") as rasa:
        rasa.execute("CREATE TABLE events (id int)")
    for role, database in (("rasa", "motcua"), ("motcua", "rasa"), ("motcua_owner", "rasa")):
        with pytest.raises(psycopg.OperationalError, match="CONNECT"):
            connect(role, database)
