"""The chat inside other government sites: a frame, and a script that opens it."""

from bot.web.embed.router import router

__all__ = ["router"]
