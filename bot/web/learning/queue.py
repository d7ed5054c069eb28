"""The review queue as editors see it: like entries together, each with what the bot did."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.web.accounts.audit import Who
from bot.web.citizen.models import ReviewItem
from bot.web.desk import reads
from bot.web.learning.clusters import clusters
from bot.web.models import Item
from procedures.calendar import VIETNAM

KINDS = ("not_understood", "wrong_answer", "mistake_in_record", "citizen_report")
STATES = ("open", "done", "dropped")
MOST_READ = 3000
"""The newest entries that are looked at; clusters of more are a matter for figures."""
MOST_SHOWN = 50
MOST_WORDINGS = 12


@dataclass(frozen=True)
class Wanted:
    """Which entries; ``week`` is a day of the week in Vietnam."""

    kind: str = ""
    state: str = "open"
    slug: str = ""
    week: date | None = None


@dataclass(frozen=True)
class Did:
    """What the bot did: what was asked, and its answer."""

    asked: str
    topic: str
    procedure: str
    version: int | None
    outcome: str
    text: str


@dataclass(frozen=True)
class Cluster:
    """Like entries. ``wordings`` with how often each; ``did`` that of the newest one."""

    ids: tuple[int, ...]
    kind: str
    state: str
    slug: str
    version: int | None
    first: datetime
    last: datetime
    wordings: tuple[tuple[str, int], ...]
    did: Did | None
    decision: dict[str, Any]

    @property
    def count(self) -> int:
        """How many entries."""
        return len(self.ids)

    @property
    def marked(self) -> str:
        """Its entries for a form."""
        return ",".join(map(str, self.ids))

    @property
    def suggested(self) -> str:
        """Words for an example: what was asked, where entries hold what somebody says of an answer."""
        if self.kind != "not_understood":
            return self.did.asked if self.did else ""
        return self.wordings[0][0] if self.wordings else ""


@dataclass(frozen=True)
class Found:
    """What the page shows: the first clusters, how many there are, of how many entries."""

    clusters: tuple[Cluster, ...]
    all: int
    entries: int


def read_queue(session: Session, who: Who, wanted: Wanted) -> Found:
    """The most frequent first; whose words are shown is written into the log of reads."""
    query = select(ReviewItem).where(*_chosen(wanted)).order_by(ReviewItem.id.desc()).limit(MOST_READ)
    rows = list(session.scalars(query))
    places = clusters([((row.kind, row.slug), row.folded) for row in rows])
    groups = [[rows[place] for place in each] for each in places[:MOST_SHOWN]]
    shown = tuple(_cluster(session, each) for each in groups)
    reads.turns_seen(session, who, (talk for each in zip(groups, shown, strict=True) for talk in _talks(*each)))
    return Found(shown, len(places), len(rows))


def slugs(session: Session) -> list[str]:
    """Procedures that entries are about."""
    found = select(ReviewItem.slug).where(ReviewItem.slug.is_not(None)).distinct().order_by(ReviewItem.slug)
    return [slug for slug in session.scalars(found) if slug]


def _cluster(session: Session, rows: Sequence[ReviewItem]) -> Cluster:
    newest = rows[0]
    wordings = Counter(row.words for row in rows if row.words).most_common(MOST_WORDINGS)
    return Cluster(
        ids=tuple(row.id for row in rows), kind=newest.kind, state=newest.state, slug=newest.slug or "",
        version=newest.version, first=rows[-1].at, last=newest.at, wordings=tuple(wordings),
        did=_did(session, newest), decision=newest.decision or {},
    )  # fmt: skip


def _talks(rows: Sequence[ReviewItem], shown: Cluster) -> Iterator[str]:
    """The newest talk of each wording that is shown, and the one whose turn is."""
    for words in {"", *(words for words, _ in shown.wordings)}:
        newest = rows[0] if not words else next(row for row in rows if row.words == words)
        if newest.conversation_id is not None:
            yield newest.conversation_id


def _did(session: Session, entry: ReviewItem) -> Did | None:
    if entry.conversation_id is None or entry.item_seq is None:
        return None
    item = session.get(Item, (entry.conversation_id, entry.item_seq))
    if item is None:
        return None
    turn = [item]
    if item.turn_id is not None:
        of_turn = select(Item).where(Item.turn_id == item.turn_id).order_by(Item.seq)
        turn = list(session.scalars(of_turn))
    asked = next((str(each.payload["text"]) for each in turn if each.sender == "citizen"), "")
    told = item if item.sender != "citizen" else next((each for each in reversed(turn) if each.sender == "bot"), None)
    said: dict[str, Any] = told.payload if told else {}
    return Did(
        asked, str(said.get("topic") or ""), str(said.get("procedure") or ""), said.get("version"),
        str(said.get("outcome") or ""), str(said.get("text") or ""),
    )  # fmt: skip


def _chosen(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = [ReviewItem.state == (wanted.state if wanted.state in STATES else "open")]
    if wanted.kind:
        conditions.append(ReviewItem.kind == wanted.kind)
    if wanted.slug:
        conditions.append(ReviewItem.slug == wanted.slug)
    if wanted.week and date(2000, 1, 3) <= wanted.week < date(9000, 1, 1):
        monday = wanted.week - timedelta(days=wanted.week.weekday())
        conditions += [ReviewItem.at >= _midnight(monday), ReviewItem.at < _midnight(monday + timedelta(days=7))]
    return conditions


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC)
