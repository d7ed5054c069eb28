"""Hazard: the five hundred personal numbers through the real processes; Rasa's tracker is searched too.

Also what those who work here write down (notes, call-backs, phone mode, replies, remarks, the review queue, reasons of
admins), what leaves as a file, and what Prometheus reads. Once on files, once on PostgreSQL and Redis."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.load.stores import made_stores
from tests.load.system import running
from tests.personal_numbers import Sample, found_in, samples
from tests.personal_places import in_postgres, told_redis
from tests.personal_ways import exports, metrics, shares
from tests.stack import Chat, Stack, start
from tests.web.test_personal_search import everything_kept

pytestmark = pytest.mark.e2e

A_TALK = 25
"""Numbers in one conversation, below its limit a minute."""
EACH_WAY = 15
TOKEN = "a token of the tests"
EVERYTHING = samples()
OF_STAFF = [sample for sample in samples(seed=7) if not sample.asked]


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Processes of its own, which tell their figures and keep their data in files."""
    many = {"RATE_NEW_CONVERSATIONS": "6000/minute", "RATE_ADDRESS": "60000/minute"}
    own = start(tmp_path_factory.mktemp("personal"), METRICS_TOKEN=TOKEN, **many)
    yield own
    own.stop()


def _tell(url: str) -> None:
    """Everything, four citizens at once."""
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda at: _talk(url, EVERYTHING[at : at + A_TALK]), range(0, len(EVERYTHING), A_TALK)))


def _talk(url: str, part: list[Sample]) -> None:
    chat = Chat(url)
    for sample in part:
        if sample.asked:
            chat.say("tra cứu hồ sơ H29.15-240702-0012")
        chat.say(sample.text)


async def _work(url: str) -> str:
    """Those who work here write numbers down; gives what pages and files showed of it."""
    seen = [await way(url, part) for way, part in shares(OF_STAFF, EACH_WAY)]
    return "\n".join([*seen, await exports(url, ())])


async def _figures(web: str, actions: str) -> str:
    return await metrics(web, TOKEN) + await metrics(actions, TOKEN)


async def test_none_of_five_hundred_numbers_stands_in_a_table_file_log_or_figure(stack: Stack) -> None:
    await asyncio.to_thread(_tell, stack.url)
    figures = await _figures(stack.url, f"http://127.0.0.1:{stack.port + 2}")
    kept = everything_kept(stack.state, without=("models",)) + "\n".join([*stack.printed, figures])
    assert "H29.15-240702-0012" in kept
    assert found_in(kept, EVERYTHING) == []


async def test_none_stands_there_after_those_who_work_here_wrote_them_down(stack: Stack) -> None:
    seen = await _work(stack.url)
    kept = everything_kept(stack.state, without=("models",)) + "\n".join([*stack.printed, seen])
    assert "đã che" in kept
    assert found_in(kept, OF_STAFF) == []


@pytest.mark.postgres
@pytest.mark.redis
async def test_none_stands_in_postgresql_and_redis_either(tmp_path: Path) -> None:
    given = {"METRICS_TOKEN": TOKEN, "DEMO_ACCOUNTS": "on", "LOG_LEVEL": "INFO"}
    with made_stores() as stores:
        async with (
            told_redis(stores.settings()["REDIS_URL"]) as redis,
            running(tmp_path, stores=stores, given=given) as system,
        ):
            url = system.edges[0]
            await asyncio.to_thread(_tell, url)
            seen = await _work(url) + await _figures(url, f"http://127.0.0.1:{system.ports['ACTIONS_PORT']}")
            schemas = [in_postgres(stores.engine, [f"{stores.mark}_{whose}"]) for whose in ("ours", "rasa")]
        places = {
            "ours": schemas[0],
            "rasa": schemas[1],
            "redis": "\n".join(redis),
            "pages, exports and figures": seen,
            "files": everything_kept(tmp_path, without=("models",)),
        }
    assert all("H29.15-240702-0012" in schema for schema in schemas) and "đã che" in schemas[0]
    assert "motcua" in places["redis"] and "Started" in places["files"]
    assert {place: found for place, text in places.items() if (found := found_in(text, EVERYTHING + OF_STAFF))} == {}
