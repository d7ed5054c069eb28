"""What a first start prints: a link for the first admin, which stands in no log."""

import os
from pathlib import Path

from sqlalchemy import text

from bot.launcher.people import first_admin_link
from procedures.db import make_engine
from procedures.migrations.run import migrate


async def test_a_start_without_an_admin_gives_a_new_link_each_time(tmp_path: Path) -> None:
    env = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'motcua.db'}", "PORT": "9100", "PUBLIC_URL": ""}
    engine = make_engine(env["DATABASE_URL"])
    migrate(engine)
    links = [await first_admin_link(env) for _ in range(2)]
    assert all(link.startswith("http://127.0.0.1:9100/loi-moi/") for link in links) and links[0] != links[1]
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM invitations WHERE used_at IS NULL")) == 1
    engine.dispose()


async def test_where_no_link_can_be_made_the_start_goes_on(tmp_path: Path) -> None:
    env = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.db'}"}
    assert await first_admin_link(env) == ""
