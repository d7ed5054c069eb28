"""How two procedures differ."""

from sqlalchemy.orm import Session

from actions.choose import ask_which
from actions.context import named, resolve
from actions.cues import has
from actions.facts_told import known
from actions.history import history
from actions.say import Reply, one
from actions.talk import Talk
from actions.topic import not_in_catalog, remember
from actions.topic_need import TopicNeed
from procedures.answers import choices, compare
from procedures.lookup import LookupFailed, family_of, in_force, members
from procedures.text import fold

PAIR = 2


class Compare(TopicNeed):
    """Two procedures named; or one named and the one talked about; or the last two; or the two variants of one."""

    about = "compare"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """Both side by side, or the question which two are meant."""
        meant = named(talk, session)
        if meant.unknown_code:
            return not_in_catalog(talk, self.about, meant.unknown_code)
        slugs = list(meant.slugs) or _short_names(talk, session)
        current = talk.slot("procedure")
        if len(slugs) == 1 and current and current not in slugs:
            slugs.insert(0, current)
        if len(slugs) == 1:
            slugs = [*_half_named(talk, session, slugs[0]), *slugs]
        if len(slugs) < PAIR:
            slugs = _unnamed(talk, session, slugs)
        if not slugs:
            return ask_which(talk, session, self.about)
        if len(slugs) != PAIR:
            question = choices(session, slugs, self.about, on=talk.on, lang=talk.lang, key="actions.compare_which")
            return remember(question, self.about)
        try:
            payload = compare(session, slugs[0], slugs[1], on=talk.on, lang=talk.lang, facts=known(talk))
        except LookupFailed:
            return ask_which(talk, session, self.about)
        return one(payload, topic=self.about, candidates=slugs)


def _half_named(talk: Talk, session: Session, slug: str) -> list[str]:
    """The kin whose name shares its noun with the one named: «temporary and permanent residence»."""
    try:
        record = in_force(session, slug, talk.on).record
    except LookupFailed:
        return []
    said, own = set(fold(talk.text).split()), _name_words(talk, session, slug)
    others = {other: _name_words(talk, session, other) - own for other in record.related}
    half = [
        other for other, words in others.items() if words and words <= said and _name_words(talk, session, other) & own
    ]
    return half if len(half) == 1 else []


def _name_words(talk: Talk, session: Session, slug: str) -> set[str]:
    try:
        name = in_force(session, slug, talk.on).name
    except LookupFailed:
        return set()
    return set(fold(name.en if talk.lang == "en" else name.vi).split())


def _short_names(talk: Talk, session: Session) -> list[str]:
    """«Số 1 khác số 2», said without their family: the two of one family that bear these names."""
    variants = list(talk.named("variant"))
    families = {family_of(session, slug) for slug in variants}
    return variants if len(variants) == PAIR and len(families) == 1 else []


def _unnamed(talk: Talk, session: Session, slugs: list[str]) -> list[str]:
    """What «these two» are: those offered, the last two talked about, the variants of the one talked about."""
    last = list(dict.fromkeys(slug for slug, _ in reversed(history(talk))))[:PAIR][::-1]
    if len(last) == PAIR and any(family_of(session, a) == b for a, b in (last, last[::-1])):
        last = []  # a family and one of its own are no two
    if not slugs and has(talk.text, "both"):
        if len(talk.candidates) == PAIR:
            return list(talk.candidates)
        if len(last) == PAIR:
            return last
    slugs = slugs or list(resolve(talk, session).slugs)
    family = _variants(session, talk, slugs[0]) if len(slugs) == 1 else slugs
    return last if len(family) != PAIR and len(last) == PAIR and not named(talk, session).slugs else family


def _variants(session: Session, talk: Talk, slug: str) -> list[str]:
    """The variants of a procedure's family; the whole family where it has none."""
    family = members(session, family_of(session, slug) or slug)
    variants = [each for each in family if _is_variant(session, talk, each)]
    return variants or family


def _is_variant(session: Session, talk: Talk, slug: str) -> bool:
    try:
        return in_force(session, slug, talk.on).record.inherits_from is not None
    except LookupFailed:
        return False
