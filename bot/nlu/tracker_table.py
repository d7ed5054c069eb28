"""Where Rasa keeps talks: its own table of events, written with one insert a turn and seldom read."""

import json
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore, create_engine_kwargs
from rasa.shared.core.events import Event, SessionStarted, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT_NAME_KEY
from sqlalchemy.engine import Connection
from sqlalchemy.pool import QueuePool

from bot.nlu import patience

KEPT, EVENTS = 400, 40_000
"""Talks kept in memory between their turns, and events of all of them; one of eight turns has about a hundred, which
take a quarter of a megabyte."""
KEPT_SECONDS = 900
"""How long after its last turn: what was erased through another Rasa shall not stay in this one's memory."""
BUSY_SECONDS = 5
"""How long a writer waits for another one of the same SQLite file; the edge waits 8 seconds for the whole turn."""
START_SECONDS = 5
"""Between two tries to reach the data base before the first turn."""
BEGINNING = 3
"""A talk's first events, among which its session starts."""

_EVENTS = SQLTrackerStore.SQLEvent.__table__
_OWN = _EVENTS.c.sender_id == sa.bindparam("sender")
_STARTS = sa.select(sa.func.max(_EVENTS.c.id)).where(_OWN, _EVENTS.c.type_name == SessionStarted.type_name)
_ROWS = sa.select(_EVENTS.c.id, _EVENTS.c.data).where(_OWN).order_by(_EVENTS.c.id)
_SESSION = _ROWS.where(_EVENTS.c.id >= sa.func.coalesce(_STARTS.scalar_subquery(), 0))
_FROM = _ROWS.where(_EVENTS.c.id >= sa.bindparam("first"))
_LAST = sa.select(sa.func.max(_EVENTS.c.id)).where(_OWN)
_INSERT = _EVENTS.insert()

logger = logging.getLogger(__name__)


class Stored(NamedTuple):
    """What of a tracker is in the table: how many of its events; number and content of the table's last one."""

    events: int
    last: int
    content: str


