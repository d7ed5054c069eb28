"""Who may sign in after a first start: sample accounts in a local trial, and a link for the first admin."""

import asyncio
import sys
from collections.abc import Mapping

from bot.launcher.errors import LaunchError
from bot.launcher.settings import ROOT, LauncherSettings

_ON = ("1", "true", "on", "yes")
_LOCAL = ("127.0.0.1", "localhost", "::1")


def demo_accounts(settings: LauncherSettings, given: Mapping[str, str]) -> str:
    """The setting DEMO_ACCOUNTS: as given, else on only where nobody but this machine can reach the web.

    Raises LaunchError where they are wanted in production.
    """
    wanted = given.get("DEMO_ACCOUNTS", "").lower()
    production = given.get("PRODUCTION", "").lower() in _ON
    if production and wanted in _ON:
        raise LaunchError("DEMO_ACCOUNTS must be off where PRODUCTION is on: their password is known to everybody.")
    local = settings.host in _LOCAL and not given.get("TRUSTED_PROXIES")
    return wanted or ("on" if local and not production else "off")


async def first_admin_link(env: Mapping[str, str]) -> str:
    """The link for the first admin, which is in no log; empty where there is an admin or no link could be made."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.web.accounts", "first-admin",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, env=dict(env), cwd=ROOT,
    )  # fmt: skip
    printed, _ = await process.communicate()
    return printed.decode("utf-8", "replace").strip()
