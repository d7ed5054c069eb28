"""The chat page for citizens."""

from bot.web.chat.router import router

__all__ = ["router"]
