"""Bodies of the public API, as its OpenAPI document shows them."""

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from bot.web.conversations import Message
from bot.web.errors import ErrorBody


class Body(BaseModel):
    """A request body: no field that is not named here."""

    model_config = ConfigDict(extra="forbid")


class StartBody(Body):
    """The language to begin in."""

    lang: Literal["vi", "en"] = "vi"


class MessageBody(Body):
    """A message: either a text or the id of a button that the bot offered."""

    client_id: UUID
    text: str | None = None
    button: Annotated[str, StringConstraints(min_length=1, max_length=32)] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.text is None) == (self.button is None):
            raise ValueError("either text or button")
        return self

    def message(self) -> Message:
        """The same as the use case takes it."""
        if self.button is not None:
            return Message(str(self.client_id), "button", self.button)
        return Message(str(self.client_id), "text", self.text or "")


class Started(BaseModel):
    """A new conversation; whoever holds the token may read and write it."""

    id: str
    token: str


class ItemOut(BaseModel):
    """One entry of the transcript. ``payload`` of the bot and staff is a reply, of the citizen a text and a button."""

    model_config = ConfigDict(populate_by_name=True)

    seq: int
    from_: Literal["citizen", "bot", "staff"] = Field(alias="from")
    at: str
    payload: dict[str, Any]


class Items(BaseModel):
    """Entries in order."""

    items: list[ItemOut]


class ProcedureLine(BaseModel):
    """A procedure in a list; ``score`` and ``why`` (the name or code that matched) only where something was asked."""

    slug: str
    name: str
    family: str
    field: str
    agency: str
    summary: str
    checked_on: str
    score: float | None = None
    why: str | None = None


class ProcedureList(BaseModel):
    """Procedures, best first."""

    procedures: list[ProcedureLine]


ERRORS: dict[int | str, dict[str, Any]] = {
    code: {"model": ErrorBody} for code in (400, 401, 404, 405, 409, 413, 422, 429, 500, 503)
}
