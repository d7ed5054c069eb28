"""What the page of a guide shows: the answers so far, then a question or the outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from bot.web.library.here import ROOT, Here
from procedures.answers.guide_outcome import outcome
from procedures.guides.link import pairs
from procedures.guides.model import Question
from procedures.guides.walk import Walk, back
from procedures.lookup import in_force
from procedures.payload import Payload


@dataclass(frozen=True)
class Answered:
    """A question answered; ``change`` leads to it again with the other answers kept."""

    text: str
    answer: str
    about: str
    change: str


@dataclass(frozen=True)
class GuideView:
    """``question`` is None at the outcome, ``payload`` before it."""

    slug: str
    title: str
    procedure: str
    address: str
    given: Sequence[str]
    """Pairs that the form carries on."""
    answered: Sequence[Answered]
    question: Question | None
    number: int
    of: int
    back: str | None
    payload: Payload | None
    renewed: bool
    """Whether the address held answers that the guide no longer has."""


def guide_view(session: Session, here: Here, slug: str, walk: Walk, on: date, *, fresh: bool) -> GuideView:
    """The view of a walk. Raises procedures.lookup.LookupFailed where a record is not published."""
    name = in_force(session, slug, on).name
    kept = [f"{question}:{option}" for question, option in walk.answers.items()]
    answered = [
        Answered(
            step.question.text.in_(here.lang),
            step.option.title.in_(here.lang),
            step.question.short.in_(here.lang),
            address(here, slug, [pair for pair in kept if not pair.startswith(f"{step.question.id}:")]),
        )
        for step in walk.path
    ]
    return GuideView(
        slug=slug,
        title=walk.guide.title.in_(here.lang),
        procedure=name.en if here.lang == "en" else name.vi,
        address=f"{ROOT}/{slug}/huong-dan",
        given=kept,
        answered=answered,
        question=walk.question,
        number=walk.number,
        of=walk.of,
        back=address(here, slug, pairs(back(walk))) if walk.path else None,
        payload=outcome(session, slug, walk, on=on, lang=here.lang) if walk.outcome else None,
        renewed=not fresh and not walk.path,
    )


def address(here: Here, slug: str, given: Sequence[str]) -> str:
    """The page with these answers, in the reader's language."""
    link = here.procedure(slug).replace(f"{ROOT}/{slug}", f"{ROOT}/{slug}/huong-dan", 1)
    query = "&".join(f"a={pair}" for pair in given)
    return link + (("&" if "?" in link else "?") + query if query else "")
