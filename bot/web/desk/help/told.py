"""The part of a form that tells facts of a case, as the panel and the page of a call have it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Form

Short = Annotated[str, Form(max_length=80)]


@dataclass(frozen=True)
class Told:
    """As typed: a word for each fact that has one value, and any number of groups."""

    single: dict[str, str]
    groups: list[str]


def _read(
    for_whom: Short = "", age: Short = "", level: Short = "", province: Short = "", channel: Short = "",
    occasion: Short = "", groups: Annotated[list[str] | None, Form(max_length=40)] = None,
) -> Told:  # fmt: skip
    single = {
        "for_whom": for_whom, "age": age, "level": level, "province": province, "channel": channel, "occasion": occasion
    }  # fmt: skip
    return Told(single, groups or [])


ToldForm = Annotated[Told, Depends(_read)]
