"""Whether a guide leads everywhere and nowhere else: checked when its record is read, before anything is published."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procedures.guides.model import Guide, Question

LONGEST = 9
"""Questions on a path, at most."""
BANDS = ("age", "days")


@dataclass(frozen=True)
class Mistake:
    """One mistake: its field, a code (``guide_…``) for whoever says it in other words, and ours for operators."""

    place: tuple[str | int, ...]
    code: str
    why: str
    value: str = ""

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.place))}: {self.why}"


def mistakes(guide: "Guide") -> list[Mistake]:
    """Each mistake; none for a sound guide."""
    found = [*_twice(guide), *_loose(guide), *_words(guide)]
    return found or [*_length(guide), *_unreachable(guide)]  # which follow the links just checked


def _twice(guide: "Guide") -> Iterator[Mistake]:
    ids = [*(question.id for question in guide.questions), *(outcome.id for outcome in guide.outcomes)]
    for id, times in Counter(ids).items():
        if times > 1:
            yield Mistake(("questions",), "guide_id_twice", f"outcomes: «{id}» stands there {times} times", id)
    for at, question in enumerate(guide.questions):
        for id, times in Counter(option.id for option in question.options).items():
            if times > 1:
                place = ("questions", at, "options")
                yield Mistake(place, "guide_id_twice", f"«{id}» stands there {times} times", id)


def _loose(guide: "Guide") -> Iterator[Mistake]:
    known = {*(question.id for question in guide.questions), *(outcome.id for outcome in guide.outcomes)}
    for at, question in enumerate(guide.questions):
        for number, option in enumerate(question.options):
            if option.next not in known:
                place = ("questions", at, "options", number, "next")
                yield Mistake(place, "guide_next", f"«{option.next}» is no question and no outcome", option.next)


def _words(guide: "Guide") -> Iterator[Mistake]:
    """Titles of one question that cannot be told apart, and bands that leave a gap."""
    for at, question in enumerate(guide.questions):
        for lang in ("vi", "en"):
            titles = Counter(option.title.in_(lang).casefold() for option in question.options)
            for title, times in titles.items():
                if times > 1:
                    why = f"the title «{title}» stands there {times} times"
                    yield Mistake(("questions", at, "options"), "guide_title_twice", why, title)
        if question.reads in BANDS and not _whole(question):
            why = "bands must follow each other without a gap, from 0 on, open at the end"
            yield Mistake(("questions", at, "options"), "guide_bands", why)


def _whole(question: "Question") -> bool:
    bands = [option for option in question.options if option.from_ is not None or option.under is not None]
    bands.sort(key=lambda option: option.from_ or 0)
    if not bands or bands[0].from_ not in (None, 0) or bands[-1].under is not None:
        return False
    return all(one.under is not None and one.under == other.from_ for one, other in pairwise(bands))


def _length(guide: "Guide") -> Iterator[Mistake]:
    followers = {question.id: [option.next for option in question.options] for question in guide.questions}
    open_: set[str] = set()

    @cache
    def longest(id: str) -> int:
        if id in open_:
            return LONGEST * LONGEST  # a circle
        open_.add(id)
        length = 1 + max(longest(follower) for follower in followers[id]) if id in followers else 0
        open_.discard(id)
        return length

    if longest(guide.questions[0].id) >= LONGEST * LONGEST:
        yield Mistake(("questions",), "guide_circle", "a path leads back to where it was")
    elif longest(guide.questions[0].id) > LONGEST:
        yield Mistake(("questions",), "guide_long", f"a path is longer than {LONGEST} questions", str(LONGEST))


def _unreachable(guide: "Guide") -> Iterator[Mistake]:
    followers = {question.id: [option.next for option in question.options] for question in guide.questions}
    reached, todo = set[str](), [guide.questions[0].id]
    while todo:
        id = todo.pop()
        if id not in reached:
            reached.add(id)
            todo += followers.get(id, ())
    ids = {"questions": [each.id for each in guide.questions], "outcomes": [each.id for each in guide.outcomes]}
    for field, held in ids.items():
        for at, id in enumerate(held):
            if id not in reached:
                yield Mistake((field, at), "guide_unreachable", f"nothing leads to «{id}»", id)
