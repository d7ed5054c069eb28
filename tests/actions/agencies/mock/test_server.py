"""The mock speaks the written contract."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import yaml
from aiohttp import ClientConnectionError
from aiohttp.test_utils import TestClient, TestServer
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import SecretStr

from actions.agencies.mock.samples import Sample, read_samples
from actions.agencies.mock.server import make_app
from actions.agencies.mock.settings import MockSettings

ROOT = Path(__file__).parents[4]
CONTRACT: dict[str, Any] = yaml.safe_load((ROOT / "docs/agencies.openapi.yaml").read_text("utf-8"))
TOKEN = "secret"
SAMPLES = read_samples()
PORTAL, CRIMINAL_RECORD = "/portal/v1/dossiers/lookup", "/criminal-record/v1/dossiers/lookup"
VNEID = "/vneid/v1/accounts/state"
QUESTIONS = [
    pytest.param(path, {key: asked}, sample, id=f"{path.split('/')[1]} {asked}")
    for path, key, samples in (
        (PORTAL, "code", SAMPLES.portal),
        (CRIMINAL_RECORD, "code", SAMPLES.criminal_record),
        (VNEID, "id_number", SAMPLES.vneid),
    )
    for asked, sample in samples.items()
]
CODE, BORN = "H29.15-240702-0012", "1990-05-20"

FOLLOWED, UNFOLLOW = "/portal/v1/dossiers/followed", "/portal/v1/dossiers/unfollow"
OTHER = "H26.7-261116-104"

Client = TestClient[Any, Any]


@pytest_asyncio.fixture
async def client() -> AsyncIterator[Client]:
    """A client of the mock, with the token."""
    app = make_app(MockSettings(agency_token=SecretStr(TOKEN), mock_slow_seconds=0))
    async with TestClient(TestServer(app), headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        yield client


def _check(path: str, status: int, body: object) -> None:
    """The body is what the OpenAPI file promises for that path and status."""
    response = CONTRACT["paths"][path]["post"]["responses"][str(status)]
    if "$ref" in response:
        response = CONTRACT["components"]["responses"][response["$ref"].rsplit("/", 1)[1]]
    schema = {**response["content"]["application/json"]["schema"], "components": CONTRACT["components"]}
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(body)


@pytest.mark.parametrize(("path", "asked", "sample"), QUESTIONS)
async def test_every_answer_is_as_the_contract_says_and_marked_as_a_sample(
    client: Client, path: str, asked: dict[str, str], sample: Sample
) -> None:
    response = await client.post(path, json={**asked, "birth_date": str(sample.birth_date)})
    body = await response.json()
    assert response.status == 200
    assert body["sample"] is True
    _check(path, 200, body)


async def test_an_unknown_code_and_a_wrong_date_get_the_same_answer(client: Client) -> None:
    wrong = await client.post(PORTAL, json={"code": CODE, "birth_date": "1990-05-21"})
    unknown = await client.post(PORTAL, json={"code": "H29.15-240702-9999", "birth_date": BORN})
    assert wrong.status == unknown.status == 404
    assert await wrong.text() == await unknown.text()
    _check(PORTAL, 404, await wrong.json())


@pytest.mark.parametrize("header", ["", "Bearer wrong", "Bearer", "secret2"])
async def test_without_the_token_nothing_is_answered(client: Client, header: str) -> None:
    question = {"code": CODE, "birth_date": BORN}
    response = await client.post(PORTAL, json=question, headers={"Authorization": header})
    assert response.status == 401
    _check(PORTAL, 401, await response.json())


@pytest.mark.parametrize("body", ["", "[]", "null", '{"code": "x"}', '{"code": "x", "birth_date": "20/05/1990"}'])
async def test_what_is_no_question_is_refused(client: Client, body: str) -> None:
    response = await client.post(PORTAL, data=body)
    assert response.status == 400
    _check(PORTAL, 400, await response.json())


async def test_down_breaks_the_connection(client: Client) -> None:
    await client.put("/_switch/portal", json={"mode": "down"})
    with pytest.raises(ClientConnectionError):
        await client.post(PORTAL, json={"code": CODE, "birth_date": BORN})


async def test_slow_answers_in_the_end(client: Client) -> None:
    await client.put("/_switch/portal", json={"mode": "slow"})
    assert (await client.post(PORTAL, json={"code": CODE, "birth_date": BORN})).status == 200


def test_every_path_of_the_contract_is_served() -> None:
    served = {route.resource.canonical for route in make_app(MockSettings()).router.routes() if route.resource}
    assert set(CONTRACT["paths"]) <= served


async def _token(client: Client) -> str:
    body = await (await client.post(PORTAL, json={"code": CODE, "birth_date": BORN})).json()
    token: str = body["follow"]["token"]
    return token


async def test_a_look_up_gives_a_token_that_opens_the_dossier_without_the_birth_date(client: Client) -> None:
    response = await client.post(FOLLOWED, json={"code": CODE.lower(), "token": await _token(client)})
    body = await response.json()
    assert (response.status, body["code"], body["sample"]) == (200, CODE, True)
    _check(FOLLOWED, 200, body)


async def test_a_token_opens_no_other_dossier_and_not_that_of_another_agency(client: Client) -> None:
    token = await _token(client)
    for path, code in ((FOLLOWED, OTHER), ("/criminal-record/v1/dossiers/followed", CODE), (FOLLOWED, "x")):
        response = await client.post(path, json={"code": code, "token": token})
        assert response.status == 410
        _check(path, 410, await response.json())


async def test_a_token_given_back_opens_nothing(client: Client) -> None:
    question = {"code": CODE, "token": await _token(client)}
    given = await client.post(UNFOLLOW, json=question)
    assert given.status == 200
    _check(UNFOLLOW, 200, await given.json())
    for path in (FOLLOWED, UNFOLLOW):
        again = await client.post(path, json=question)
        assert again.status == 410
        _check(path, 410, await again.json())
