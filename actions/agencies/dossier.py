"""A dossier's status as an agency gives it; the portal and the criminal record service answer in the same form."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any, Protocol

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from actions.agencies.client import AgencyClient
from actions.agencies.errors import AgencyAnswerError, NotFound, TokenRefused
from procedures.calendar import VIETNAM

LOOKUP = "/v1/dossiers/lookup"
FOLLOWED = "/v1/dossiers/followed"
UNFOLLOW = "/v1/dossiers/unfollow"


@dataclass(frozen=True)
class FollowToken:
    """Opens one dossier again without the birth date, until it expires."""

    token: str = field(repr=False)
    expires_at: datetime
    """With a zone."""


@dataclass(frozen=True)
class Dossier:
    """What is known of a dossier. Nothing here says who the applicant is."""

    code: str
    status: int
    """1 to 10, as in docs/agencies.md."""
    status_text: str
    """The agency's own name of the status."""
    note: str | None
    """The agency's own words to the applicant."""
    agency: str | None
    procedure_code: str | None
    received_on: date | None
    due_on: date | None
    updated_at: datetime | None
    """With a zone."""
    sample: bool
    """True where a mock answered."""
    follow: FollowToken | None = None
    """For asking again; None where the agency gives none."""


class DossierSource(Protocol):
    """An agency that can be asked for a dossier."""

    name: str

    async def dossier(self, code: str, birth_date: date) -> Dossier:
        """The dossier with that code whose applicant was born on that day. Raises AgencyError."""

    async def followed(self, code: str, token: str) -> Dossier:
        """The dossier again, by the token that came with it. Raises AgencyError."""

    async def unfollow(self, code: str, token: str) -> None:
        """Gives the token back. Raises AgencyError."""


def _in_vietnam(at: datetime) -> datetime:
    """A time without a zone is Vietnam's, never that of this machine."""
    return at if at.tzinfo else at.replace(tzinfo=VIETNAM)


Moment = Annotated[datetime, AfterValidator(_in_vietnam)]


class _Follow(BaseModel):
    """The token of the contract."""

    model_config = ConfigDict(extra="ignore")

    token: str = Field(min_length=16, max_length=512)
    expires_at: Moment


class _Answer(BaseModel):
    """The answer of the contract. Fields that are not named here are dropped unseen."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    code: str
    status: int = Field(ge=1, le=10)
    status_text: str = Field(min_length=1, max_length=200)
    note: str | None = Field(default=None, max_length=2000)
    agency: str | None = Field(default=None, max_length=200)
    procedure_code: str | None = None
    received_on: date | None = None
    due_on: date | None = None
    updated_at: Moment | None = None
    sample: bool = False
    follow: _Follow | None = None


class DossierClient(AgencyClient):
    """A client for agencies that answer ``POST /v1/dossiers/lookup``, ``…/followed`` and ``…/unfollow``."""

    async def dossier(self, code: str, birth_date: date) -> Dossier:
        """The dossier with that code whose applicant was born on that day.

        Raises NotFound for an unknown code and for a wrong date alike, AgencyUnreachable, AgencyAnswerError.
        """
        return self._dossier(code, await self.post(LOOKUP, {"code": code, "birth_date": birth_date.isoformat()}))

    async def followed(self, code: str, token: str) -> Dossier:
        """The dossier again, by the token that came with it, without the birth date.

        Raises TokenRefused where the token opens it no more, AgencyUnreachable, AgencyAnswerError.
        """
        try:
            return self._dossier(code, await self.post(FOLLOWED, {"code": code, "token": token}))
        except NotFound as error:
            raise AgencyAnswerError(self.name, "it does not know the path") from error

    async def unfollow(self, code: str, token: str) -> None:
        """Gives the token back, so that it opens nothing any more. Raises AgencyError; a refused token is no fault."""
        with suppress(TokenRefused):
            await self.post(UNFOLLOW, {"code": code, "token": token})

    def _dossier(self, code: str, answer: dict[str, Any]) -> Dossier:
        try:
            read = _Answer.model_validate(answer)
        except ValidationError:
            # not chained: pydantic's message quotes the answer, and this error may be logged
            raise AgencyAnswerError(self.name, "fields missing or of another form") from None
        if read.code.upper() != code.upper():
            raise AgencyAnswerError(self.name, "the answer is about another dossier")
        follow = FollowToken(read.follow.token, read.follow.expires_at) if read.follow else None
        return Dossier(**read.model_dump(exclude={"follow"}), follow=follow)
