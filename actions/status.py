"""A dossier's status: needs its code and the applicant's date of birth, and asks the agency."""

import asyncio
from datetime import date

import structlog
from rasa_sdk.events import FollowupAction

from actions import attempts
from actions.agencies.errors import AgencyAnswerError, AgencyError, NotFound
from actions.need import Need
from actions.say import NO_DOSSIER, Reply, one
from actions.status_replies import agency_failed, busy, locked, look_it_up, unmatched
from actions.status_shown import shown
from actions.talk import Talk
from actions.vault import birth_date
from procedures.lookup import by_code
from procedures.payload import Outcome

log = structlog.get_logger()


class Status(Need):
    """What the form ends in. An unknown code and a wrong date get the same answer, and count as the same wrong try."""

    about = "status"

    async def answer(self, talk: Talk) -> Reply:
        """The status, or why there is none and what to do instead."""
        code, ref = talk.slot("application_code"), talk.slot("birth_date")
        agency = self.office.agencies.for_dossier(code or "")
        if agency is None:
            return one(look_it_up(talk), topic="status", **NO_DOSSIER)
        born = await asyncio.to_thread(self._born, talk, ref) if ref else None
        if not code or not born:  # the fifteen minutes are over: the form asks again
            return Reply(slots={"birth_date": None}, events=[FollowupAction("status_form")])
        try:
            begun = await asyncio.to_thread(self._begin, talk, code)
        except attempts.Locked as lock:
            return one(locked(talk, lock.until), **NO_DOSSIER)
        except attempts.Busy:  # code and date are kept: the button asks again without typing
            return one(busy(talk), topic="status")
        wrong = False
        try:
            dossier = await agency.dossier(code, born)
        except NotFound:
            wrong = True
            return one(unmatched(talk), **NO_DOSSIER)
        except AgencyError as error:
            log.warning("agency_failed", agency=error.agency, reason=error.reason)
            unreadable = isinstance(error, AgencyAnswerError)
            outcome: Outcome = "error_agency_answer" if unreadable else "error_agency_unreachable"
            return one(agency_failed(talk, outcome, self.office.settings), topic="status")
        finally:  # whatever happens, a fault or a stop too: a try left in flight would hold others up
            await asyncio.to_thread(self._end, begun, wrong)
        slug = await asyncio.to_thread(self._slug, dossier.procedure_code) if dossier.procedure_code else None
        procedure = {"procedure": slug} if slug else {}
        return one(shown(talk, dossier, slug), topic="status", **NO_DOSSIER, **procedure)

    def _born(self, talk: Talk, ref: str) -> date | None:
        with self.office.sessions.begin() as session:
            return birth_date(self.office, session, talk, ref)

    def _begin(self, talk: Talk, code: str) -> attempts.Try:
        key = attempts.make_key(self.office.settings.vault_private_key.get_secret_value())
        with self.office.sessions.begin() as session:
            return attempts.begin(
                session, key, conversation=talk.conversation, address=talk.address, dossier=code, now=self.office.now()
            )

    def _end(self, begun: attempts.Try, wrong: bool) -> None:
        with self.office.sessions.begin() as session:
            if wrong:
                attempts.was_wrong(session, begun, self.office.now())
            else:
                attempts.give_back(session, begun)

    def _slug(self, procedure_code: str) -> str | None:
        with self.office.sessions() as session:
            return by_code(session, procedure_code)