class TrackerTable(SQLTrackerStore):
    """Rasa's SQL tracker store with the same table and the same answers.

    Rasa 3.6.21 reads the whole session at every turn, counts it again to know what is new, goes through the ORM for
    each event, and has SQLite wait for the disk twice. Here a talk that was just saved stays in memory until its next
    turn. One short query then tells whether the table still ends as it did; what another Rasa added is read, and a talk
    that was erased is gone. Its errors quote no values: Rasa logs them.
    """

    engine: Any
    sessionmaker: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As SQLTrackerStore. SQLite writes ahead (durable against a crash of the process), as in procedures/db.py."""
        if kwargs.get("dialect") == "postgresql":
            patience.install()
        super().__init__(*args, **kwargs)
        self._kept: OrderedDict[str, tuple[float, DialogueStateTracker]] = OrderedDict()
        """With the moment of its last turn, by the clock; the longest ago first."""
        self.clock: Callable[[], float] = time.monotonic
        """Seconds that only go forward."""
        if self.engine.url.database in (None, "", ":memory:"):
            return
        self.engine.dispose()
        if self.engine.dialect.name == "sqlite":
            files = {"check_same_thread": False, "timeout": BUSY_SECONDS}
            options = {"poolclass": QueuePool, "connect_args": files}
        else:  # a connection that a restart of the data base has ended would cost a turn
            options = {**create_engine_kwargs(self.engine.url), "pool_pre_ping": True}
        self.engine = sa.create_engine(self.engine.url, hide_parameters=True, **options)
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _prepare_sqlite)
        else:
            self._await_the_data_base()
        self.sessionmaker.configure(bind=self.engine)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The talk's latest session, or None. Whoever gets it holds it alone until it is saved.

        Raises SQLAlchemyError where the table can't be read; the turn shall fail then (failing.py).
        """
        kept = self._kept.pop(sender_id, (0.0, None))[1]
        with self.engine.connect() as connection:
            if kept is not None and self._catch_up(connection, kept):
                return kept
            rows = connection.execute(_SESSION, {"sender": sender_id}).all()
        if not rows or not self.domain:
            return None
        tracker = DialogueStateTracker.from_events(sender_id, _events(row.data for row in rows), self.domain.slots)
        tracker.stored = Stored(len(tracker.events), rows[-1].id, rows[-1].data)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Adds what is new of the talk, in one transaction.

        Raises SQLAlchemyError where that fails; the next turn reads the table, not what this one left in memory.
        """
        self.drop(tracker.sender_id)
        await self.stream_events(tracker)
        stored = getattr(tracker, "stored", None) or self._known_to(tracker)
        new = list(islice(tracker.events, stored.events, None))
        if new:
            rows = [_row(tracker.sender_id, event) for event in new]
            with self.engine.begin() as connection:
                connection.execute(_INSERT, rows)
                last = connection.execute(_LAST, {"sender": tracker.sender_id}).scalar_one()
            stored = Stored(stored.events + len(new), last, rows[-1]["data"])
        tracker.stored = stored
        self._keep(tracker)

    def drop(self, sender_id: str) -> None:
        """Forgets what is in memory of a talk; the table is another's to erase."""
        self._kept.pop(sender_id, None)

    def drop_idle(self) -> None:
        """Forgets what is in memory of talks whose last turn was more than KEPT_SECONDS ago."""
        while self._kept and self.clock() - next(iter(self._kept.values()))[0] > KEPT_SECONDS:
            self._kept.popitem(last=False)

    def _await_the_data_base(self) -> None:
        """Until the table is there; Rasa's own would go on without it."""
        while True:
            try:
                return self.Base.metadata.create_all(self.engine)
            except sa.exc.OperationalError as error:
                logger.warning("The data base of the talks does not answer: %s", type(error.orig).__name__)
            time.sleep(START_SECONDS)

    def _catch_up(self, connection: Connection, tracker: DialogueStateTracker) -> bool:
        """Whether the tracker is now as the table has it."""
        stored: Stored = tracker.stored
        rows = connection.execute(_FROM, {"sender": tracker.sender_id, "first": stored.last}).all()
        if not rows or (rows[0].id, rows[0].data) != (stored.last, stored.content):
            return False
        new = _events(row.data for row in rows[1:])
        if any(isinstance(event, SessionStarted) for event in new):
            return False
        for event in new:
            tracker.update(event)
        tracker.stored = Stored(len(tracker.events), rows[-1].id, rows[-1].data)
        return True

    def _keep(self, tracker: DialogueStateTracker) -> None:
        late = islice(tracker.events, BEGINNING, None)
        if not tracker.events or any(isinstance(event, SessionStarted) for event in late):
            return  # a session that began amid it: the next turn reads only that one
        self._kept[tracker.sender_id] = self.clock(), tracker
        while self._holds_too_much():
            self._kept.popitem(last=False)

    def _holds_too_much(self) -> bool:
        kept = self._kept.values()
        return len(kept) > KEPT or sum(len(tracker.events) for _, tracker in kept) > EVENTS

    def _known_to(self, tracker: DialogueStateTracker) -> Stored:
        """How the table ends, and how many of its events a tracker has that was not read here: as in Rasa's, all."""
        with self.engine.connect() as connection:
            rows = connection.execute(_SESSION, {"sender": tracker.sender_id}).all()
        if not rows:
            return Stored(0, 0, "")
        return Stored(len(rows), rows[-1].id, rows[-1].data)


def _events(contents: Iterable[str]) -> list[Event]:
    return list(deserialise_events([json.loads(content) for content in contents]))


def _row(sender: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": ((data.get("parse_data") or {}).get("intent") or {}).get(INTENT_NAME_KEY),
        "action_name": data.get("name"),
        "data": json.dumps(data, ensure_ascii=False),
    }


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for setting in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()
