"""What the mock holds, and its errors."""

import json

from aiohttp.test_utils import make_mocked_request

from actions.agencies.mock.server import make_app
from actions.agencies.mock.settings import MockSettings
from actions.agencies.mock.state import AGENCIES, error, held


def test_every_agency_holds_samples() -> None:
    request = make_mocked_request("GET", "/", app=make_app(MockSettings()))
    assert all(held(request, agency) for agency in AGENCIES)


def test_an_error_has_the_form_of_the_contract() -> None:
    response = error(404, "not_found", "Nothing.")
    assert response.status == 404
    assert json.loads(response.text or "") == {"error": {"code": "not_found", "message": "Nothing."}}
