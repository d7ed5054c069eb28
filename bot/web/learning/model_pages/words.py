"""Figures and faults of models in words."""

from procedures.words import load, say


def share(lang: str, percent: float) -> str:
    """«96,4%» in Vietnamese, «96.4%» in English; whole numbers without a fraction."""
    text = f"{percent:.1f}".removesuffix(".0")
    return f"{text if lang == 'en' else text.replace('.', ',')}%"


def why(lang: str, error: str) -> str:
    """The reason why a training or a release did not succeed, as the end of a sentence."""
    key = f"models.why.{error}"
    return say(key if key in load(lang) else "models.why.unknown", lang)


def topic(lang: str, name: str) -> str:
    """A topic as editors know it; its own name where there are no words for it."""
    return load(lang).get(f"learning.topic.{name}", name)
