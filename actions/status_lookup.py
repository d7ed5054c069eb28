"""Looks dossiers up by their codes and the applicant's date of birth."""

import asyncio
from collections.abc import Sequence
from datetime import date

import structlog
from rasa_sdk.events import FollowupAction
from sqlalchemy.orm import Session

from actions import attempts
from actions.agencies.dossier import Dossier, DossierSource
from actions.agencies.errors import AgencyAnswerError, AgencyError, NotFound
from actions.office import Office
from actions.say import NO_DOSSIER, Reply
from actions.status_beside import key_of, looked
from actions.status_list import Looked, listed
from actions.status_replies import agency_failed, busy, locked, look_it_up, unmatched, unmatched_of
from actions.status_shown import shown
from actions.talk import Talk
from actions.vault import birth_date
from procedures.payload import Outcome, Payload

log = structlog.get_logger()

Result = Dossier | BaseException


def codes_of(talk: Talk) -> list[str]:
    """The codes that wait to be looked up: the slot holds them side by side."""
    return str(talk.slot("application_code") or "").split()


async def look_up(office: Office, talk: Talk) -> Reply:
    """The status of each, or why there is none and what to do instead.

    An unknown code and a wrong date get the same answer, and count as the same wrong try.
    """
    codes, ref = codes_of(talk), talk.slot("birth_date")
    agencies = [office.agencies.for_dossier(code) for code in codes or [""]]
    if None in agencies:
        return _reply([look_it_up(talk)], topic="status", **NO_DOSSIER)
    born = await asyncio.to_thread(_born, office, talk, ref) if ref else None
    if not codes or not born:  # the fifteen minutes are over: the form asks again
        return Reply(slots={"birth_date": None}, events=[FollowupAction("status_form")])
    asked = [_ask(office, talk, agency, code, born) for agency, code in zip(agencies, codes, strict=True) if agency]
    results = dict(zip(codes, await asyncio.gather(*asked, return_exceptions=True), strict=True))
    for result in results.values():
        if isinstance(result, BaseException) and not isinstance(result, (attempts.Refused, AgencyError)):
            raise result
    return await asyncio.to_thread(_said, office, talk, results)


async def _ask(office: Office, talk: Talk, agency: DossierSource, code: str, born: date) -> Dossier:
    begun = await asyncio.to_thread(_begin, office, talk, code)
    wrong = False
    try:
        return await agency.dossier(code, born)
    except NotFound:
        wrong = True
        raise
    except AgencyError as error:
        log.warning("agency_failed", agency=error.agency, reason=error.reason)
        raise
    finally:  # whatever happens, a fault or a stop too: a try left in flight would hold others up
        await asyncio.to_thread(_end, office, begun, wrong)


def _said(office: Office, talk: Talk, results: dict[str, Result]) -> Reply:
    """What was found first, then what was not."""
    with office.sessions.begin() as session:
        found = [_looked(office, session, talk, each) for each in results.values() if isinstance(each, Dossier)]
    payloads = [shown(talk, found[0].dossier, found[0].beside)] if len(found) == 1 else []
    if len(found) > 1:
        payloads = [listed(talk, found, followed=False)]
    for each in results.values():
        if isinstance(each, attempts.Locked):
            return _reply([*payloads, locked(talk, each.until)], **NO_DOSSIER)
    if wrong := [code for code, each in results.items() if isinstance(each, NotFound)]:
        payloads.append(unmatched(talk) if len(results) == 1 else unmatched_of(talk, wrong))
    slots = dict(_slots(found, wrong, results))
    failed = {code: each for code, each in results.items() if isinstance(each, (AgencyError, attempts.Busy))}
    failed = {code: each for code, each in failed.items() if code not in wrong}
    if failed:  # code and date are kept: the button asks again without typing
        payloads.append(_failed(office, talk, list(failed.values()), list(failed) if len(results) > 1 else ()))
        for name in ("application_code", "birth_date"):
            slots.pop(name, None)
        if len(failed) < len(results):
            slots["application_code"] = " ".join(failed)
    return _reply(payloads, **slots)


def _slots(found: Sequence[Looked], wrong: Sequence[str], results: dict[str, Result]) -> dict[str, str | None]:
    slots: dict[str, str | None] = {}
    if found or wrong:
        slots.update(NO_DOSSIER)
    if len(found) == 1 and found[0].beside.slug:
        slots["procedure"] = found[0].beside.slug
    if found or len(wrong) < len(results):
        slots["topic"] = "status"
    return slots


def _failed(office: Office, talk: Talk, errors: Sequence[BaseException], codes: Sequence[str]) -> Payload:
    if all(isinstance(error, attempts.Busy) for error in errors):
        return busy(talk)
    unreadable = all(isinstance(error, AgencyAnswerError) for error in errors)
    outcome: Outcome = "error_agency_answer" if unreadable else "error_agency_unreachable"
    return agency_failed(talk, outcome, office.settings, codes)


def _looked(office: Office, session: Session, talk: Talk, dossier: Dossier) -> Looked:
    agency = office.agencies.for_dossier(dossier.code)
    return looked(office, session, talk, dossier, agency.name if agency else "")


def _reply(payloads: Sequence[Payload], **slots: str | None) -> Reply:
    """Understanding something ends a row of failures."""
    return Reply(payloads, {"failures": 0, **slots})


def _born(office: Office, talk: Talk, ref: str) -> date | None:
    with office.sessions.begin() as session:
        return birth_date(office, session, talk, ref)


def _begin(office: Office, talk: Talk, code: str) -> attempts.Try:
    key = attempts.make_key(key_of(office))
    with office.sessions.begin() as session:
        return attempts.begin(
            session, key, conversation=talk.conversation, address=talk.address, dossier=code, now=office.now()
        )


def _end(office: Office, begun: attempts.Try, wrong: bool) -> None:
    with office.sessions.begin() as session:
        if wrong:
            attempts.was_wrong(session, begun, office.now())
        else:
            attempts.give_back(session, begun)
