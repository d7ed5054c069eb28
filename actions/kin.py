"""The kin of the procedure talked about: of its family, and what its record calls related."""

from sqlalchemy.orm import Session

from actions.closest import closest
from actions.talk import Talk
from procedures.lookup import LookupFailed, family_of, in_force, members

MOST_WORDS = 10
"""Words of a message up to which it may only say which of the kin is meant."""
OF_FAMILY, RELATED, ITSELF = 0.5, 0.6, 0.75
"""Share of its words that must be words of the one meant."""
TWO = 2


def kin_meant(talk: Talk, session: Session) -> str | None:
    """«Mất bản gốc rồi, xin bản sao thôi», amid the talk of registering a birth anew: the copy. None where it is clear
    of none.
    """
    current = talk.slot("procedure")
    if not current or talk.text.startswith("/") or len(talk.text.split()) > MOST_WORDS:
        return None
    family = [slug for slug in members(session, family_of(session, current) or "") if slug != current]
    related = [slug for slug in _related(talk, session, current) if slug not in family]
    found = closest(talk, session, [current, *family, *related])
    if found is None:
        return None
    if found.slug == current:  # «bằng tốt nghiệp», said of certified copies
        return current if found.share >= ITSELF and found.words >= TWO else None
    if found.slug in family:
        return found.slug if found.share >= OF_FAMILY else None
    return found.slug if found.share >= RELATED and found.words >= TWO else None


def _related(talk: Talk, session: Session, slug: str) -> tuple[str, ...]:
    try:
        return in_force(session, slug, talk.on).record.related
    except LookupFailed:
        return ()
