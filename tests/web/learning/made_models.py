"""Models, trainings and releases as the launcher would have written them."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot.training.examples import of_lines
from bot.training.figures import FallenTalks, FallenTopic, Figures, Messages, Share, Shares, Talks, Verdict
from bot.training.tables import LiveRasa, Release, TrainedModel, Training
from bot.web.learning.models import Example
from procedures.calendar import now

REASON = "học câu mới"


def figures(fee: float = 96.4) -> Figures:
    """Of two topics; ``fee`` percent of the messages about fees without diacritics."""
    fees = Shares(written=Share(n=250, right=97.0), stripped=Share(n=250, right=fee))
    times = Shares(written=Share(n=180, right=95.0), stripped=Share(n=180, right=94.4))
    messages = Messages(of="0" * 16, whole=fees, topics={"time": times, "fee": fees})
    return Figures(messages=messages, talks=Talks(of="1" * 16, went={"bare.yml: one": True, "bare.yml: two": False}))


def model(session: Session, name: str, **values: Any) -> TrainedModel:
    """A model that is ready, measured, of the sources that all others here are of."""
    none = of_lines(set())
    given: dict[str, Any] = {
        "sha256": "ab" * 32, "made_at": now(), "sources": "5" * 16, "corpus_count": 4321, "examples_count": 0,
        "examples_digest": none.digest, "examples_yml": none.yml, "seconds": 95.5, "state": "ready",
        "figures": figures().model_dump(), "training_id": None,
    }  # fmt: skip
    row = TrainedModel(name=f"motcua-{name}", **(given | values))
    session.add(row)
    session.flush()
    return row


def live(session: Session, model_id: int, **values: Any) -> None:
    """That model answers, and the launcher has just said that it is there."""
    row = session.get(LiveRasa, 1)
    given = {"url": "http://127.0.0.1:9", "model_id": model_id, "since": now(), "launcher_at": now()} | values
    if row is None:
        session.add(LiveRasa(id=1, **given))
        return
    for key, value in given.items():
        setattr(row, key, value)


def released(session: Session, model_id: int, by: int | None, before: int | None = None, **values: Any) -> Release:
    """A release that is done, unless the values say otherwise."""
    given: dict[str, Any] = {
        "asked_at": now() - timedelta(minutes=5), "reason": REASON, "state": "done", "open": None, "done_at": now(),
        "back": False,
    }  # fmt: skip
    row = Release(model_id=model_id, from_model_id=before, asked_by_id=by, **(given | values))
    session.add(row)
    session.flush()
    return row


def training(session: Session, by: int, **values: Any) -> Training:
    """One under way, at 40 percent of learning, unless the values say otherwise."""
    given: dict[str, Any] = {
        "asked_at": now() - timedelta(seconds=70), "reason": REASON, "state": "training", "open": True,
        "step": "training", "percent": 40, "started_at": now() - timedelta(seconds=65), "ended_at": None,
        "beat_at": now(), "log": "Epoch 1\nEpoch 2 <b>", "model_id": None, "verdict": None, "error": None,
        "cancel_asked": False,
    }  # fmt: skip
    row = Training(asked_by_id=by, **(given | values))
    session.add(row)
    session.flush()
    return row


def ended(session: Session, by: int, beside: int, made: TrainedModel, *, fell: bool = False) -> Training:
    """A training that made this model and measured it beside another: passed, or refused because fees fell."""
    topics = [FallenTopic(topic="fee", way="stripped", live=96.4, candidate=88.0, p=0.0001)] if fell else []
    talks = [FallenTalks(file="bare.yml", live=100, candidate=50, p=0.04, names=["hỏi cụt"])] if fell else []
    candidate = figures(88.0) if fell else figures(97.2)
    verdict = Verdict(live_id=beside, live=figures(), candidate=candidate, topics=topics, talks=talks)
    row = training(
        session, by, state="refused" if fell else "passed", open=None, step="done", percent=None, ended_at=now(),
        model_id=made.id, verdict=verdict.model_dump(),
    )  # fmt: skip
    made.training_id, made.figures = row.id, candidate.model_dump()
    made.state = "refused" if fell else "ready"
    return row


def example(session: Session, text: str, topic: str = "fee") -> None:
    """An accepted one."""
    made = Example(text=text, plain=text, topic=topic, lang="vi", by_id=None, at=now(), state="accepted")
    session.add(made)
