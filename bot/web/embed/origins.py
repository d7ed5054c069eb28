"""Which sites may show the chat in a frame: the setting ``embed_origins``, which an admin changes."""

import re

from sqlalchemy.orm import Session

from bot.web.citizen.site_models import SiteSetting

KEY = "embed_origins"
_ORIGIN = re.compile(r"https?://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?")

_LOCAL = ("localhost", "127.0.0.1")


def embed_origins(session: Session) -> tuple[str, ...]:
    """The allowed origins; ``https://*.tinh.gov.vn`` stands for all under it. What is no origin is left out."""
    setting = session.get(SiteSetting, KEY)
    listed = setting.value if setting and isinstance(setting.value, list) else []
    return tuple(each for each in listed if isinstance(each, str) and _ORIGIN.fullmatch(each))


def refused(origin: str) -> bool:
    """Whether an admin may not allow it: no origin, not https, or a star over sites of many owners (``*.gov.vn``)."""
    scheme, _, rest = origin.partition("://")
    host, star = rest.partition(":")[0].removeprefix("*."), rest.startswith("*.")
    if not _ORIGIN.fullmatch(origin) or len(origin) > 200 or (scheme != "https" and (star or host not in _LOCAL)):
        return True
    labels = host.split(".")
    return star and (len(labels) < 2 or (len(labels) == 2 and (labels[-1] == "vn" or len(labels[0]) <= 3)))


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
