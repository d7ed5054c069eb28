"""A way to the ministry's sign-on and back: begun in one browser, ended once, in the same browser."""

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.web.accounts.models import SignOnStart
from bot.web.accounts.tokens import digest, new_token
from procedures.calendar import now

LASTS = timedelta(minutes=10)


def begin(session: Session, browser: str) -> tuple[str, str, str]:
    """(state, nonce, PKCE verifier). ``browser`` is a secret in that browser's cookie. Removes what has expired."""
    session.execute(delete(SignOnStart).where(SignOnStart.expires_at < now()))
    state, nonce, verifier = new_token(), new_token(), new_token()
    session.add(
        SignOnStart(
            state_hash=digest(state), browser_hash=digest(browser), nonce=nonce, verifier=verifier,
            expires_at=now() + LASTS,
        )
    )  # fmt: skip
    return state, nonce, verifier


def finish(session: Session, browser: str, state: str) -> tuple[str, str] | None:
    """(nonce, verifier) of the way begun in this browser; None for another's, an old one, and the second time."""
    mine = SignOnStart.state_hash == digest(state), SignOnStart.browser_hash == digest(browser)
    done = delete(SignOnStart).where(*mine, SignOnStart.expires_at > now())
    found = session.execute(done.returning(SignOnStart.nonce, SignOnStart.verifier)).one_or_none()
    return (found.nonce, found.verifier) if found else None
