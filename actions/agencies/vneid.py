"""VNeID: the state of a person's electronic identity account."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from actions.agencies.client import AgencyClient
from actions.agencies.errors import AgencyAnswerError

LOOKUP = "/v1/accounts/state"


@dataclass(frozen=True)
class AccountState:
    """The state of an account; nothing here says whose it is."""

    state: Literal["active", "pending", "locked"]
    level: Literal[1, 2] | None
    sample: bool


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")

    state: Literal["active", "pending", "locked"]
    level: Literal[1, 2] | None = None
    sample: bool = False


class Vneid(AgencyClient):
    """Asks VNeID; contract: docs/agencies.md, «VNeID»."""

    name = "vneid"

    async def account(self, id_number: str, birth_date: date) -> AccountState:
        """The state of the account of the person with that ID number, born on that day.

        Raises NotFound where no account is known or the date is wrong, AgencyUnreachable, AgencyAnswerError.
        """
        answer = await self.post(LOOKUP, {"id_number": id_number, "birth_date": birth_date.isoformat()})
        try:
            return AccountState(**_Answer.model_validate(answer).model_dump())
        except ValidationError:
            raise AgencyAnswerError(self.name, "fields missing or of another form") from None
