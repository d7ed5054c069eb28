"""The language of a request."""

from fastapi import Request

LANG_COOKIE = "mc_lang"


def lang_of(request: Request) -> str:
    """That of the conversation where one is open; else the reader's choice, else English only if asked for first."""
    known = getattr(request.state, "lang", None) or request.cookies.get(LANG_COOKIE)
    if known in ("vi", "en"):
        return str(known)
    first = request.headers.get("accept-language", "").split(",")[0].strip().lower()
    return "en" if request.url.path.startswith("/api/") and first.split("-")[0] == "en" else "vi"
