"""How two procedures differ."""

from sqlalchemy.orm import Session

from actions.choose import ask_which
from actions.context import named, resolve
from actions.say import Reply, one
from actions.talk import Talk
from actions.topic import TopicNeed, not_in_catalog, remember
from procedures.answers import choices, compare
from procedures.lookup import LookupFailed, family_of, in_force, members


class Compare(TopicNeed):
    """Two procedures named; or one named and the one talked about; or the two variants of what is talked about."""

    about = "compare"

    def reply(self, talk: Talk, session: Session) -> Reply:
        """Both side by side, or the question which two are meant."""
        meant = named(talk, session)
        if meant.unknown_code:
            return not_in_catalog(talk, self.about, meant.unknown_code)
        slugs = list(meant.slugs)
        current = talk.slot("procedure")
        if len(slugs) == 1 and current and current not in slugs:
            slugs.insert(0, current)
        if len(slugs) < 2:
            slugs = slugs or list(resolve(talk, session).slugs)
            slugs = _variants(session, talk, slugs[0]) if len(slugs) == 1 else slugs
        if not slugs:
            return ask_which(talk, session, self.about)
        if len(slugs) != 2:
            question = choices(session, slugs, self.about, on=talk.on, lang=talk.lang, key="actions.compare_which")
            return remember(question, self.about)
        try:
            payload = compare(session, slugs[0], slugs[1], on=talk.on, lang=talk.lang)
        except LookupFailed:
            return ask_which(talk, session, self.about)
        return one(payload, topic=self.about, candidates=slugs)


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
