"""Does a question without a name ask of the procedure talked about? «Nấu phở mất bao lâu» does not."""

from sqlalchemy.orm import Session

from actions.bare_question import other_words
from actions.cues import fillers
from actions.marks import Word, fits, phrase
from actions.talk import Talk
from procedures.answers.compose import PARTS
from procedures.lookup import LookupFailed, in_force

OUTSIDE = "out_of_scope"
NEARLY = ((0.1, 2), (0.03, 3))
"""How likely a message must be out of scope, and how many of its words must be none of the procedure's."""
LONG = 8
"""Words from which a message is not judged by its strange ones."""
HALF = 0.5
"""Chance of being out of scope from which strange words count."""
HARDLY, RATHER = 0.75, 0.12
"""Below which chance a message is not surely out of scope, and from which another topic is taken for what is asked."""


def asks_elsewhere(talk: Talk, session: Session, about: str) -> bool:
    """Whether a question that names nothing is of another matter than the procedure talked about."""
    if about not in PARTS or about in ("account_problem", "complaint") or talk.text.startswith("/") or talk.active_form:
        return False
    if not talk.slot("procedure") or any(
        talk.named(kind) for kind in ("procedure", "variant", "guide", "procedure_code")
    ):
        return False
    if len(talk.text.split()) > LONG:
        return False
    chance = talk.chances[1] if len(talk.chances) > 1 and talk.guesses[1] == OUTSIDE else 0.0
    if chance < NEARLY[-1][0]:
        return False
    strange = len(_strange(talk, session, str(talk.slot("procedure"))))
    return any(chance >= least and strange >= words for least, words in NEARLY)


def asked_after_all(talk: Talk, session: Session) -> str | None:
    """The topic that a message out of scope asks after all: the classifier does not know the talk of a procedure."""
    if not talk.slot("procedure") or not talk.chances or talk.chances[0] > HARDLY:
        return None
    if len(_strange(talk, session, str(talk.slot("procedure")))) >= NEARLY[0][1] and talk.chances[0] >= HALF:
        return None
    pairs = zip(talk.guesses[1:], talk.chances[1:], strict=False)
    return next((guess for guess, chance in pairs if guess in PARTS and chance >= RATHER), None)


def named_after_all(talk: Talk) -> str | None:
    """The topic of a message that names a procedure and is hardly out of scope; the overview where none is likely."""
    if not talk.chances or talk.chances[0] > HARDLY or not talk.named("procedure"):
        return None
    pairs = zip(talk.guesses[1:], talk.chances[1:], strict=False)
    return next((guess for guess, chance in pairs if guess in PARTS and chance >= RATHER), "overview")


def _strange(talk: Talk, session: Session, slug: str) -> list[Word]:
    try:
        record = in_force(session, slug, talk.on).record
    except LookupFailed:
        return []
    known: dict[str, set[Word]] = {}
    for word in phrase(record.model_dump_json()):
        known.setdefault(word.plain, set()).add(word)
    words = [word for word in other_words(talk) if word.plain not in fillers()]
    return [word for word in words if not any(fits(word, each) for each in known.get(word.plain, ()))]
