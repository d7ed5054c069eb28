"""The conversations that citizens of the load have, drawn with a seed."""

import random
from collections.abc import Iterator
from pathlib import Path

import yaml

from actions.agencies.mock.samples import read_samples

Step = str | dict[str, int]
"""A text, or ``{"press": n}``: the n-th button of the newest reply."""
SCRIPTS: list[list[Step]] = yaml.safe_load(Path(__file__).with_name("talks.yml").read_text("utf-8"))


def talks(seed: int = 1, dossiers: bool = False) -> Iterator[list[Step]]:
    """Conversations without end, the same for the same seed; ``dossiers``: only such as ask for a dossier."""
    dice = random.Random(seed)
    samples = read_samples()
    codes = [*samples.portal.items(), *samples.criminal_record.items()]
    scripts = [script for script in SCRIPTS if not dossiers or "DOSSIER" in str(script)]
    while True:
        code, sample = dice.choice(codes)
        words = {"DOSSIER": code, "BORN": sample.birth_date.strftime("%d/%m/%Y")}
        yield [_filled(step, words) for step in dice.choice(scripts)]


def _filled(step: Step, words: dict[str, str]) -> Step:
    if isinstance(step, str):
        for name, value in words.items():
            step = step.replace(name, value)
    return step
