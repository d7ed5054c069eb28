"""The cookie of those who work here. ``__Host-``: only over https, only for this host, set by nobody else."""

from fastapi import Request, Response

_NAME = "mc_staff"


def token_in(request: Request) -> str:
    """The session's token, empty where there is none."""
    return request.cookies.get(name_of(request, _NAME), "")


def remember(request: Request, response: Response, token: str) -> None:
    """Until the browser is closed; the server ends it earlier."""
    put(request, response, _NAME, token)


def forget(request: Request, response: Response) -> None:
    """Signed out."""
    put(request, response, _NAME, "", max_age=0)


def put(request: Request, response: Response, name: str, value: str, max_age: int | None = None) -> None:
    """A cookie that no script reads and no foreign form sends."""
    secure = request.url.scheme == "https"
    response.set_cookie(
        name_of(request, name), value, path="/", httponly=True, samesite="lax", secure=secure, max_age=max_age
    )


def name_of(request: Request, name: str) -> str:
    """A browser takes ``__Host-`` only over https; without it we run on this machine only."""
    return f"__Host-{name}" if request.url.scheme == "https" else name
