"""Which sites may show the chat in a frame: the setting ``embed_origins``, which an admin changes."""

import re

from sqlalchemy.orm import Session

from bot.web.citizen.site_models import SiteSetting

KEY = "embed_origins"
_ORIGIN = re.compile(r"https?://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?")


def embed_origins(session: Session) -> tuple[str, ...]:
    """The allowed origins; ``https://*.tinh.gov.vn`` stands for all under it. What is no origin is left out."""
    setting = session.get(SiteSetting, KEY)
    listed = setting.value if setting and isinstance(setting.value, list) else []
    return tuple(each for each in listed if isinstance(each, str) and _ORIGIN.fullmatch(each))


def is_allowed(origin: str, allowed: tuple[str, ...]) -> bool:
    """Whether a site of that origin is among the allowed."""
    if origin in allowed:
        return True
    scheme, _, host = origin.partition("://")
    patterns = (each.partition("://") for each in allowed if "//*." in each)
    return any(scheme == kind and host.endswith(name[1:]) for kind, _, name in patterns)


def ancestors(allowed: tuple[str, ...]) -> str:
    """The same as the sources of ``frame-ancestors``; our own pages may always show it."""
    return " ".join(("'self'", *allowed))
