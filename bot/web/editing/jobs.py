"""The timed work of the editors' desk."""

from bot.web.editing.link_check import LINKS
from bot.web.editing.publish import NAMES

WORK = (NAMES, LINKS)
