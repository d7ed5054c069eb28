"""What records and guides are made of."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Channel = Literal["vneid", "portal", "online", "counter", "post", "phone"]
"""``online`` is both VNeID and the portal; ``counter`` is the office; a row without a channel holds for all of them."""
ForWhom = Literal["self", "child", "parent", "spouse", "family", "ward", "other"]
Occasion = Literal["first", "change", "reissue", "late", "on_time"]
Group = Literal[
    "student", "merit", "martyr_family", "poor", "near_poor", "elderly", "disabled", "child", "minority", "hard_area",
    "digital_citizen", "foreigner", "overseas",
]  # fmt: skip


class Strict(BaseModel):
    """A part of a record: no field that is not named here, and nothing changes after it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Words(Strict):
    """One text in Vietnamese and, where it was written, in English."""

    vi: str = Field(min_length=1)
    en: str | None = None

    def in_(self, lang: str) -> str:
        """The text in ``lang``, in Vietnamese where there is no other."""
        return (self.en if lang == "en" else None) or self.vi
