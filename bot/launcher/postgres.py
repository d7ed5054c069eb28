"""PostgreSQL's own programs: the schema that an address names into a file, and back in one transaction."""

import os
import subprocess
from pathlib import Path

from psycopg.conninfo import make_conninfo
from sqlalchemy import URL

from bot.launcher.errors import LaunchError

AT_MOST_SECONDS = 3600
EMPTY = """
SET LOCAL lock_timeout = '60s';
SET LOCAL client_min_messages = warning;
DO $empty$
DECLARE
    ours CONSTANT oid := (SELECT oid FROM pg_namespace WHERE nspname = current_schema());
    command text;
BEGIN
    FOR command IN
        SELECT format('DROP %s IF EXISTS %I.%I CASCADE', kind, current_schema(), name) FROM (
            SELECT oid, 'pg_class'::regclass AS class, relname AS name, CASE relkind
                WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS kind
            FROM pg_class WHERE relnamespace = ours AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
            UNION ALL
            SELECT oid, 'pg_type'::regclass, typname, 'TYPE'
            FROM pg_type WHERE typnamespace = ours AND typtype IN ('e', 'd', 'r')
        ) AS found
        WHERE NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = found.oid AND classid = class AND deptype = 'e')
    LOOP
        EXECUTE command;
    END LOOP;
    FOR command IN
        SELECT format(
            'DROP ROUTINE IF EXISTS %I.%I(%s) CASCADE',
            current_schema(), proname, pg_get_function_identity_arguments(oid)
        )
        FROM pg_proc WHERE pronamespace = ours AND NOT EXISTS (
            SELECT FROM pg_depend AS d
            WHERE d.objid = pg_proc.oid AND classid = 'pg_proc'::regclass AND deptype = 'e'
        )
    LOOP
        EXECUTE command;
    END LOOP;
END
$empty$;
"""
"""Empties the schema in use, but for what extensions own. A newer version's tables may refer to those of the backup,
which could then not be replaced one by one; and rights on the schema itself stay."""


def dump(url: URL, target: Path) -> None:
    """Writes the schema in use into the file. Raises LaunchError."""
    _run(
        url, "pg_dump", _address(url), "--format=custom", "--no-owner", f'--schema="{_schema(url)}"', f"--file={target}"
    )


def replace(url: URL, source: Path, folder: Path) -> None:
    """Puts what the file holds in the place of all that the schema in use holds; ``folder`` takes what is in between.

    Raises LaunchError; then the data base is as it was.
    """
    schema = _schema(url)
    if f" TABLE {schema} " not in _run(url, "pg_restore", "--list", str(source)):
        raise LaunchError(f"The backup holds no table of the schema {schema}, which the setting names.")
    empty, fill = folder / "empty.sql", folder / "fill.sql"
    empty.write_text(EMPTY, "utf-8")
    _run(url, "pg_restore", "--no-owner", f"--schema={schema}", f"--file={fill}", str(source))
    options = ("--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--single-transaction")
    _run(url, "psql", _address(url), *options, f"--file={empty}", f"--file={fill}")


def _schema(url: URL) -> str:
    found = _run(url, "psql", _address(url), "--no-psqlrc", "-At", "--command=SELECT current_schema()").strip()
    if not found:
        raise LaunchError(f"The schema that the address of {url.database} names does not exist.")
    return found


def _address(url: URL) -> str:
    """In libpq's own form: it reads another address than SQLAlchemy writes (a space in it as %20 only)."""
    given = url.translate_connect_args(username="user", database="dbname")
    given.pop("password", None)
    return f"--dbname={make_conninfo(**{**url.query, **given})}"


def _run(url: URL, program: str, *arguments: str) -> str:
    """What the program says; the password goes by the environment, for arguments can be seen by others."""
    env = {**os.environ, "PGCONNECT_TIMEOUT": "10"} | ({"PGPASSWORD": url.password} if url.password else {})
    try:
        done = subprocess.run([program, *arguments], env=env, check=True, timeout=AT_MOST_SECONDS, capture_output=True)
    except FileNotFoundError as error:
        raise LaunchError(f"{program} is not installed: it comes with PostgreSQL's client programs.") from error
    except subprocess.TimeoutExpired as error:
        raise LaunchError(f"{program} took longer than an hour.") from error
    except subprocess.CalledProcessError as error:
        raise LaunchError(f"{program} failed: {_reason(error.stderr.decode('utf-8', 'replace'))}") from error
    return done.stdout.decode("utf-8", "replace")


def _reason(said: str) -> str:
    """The line that names the error: those after it may quote a row."""
    lines = said.strip().splitlines()
    named = [line for line in lines if "ERROR:" in line or "FATAL:" in line or "error:" in line]
    return next(iter(named or lines), "no reason given")
