"""A dossier's status: by its code and the applicant's date of birth, or again by the token of one that is followed."""

import asyncio

from sqlalchemy.orm import Session

from actions import status_followed, status_lookup
from actions.need import Need
from actions.say import Reply
from actions.status_beside import kept_by
from actions.status_replies import meaning, which, without_code
from actions.status_wish import Wish, wish
from actions.talk import Talk


class Status(Need):
    """What the form ends in."""

    about = "status"

    async def answer(self, talk: Talk) -> Reply:
        """The status, what it means, or why there is none and what to do instead."""
        wanted = await asyncio.to_thread(self._wish, talk)
        if wanted.kind == "again":
            return await status_followed.again(self.office, talk, wanted)
        if wanted.kind == "forget":
            return await status_followed.forget(self.office, talk, wanted)
        if wanted.kind == "look_up":
            return await status_lookup.look_up(self.office, talk)
        if wanted.kind == "meaning":
            payload = meaning(talk, wanted.statuses)
        elif wanted.kind == "without_code":
            payload = without_code(talk)
        else:
            codes = [kept.dossier.code for kept in wanted.kept]
            payload = which(talk, codes, to_forget=wanted.kind == "which_forget")
        return Reply([payload], {"failures": 0, "topic": "status"})

    def _wish(self, talk: Talk) -> Wish:
        with self.office.sessions() as session:
            return self.wish(talk, session)

    def wish(self, talk: Talk, session: Session) -> Wish:
        """What the message is after."""
        return wish(talk, session, kept_by(self.office, session, talk))
