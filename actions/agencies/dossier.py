"""A dossier's status as an agency gives it; the portal and the criminal record service answer in the same form."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from actions.agencies.client import AgencyClient
from actions.agencies.errors import AgencyAnswerError
from procedures.calendar import VIETNAM

LOOKUP = "/v1/dossiers/lookup"


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


class DossierSource(Protocol):
    """An agency that can be asked for a dossier."""

    name: str

    async def dossier(self, code: str, birth_date: date) -> Dossier:
        """The dossier with that code whose applicant was born on that day. Raises AgencyError."""


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
    updated_at: datetime | None = None
    sample: bool = False

    @field_validator("updated_at")
    @classmethod
    def _in_vietnam(cls, at: datetime | None) -> datetime | None:
        """A time without a zone is Vietnam's, never that of this machine."""
        return at.replace(tzinfo=VIETNAM) if at and at.tzinfo is None else at


class DossierClient(AgencyClient):
    """A client for agencies that answer ``POST /v1/dossiers/lookup``."""

    async def dossier(self, code: str, birth_date: date) -> Dossier:
        """The dossier with that code whose applicant was born on that day.

        Raises NotFound for an unknown code and for a wrong date alike, AgencyUnreachable, AgencyAnswerError.
        """
        return self._dossier(code, await self.post(LOOKUP, {"code": code, "birth_date": birth_date.isoformat()}))

    def _dossier(self, code: str, answer: dict[str, Any]) -> Dossier:
        try:
            read = _Answer.model_validate(answer)
        except ValidationError:
            # not chained: pydantic's message quotes the answer, and this error may be logged
            raise AgencyAnswerError(self.name, "fields missing or of another form") from None
        if read.code.upper() != code.upper():
            raise AgencyAnswerError(self.name, "the answer is about another dossier")
        return Dossier(**read.model_dump())
