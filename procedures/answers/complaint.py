"""How to complain about an officer, a delay or a mistake. The same for every procedure."""

from procedures.answers.page import Page, Part, block
from procedures.answers.simple import PORTAL_HOTLINE


def part(page: Page) -> Part:
    """The ways to complain, with the numbers to call."""
    text = page.say("complaint.how", name=page.name, portal=PORTAL_HOTLINE)
    title = page.say("contact.portal")
    return Part([text], [block("contacts", title, [{"title": title, "phone": PORTAL_HOTLINE, "hours": None}])])
