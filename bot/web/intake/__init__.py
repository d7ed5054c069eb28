"""What happens to a message before anything else sees it: cleaned, measured, personal numbers and secrets hidden."""

from bot.web.intake.check import LONGEST, EmptyMessage, MessageRefused, TooLong, check_text
from bot.web.intake.receive import Received, receive

__all__ = ["LONGEST", "EmptyMessage", "MessageRefused", "Received", "TooLong", "check_text", "receive"]
