"""A form counts only if our own page sent it."""

from urllib.parse import urlsplit

from fastapi import Request

from bot.web.errors import Problem, Refused

FOREIGN = Problem(403, "foreign_form", "web.error.foreign_form")


def check_origin(request: Request) -> None:
    """Beside SameSite cookies: refuses what a browser says comes from another site. Raises Refused.

    Only host and port are compared: behind a proxy we may not know that the outside speaks https.
    """
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Refused(FOREIGN)
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(FOREIGN)
