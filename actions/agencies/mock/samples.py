"""The recorded answers: ``samples.yml``, checked when read."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).with_name("samples.yml")


class Sample(BaseModel):
    """One answer (as it goes over the wire) and the birth date that opens it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    birth_date: date
    answer: dict[str, Any]


class Samples(BaseModel):
    """All answers, by agency and by what is asked for: a dossier's code, or an ID number."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    portal: dict[str, Sample]
    criminal_record: dict[str, Sample]
    vneid: dict[str, Sample]


def read_samples(file: Path = FILE) -> Samples:
    """The samples of the file."""
    return Samples.model_validate(yaml.safe_load(file.read_text("utf-8")))
