"""Asking an agency: time limits, other tries, errors."""

from collections.abc import AsyncIterator, Awaitable, Callable
from http import HTTPStatus

import aiohttp
import pytest
import pytest_asyncio
import structlog
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from actions.agencies.client import BUSY, AgencyClient, Limits
from actions.agencies.errors import AgencyAnswerError, AgencyUnreachable, NotFound

QUICK = Limits(total=5, one_try=2, tries=2, pause=0.01)


class Agency:
    """A server that answers each call as the test says, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[web.Request] = []
        self.url = ""


Answer = Callable[[int], web.Response]
Serve = Callable[[Answer], Awaitable[Agency]]


@pytest_asyncio.fixture
async def serve() -> AsyncIterator[Serve]:
    """Starts an agency; the answer gets the number of the call."""
    servers: list[TestServer] = []

    async def start(answer: Answer) -> Agency:
        agency = Agency()

        async def handle(request: web.Request) -> web.Response:
            await request.read()
            agency.asked.append(request)
            return answer(len(agency.asked))

        app = web.Application()
        app.router.add_post("/ask", handle)
        server = TestServer(app)
        await server.start_server()
        servers.append(server)
        agency.url = str(server.make_url(""))
        return agency

    yield start
    for server in servers:
        await server.close()


def _ok(_call: int = 0) -> web.Response:
    return web.json_response({"yes": 1})


async def test_the_answer_is_given_and_the_token_sent(serve: Serve, http: aiohttp.ClientSession) -> None:
    agency = await serve(_ok)
    assert await AgencyClient(http, agency.url, "secret", QUICK).post("/ask", {"code": "x"}) == {"yes": 1}
    assert agency.asked[0].headers["Authorization"] == "Bearer secret"


async def test_without_a_token_none_is_sent(serve: Serve, http: aiohttp.ClientSession) -> None:
    agency = await serve(_ok)
    await AgencyClient(http, agency.url, "", QUICK).post("/ask", {})
    assert "Authorization" not in agency.asked[0].headers


async def test_the_question_stays_out_of_the_address(serve: Serve, http: aiohttp.ClientSession) -> None:
    agency = await serve(_ok)
    await AgencyClient(http, agency.url, "", QUICK).post("/ask", {"birth_date": "1990-05-20"})
    assert agency.asked[0].path_qs == "/ask"
    assert "1990" in await agency.asked[0].text()


@pytest.mark.parametrize("status", sorted(BUSY))
async def test_what_may_pass_by_itself_is_tried_again(
    serve: Serve, http: aiohttp.ClientSession, status: HTTPStatus
) -> None:
    agency = await serve(lambda call: web.Response(status=status) if call == 1 else _ok())
    assert await AgencyClient(http, agency.url, "", QUICK).post("/ask", {}) == {"yes": 1}


async def test_tries_are_bounded(serve: Serve, http: aiohttp.ClientSession) -> None:
    agency = await serve(lambda _: web.Response(status=503))
    with pytest.raises(AgencyUnreachable):
        await AgencyClient(http, agency.url, "", QUICK).post("/ask", {})
    assert len(agency.asked) == QUICK.tries


async def test_not_found_is_not_asked_twice(serve: Serve, http: aiohttp.ClientSession) -> None:
    agency = await serve(lambda _: web.Response(status=404))
    with pytest.raises(NotFound):
        await AgencyClient(http, agency.url, "", QUICK).post("/ask", {})
    assert len(agency.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: web.Response(status=401),
        lambda _: web.Response(status=302, headers={"Location": "/elsewhere"}),
        lambda _: web.Response(status=204),
        lambda _: web.Response(text="<html>"),
        lambda _: web.Response(text="{"),
        lambda _: web.Response(body=b"\xff\xfe\xff"),
        lambda _: web.json_response([1]),
        lambda _: web.json_response(None),
        lambda _: web.Response(text=""),
    ],
    ids=["401", "redirect", "204", "html", "half", "bytes", "list", "null", "empty"],
)
async def test_an_answer_outside_the_contract_is_an_error_of_its_own(
    serve: Serve, http: aiohttp.ClientSession, answer: Answer
) -> None:
    agency = await serve(answer)
    with pytest.raises(AgencyAnswerError):
        await AgencyClient(http, agency.url, "", QUICK).post("/ask", {})
    assert len(agency.asked) == 1


async def test_nobody_there_is_unreachable(http: aiohttp.ClientSession) -> None:
    with pytest.raises(AgencyUnreachable):
        await AgencyClient(http, f"http://127.0.0.1:{unused_port()}", "", QUICK).post("/ask", {})


async def test_an_address_that_is_none_is_unreachable(http: aiohttp.ClientSession) -> None:
    with pytest.raises(AgencyUnreachable):
        await AgencyClient(http, "portal.invalid:nonsense", "", QUICK).post("/ask", {})


async def test_the_time_in_all_bounds_every_try(http: aiohttp.ClientSession) -> None:
    hasty = Limits(total=0.001, one_try=10, tries=50, pause=10)
    with pytest.raises(AgencyUnreachable, match="too slow"):
        await AgencyClient(http, f"http://127.0.0.1:{unused_port()}", "", hasty).post("/ask", {})


async def test_the_message_can_be_traced_to_the_agency_by_its_id_alone(
    serve: Serve, http: aiohttp.ClientSession
) -> None:
    agency, turn = await serve(_ok), "0b6f1c34-6a4e-4c7e-9d53-5f0c3f2b7a11"
    client = AgencyClient(http, agency.url, "", QUICK)
    with structlog.contextvars.bound_contextvars(turn=turn, other="001090012345"):
        await client.post("/ask", {})
    await client.post("/ask", {})
    assert [asked.headers.get("X-Request-Id") for asked in agency.asked] == [
        "0b6f1c34-6a4e-4c7e-9d53-5f0c3f2b7a11",
        None,
    ]
    assert not any("001090012345" in str(asked.headers) for asked in agency.asked)
