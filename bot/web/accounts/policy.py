"""What the settings and the address ask of whoever signs in."""

from ipaddress import ip_address

from fastapi import Request

from bot.web.accounts.signed_in import Policy
from bot.web.settings import WebSettings


def policy_for(request: Request) -> Policy:
    """Sample accounts open only pages of this very machine: behind a proxy the host is another."""
    settings: WebSettings = request.app.state.edge.settings
    local = _is_loopback(request.url.hostname or "") and _is_loopback(request.client.host if request.client else "")
    return Policy(settings.second_factor_for_all, settings.demo_accounts and local)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
