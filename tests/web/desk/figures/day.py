"""A day made by hand, with what it must come to."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot.web.citizen.models import Feedback, Rating
from bot.web.desk.figures.measures import Key
from bot.web.desk.models import Call, CallBack
from bot.web.models import Turn
from procedures.calendar import VIETNAM, today
from tests.web.desk.queue.made import change, item, person, talk, team

DAY = today() - timedelta(days=3)
SLUG = "criminal-record-1"


def on(clock: str, day: date = DAY) -> datetime:
    """A moment of the day in Vietnam, in UTC."""
    return datetime.combine(day, time.fromisoformat(clock), VIETNAM).astimezone(UTC)


def _asked(session: Session, conversation: str, number: int, at: datetime, outcome: str, topic: str | None) -> None:
    """A message of the citizen and its answer."""
    item(session, conversation, 2 * number, "citizen", at)
    answer = {"kind": "answer", "outcome": outcome, "topic": topic, "procedure": SLUG if topic else None}
    item(session, conversation, 2 * number + 1, "bot", at, **answer)
    turn = Turn(
        conversation_id=conversation, client_id=str(number), request_hash="", state="done", outcome=outcome,
        started_at=at, done_at=at,
    )  # fmt: skip
    session.add(turn)
    session.flush()


def make(session: Session) -> dict[str, str]:
    """Five conversations of the day, a trial, and one of the day before; gives their numbers by name."""
    staff = team(session)
    begun: dict[str, Any] = {"created_at": on("09:00"), "last_at": on("09:10"), "slug": SLUG}
    made = {
        "solved": talk(session, closed_at=on("09:40"), closed_why="idle", **begun),
        "not_understood": talk(session, closed_at=on("09:40"), closed_why="citizen", **begun),
        "thumb_down": talk(session, closed_at=on("09:40"), closed_why="citizen", **begun),
        "silent": talk(session, closed_at=on("09:40"), closed_why="idle", **begun),
        "helped": talk(session, "closed", closed_at=on("10:00"), closed_why="staff", team_id=staff, **begun),
        "trial": talk(session, closed_at=on("09:40"), closed_why="staff", is_test=True, **begun),
        "before": talk(session, created_at=on("23:59", DAY - timedelta(days=1)), last_at=on("00:01")),
    }
    _asked(session, made["solved"], 1, on("09:01"), "unanswerable_no_match", None)
    _asked(session, made["solved"], 2, on("09:02"), "answered", "fee")
    _asked(session, made["not_understood"], 1, on("09:01"), "unanswerable_no_match", None)
    _asked(session, made["thumb_down"], 1, on("09:01"), "answered", "documents")
    _asked(session, made["helped"], 1, on("09:01"), "handed_over", None)
    _asked(session, made["trial"], 1, on("09:01"), "answered", "fee")
    _asked(session, made["before"], 1, on("00:00"), "answered", "fee")
    change(session, made["helped"], "asked", on("09:02"), reason="human")
    change(session, made["helped"], "taken", on("09:04"), team_id=staff)
    change(session, made["helped"], "lost", on("09:10"), team_id=staff)
    change(session, made["helped"], "taken", on("09:10:30"), team_id=staff)
    change(session, made["helped"], "closed", on("09:20"), reason="solved", team_id=staff)
    change(session, made["trial"], "asked", on("09:02"), reason="human")
    change(session, made["trial"], "taken", on("09:04"))
    change(session, made["before"], "asked", on("00:00:30"), reason="human")
    change(session, made["before"], "left", on("00:01"))
    session.add(Feedback(conversation_id=made["thumb_down"], item_seq=3, thumb=-1, words="", at=on("09:05")))
    session.add(Feedback(conversation_id=made["solved"], item_seq=5, thumb=1, words="", at=on("09:05")))
    session.add(Rating(conversation_id=made["helped"], stars=5, words="", at=on("10:01")))
    session.add(Rating(conversation_id=made["trial"], stars=1, words="", at=on("10:01")))
    _calls(session, staff, made["helped"])
    return made


def asked_at_night(session: Session, conversation: str, clock: str = "20:01") -> None:
    """The citizen asked for a person while nobody could come: no row says so."""
    _asked(session, conversation, 1, on(clock), "handed_over", None)


def call_back(session: Session, of: str | None, at: datetime, ended: datetime | None = None) -> None:
    """A wish to be called."""
    wish = CallBack(
        form_id=str(uuid.uuid4()), conversation_id=of, at=at, ended_at=ended, state="done" if ended else "open",
        phone_end="678", words="", lang="vi", wished="any", tries=0, note="",
    )  # fmt: skip
    session.add(wish)
    session.flush()


def _calls(session: Session, staff: int, conversation: str) -> None:
    call_back(session, conversation, on("14:00"), on("15:00"))
    call_back(session, None, on("14:00"))
    account = person(session, "goi")
    for number, reason in enumerate(("solved", "test")):
        call = Call(
            form_id=f"c{number}", account_id=account, team_id=staff, lang="vi", started_at=on("16:00"),
            ended_at=on("16:01:30"), reason=reason, note="", is_test=False,
        )  # fmt: skip
        session.add(call)
    session.flush()


def expected(staff: int = 1) -> dict[Key, tuple[int, float, dict[str, int]]]:
    """Counted by hand: how many, together, classes."""
    plain: dict[Key, tuple[int, float]] = {
        Key("conversations", SLUG): (4, 0),
        Key("conversations", SLUG, "", staff): (1, 0),
        Key("messages", SLUG): (4, 0),
        Key("messages", SLUG, "", staff): (1, 0),
        Key("messages"): (1, 0),
        Key("talks", SLUG): (3, 0),
        Key("talks", SLUG, "", staff): (1, 0),
        Key("solved", SLUG): (1, 0),
        Key("outcomes", SLUG, "answered"): (2, 0),
        Key("outcomes", SLUG, "unanswerable_no_match"): (2, 0),
        Key("outcomes", SLUG, "handed_over", staff): (1, 0),
        Key("outcomes", "", "answered"): (1, 0),
        Key("topics", SLUG, "fee"): (2, 0),
        Key("topics", SLUG, "documents"): (1, 0),
        Key("stars", SLUG, "5", staff): (1, 5),
        Key("thumbs", SLUG, "up"): (1, 0),
        Key("thumbs", SLUG, "down"): (1, 0),
        Key("handovers", SLUG, "asked"): (1, 0),
        Key("handovers", SLUG, "taken", staff): (2, 0),
        Key("handovers", SLUG, "lost", staff): (1, 0),
        Key("handovers", SLUG, "closed", staff): (1, 0),
        Key("handovers", "", "asked"): (1, 0),
        Key("handovers", "", "left"): (1, 0),
        Key("asked_for", SLUG, "human"): (1, 0),
        Key("asked_for", "", "human"): (1, 0),
        Key("closed_for", SLUG, "solved", staff): (1, 0),
        Key("call_backs", "", "left"): (2, 0),
        Key("call_backs", "", "done"): (1, 0),
    }
    times = {
        Key("waits", SLUG, "", staff): (2, 150.0, {"120": 1, "30": 1}),
        Key("gave_up"): (1, 30.0, {"30": 1}),
        Key("handling", SLUG, "", staff): (1, 930.0, {"1800": 1}),
        Key("calls", "", "solved", staff): (1, 90.0, {"120": 1}),
    }
    return {key: (count, total, {}) for key, (count, total) in plain.items()} | times


def real(made: dict[str, str]) -> list[str]:
    """All but the trial."""
    return [conversation for name, conversation in made.items() if name != "trial"]
