"""Asks Rasa what words mean; without an answer the words are searched for names, and the page says so."""

import structlog

from bot.web.edge import Edge
from bot.web.rasa import RasaFailed
from bot.web.understood import Understood

log = structlog.get_logger()


async def meaning(edge: Edge, text: str) -> Understood | None:
    """What the dialogue would understand; None where Rasa gives no answer in time. Personal numbers must be out."""
    token = edge.settings.rasa_token.get_secret_value()
    if not text or not token:
        return None
    try:
        return await (await edge.live_rasa()).parse(text, token)
    except RasaFailed as error:
        log.warning("not_understood_for_staff", why=type(error).__name__)
        return None
