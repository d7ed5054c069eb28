"""What the running mock holds, and the form of its errors."""

from aiohttp import web

from actions.agencies.mock.samples import Sample, Samples
from actions.agencies.mock.settings import MockSettings, Mode
from actions.agencies.mock.tokens import Changes, Tokens

AGENCIES = {"portal": "portal", "criminal-record": "criminal_record", "vneid": "vneid"}
"""Name in addresses → name in samples and settings."""

SETTINGS = web.AppKey("settings", MockSettings)
SAMPLES = web.AppKey("samples", Samples)
MODES = web.AppKey("modes", dict[str, Mode])
TOKENS = web.AppKey("tokens", Tokens)
CHANGES = web.AppKey("changes", Changes)


def held(request: web.Request, agency: str) -> dict[str, Sample]:
    """An agency's samples, by what is asked for."""
    samples: dict[str, Sample] = getattr(request.app[SAMPLES], AGENCIES[agency])
    return samples


def error(status: int, code: str, message: str) -> web.Response:
    """An error in the contract's form."""
    return web.json_response({"error": {"code": code, "message": message}}, status=status)
