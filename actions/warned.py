"""What somebody says after a warning of fraud: «giờ làm sao», «họ nói là cán bộ phường», «I already clicked it»."""

from actions.offers import plain
from actions.say import Reply, one
from actions.talk import Talk
from procedures.answers import simple
from procedures.words import say

WARNINGS = (
    "actions.scam",
    "talk.warned",
    "talk.limit.given",
    "talk.limit.caller",
    "talk.limit.pictures",
    "talk.limit.secrets",
    "talk.limit.hidden",
)
"""Words of the replies that warn of fraud."""
GOES_ON = frozenset(
    {"out_of_scope", "fallback", "inform", "feedback", "bot_challenge", "complaint", "deny", "repeat", "help",
     "compare", "find_procedure"}
)  # fmt: skip
"""Actions whose message tells more of the fraud, where it names no procedure."""
ASKS_ON = frozenset({"overview", "steps", "online", "eligibility", "result", "account_problem", "form"})
"""The same of topics, where no procedure is talked about."""


def warned(talk: Talk, about: str) -> Reply | None:
    """What to do now; None where the message is of another matter, or the last reply was no warning."""
    if talk.text.startswith("/") or talk.named("procedure") or talk.named("application_code"):
        return None
    goes_on = about in GOES_ON or (about in ASKS_ON and not talk.slot("procedure"))
    if not goes_on or not _was_warned(talk):
        return None
    payload = simple(
        "talk.warned", "refused_unsafe", lang=talk.lang, buttons=[plain(talk, "human"), plain(talk, "help")]
    )
    return one(payload)


def _was_warned(talk: Talk) -> bool:
    said = talk.last_said()
    warnings = {say(key, talk.lang) for key in WARNINGS}
    return any(payload.outcome.startswith("refused_") and payload.text in warnings for payload in said)
