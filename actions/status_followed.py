"""Asks again for dossiers that the conversation follows, without a date of birth, and ends the following."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import structlog
from rasa_sdk.events import FollowupAction
from sqlalchemy.orm import Session

from actions.agencies.dossier import Dossier, DossierSource
from actions.agencies.errors import AgencyAnswerError, AgencyError, AgencyUnreachable, TokenRefused
from actions.office import Office
from actions.say import NO_DOSSIER, Reply
from actions.status_beside import key_of, looked_again
from actions.status_list import Looked, listed
from actions.status_replies import agency_failed, forgotten, nothing_followed, token_refused
from actions.status_shown import RETURNED, shown
from actions.status_wish import Wish
from actions.talk import Talk
from procedures import followed
from procedures.answers import answer
from procedures.followed import Kept
from procedures.payload import Outcome, Payload

log = structlog.get_logger()

Result = Dossier | AgencyError


async def again(office: Office, talk: Talk, wish: Wish) -> Reply:
    """How the followed dossiers stand now and what is new. A fault loses nothing: they are still followed."""
    results = await asyncio.gather(*(_ask(office, kept) for kept in wish.kept))
    return await asyncio.to_thread(_said, office, talk, wish, results)


async def forget(office: Office, talk: Talk, wish: Wish) -> Reply:
    """Follows these no longer, and gives their tokens back; what an agency then answers changes nothing here."""
    if not wish.kept:
        return Reply([nothing_followed(talk)], {"failures": 0})
    await asyncio.to_thread(_forget, office, talk, wish.kept)
    await asyncio.gather(*(_give_back(office, kept) for kept in wish.kept))
    codes = [kept.dossier.code for kept in wish.kept]
    return Reply([forgotten(talk, codes)], {"failures": 0, **NO_DOSSIER})


async def _ask(office: Office, kept: Kept) -> Result:
    agency = office.agencies.by_name(kept.dossier.agency)
    if agency is None:
        return AgencyUnreachable(kept.dossier.agency, "not connected")
    try:
        return await agency.followed(kept.dossier.code, kept.dossier.token)
    except TokenRefused as error:
        return error
    except AgencyError as error:
        log.warning("agency_failed", agency=error.agency, reason=error.reason)
        return error


async def _give_back(office: Office, kept: Kept) -> None:
    agency: DossierSource | None = office.agencies.by_name(kept.dossier.agency)
    if agency:
        with suppress(AgencyError):
            await agency.unfollow(kept.dossier.code, kept.dossier.token)


def _said(office: Office, talk: Talk, wish: Wish, results: Sequence[Result]) -> Reply:
    pairs = list(zip(wish.kept, results, strict=True))
    refused = [kept for kept, each in pairs if isinstance(each, TokenRefused)]
    with office.sessions.begin() as session:
        found = [
            looked_again(office, session, talk, kept, each, wish.why)
            for kept, each in pairs
            if isinstance(each, Dossier)
        ]
        for kept in refused:
            followed.forget(session, key_of(office), talk.conversation, kept.dossier.code)
        payloads = _shown(talk, session, found)
    failed = [(kept, each) for kept, each in pairs if isinstance(each, AgencyError) and kept not in refused]
    if failed:
        payloads.append(_failed(office, talk, failed))
    slots: dict[str, str | None] = {"failures": None, **NO_DOSSIER, "topic": "status"}
    if len(found) == 1 and found[0].beside.slug:
        slots["procedure"] = found[0].beside.slug
    if not refused:
        return Reply(payloads, {**slots, "failures": 0})
    codes = [kept.dossier.code for kept in refused]
    payloads.append(token_refused(talk, codes))
    # the form asks for the date of birth, and the look-up gives a new token
    events = [FollowupAction("status_form")]
    return Reply(payloads, {**slots, "failures": 0, "application_code": " ".join(codes)}, events)


def _shown(talk: Talk, session: Session, found: Sequence[Looked]) -> list[Payload]:
    if len(found) > 1:
        return [listed(talk, found, followed=True)]
    payloads = [shown(talk, each.dossier, each.beside) for each in found]
    for each in found:  # what to bring: the papers of the procedure, where the reason was asked for
        if each.beside.why and each.beside.slug and each.dossier.status in RETURNED:
            payloads.append(answer(session, each.beside.slug, "documents", on=talk.on, lang=talk.lang))
    return payloads


def _failed(office: Office, talk: Talk, failed: Sequence[tuple[Kept, AgencyError]]) -> Payload:
    unreadable = all(isinstance(error, AgencyAnswerError) for _, error in failed)
    outcome: Outcome = "error_agency_answer" if unreadable else "error_agency_unreachable"
    return agency_failed(talk, outcome, office.settings, kept=[kept for kept, _ in failed])


def _forget(office: Office, talk: Talk, kept: Sequence[Kept]) -> None:
    with office.sessions.begin() as session:
        for each in kept:
            followed.forget(session, key_of(office), talk.conversation, each.dossier.code)
