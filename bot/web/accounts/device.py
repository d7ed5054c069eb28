"""A browser in two words, to know one's own sessions by."""

from fastapi import Request

from bot.web.accounts.signed_in import Device

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device_of(request: Request, address: str) -> Device:
    """«Firefox, Linux»; what the browser says of itself is not kept beyond that."""
    said = request.headers.get("user-agent", "")
    names = [next((name for mark, name in table if mark in said), "?") for table in (_BROWSERS, _SYSTEMS)]
    return Device(", ".join(names), address)
