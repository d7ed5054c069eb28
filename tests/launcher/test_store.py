"""One launcher in each PostgreSQL: the row that says which Rasa answers is one."""

import pytest
from sqlalchemy import make_url

from bot.launcher.errors import LaunchError
from bot.launcher.store import Store


@pytest.mark.postgres
async def test_a_second_launcher_of_one_postgresql_is_refused_until_the_first_has_ended(postgres_url: str) -> None:
    first, second = Store(postgres_url), Store(postgres_url)
    try:
        await first.hold()
        with pytest.raises(LaunchError, match=r"^Another launcher is using the data base .* MODEL_FILE .*\.$"):
            await second.hold(patience=0)
        first.close()
        await second.hold()
    finally:
        first.close()
        second.close()


@pytest.mark.postgres
async def test_launchers_in_two_schemas_do_not_meet(postgres_url: str) -> None:
    elsewhere = make_url(postgres_url).update_query_dict({"options": "-csearch_path=public"})
    one, other = Store(postgres_url), Store(elsewhere.render_as_string(hide_password=False))
    try:
        await one.hold()
        await other.hold(patience=0)
    finally:
        one.close()
        other.close()
