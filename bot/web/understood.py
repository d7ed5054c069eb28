"""What Rasa makes of a text, as ``Rasa.parse`` gives it: topics with how likely they are, and what the text names."""

from dataclasses import dataclass
from typing import Any

from procedures.text import Span


@dataclass(frozen=True)
class Named:
    """Something named in the text. ``sure`` below 1: the words are not quite those of the name."""

    kind: str
    value: str
    start: int
    end: int
    sure: float = 1.0

    @property
    def span(self) -> Span:
        """The same as what ``procedures.text`` finds."""
        return Span(self.kind, self.start, self.end, self.value)


@dataclass(frozen=True)
class Understood:
    """``intents``: (name, likelihood), the likeliest first. ``asks``: (topic, procedure or None), in order."""

    intents: tuple[tuple[str, float], ...] = ()
    named: tuple[Named, ...] = ()
    asks: tuple[tuple[str, str | None], ...] = ()

    def of(self, *kinds: str) -> dict[str, float]:
        """The values of these kinds in the order of the text, each with how sure it is."""
        found: dict[str, float] = {}
        for each in self.named:
            if each.kind in kinds:
                found[each.value] = max(found.get(each.value, 0.0), each.sure)
        return found


def understood_from(parsed: Any) -> Understood:
    """The body of Rasa's answer read. Raises ValueError where it has another form."""
    try:
        ranking, entities = parsed["intent_ranking"] or (), parsed["entities"] or ()
        return Understood(
            tuple((str(each["name"]), float(each["confidence"])) for each in ranking if each["name"]),
            tuple(
                Named(
                    str(each["entity"]), str(each["value"]), int(each.get("start") or 0), int(each.get("end") or 0),
                    float(each.get("confidence_entity") or 1.0),
                )
                for each in entities
            ),
            tuple((str(each["topic"]), each.get("procedure")) for each in parsed.get("asks") or ()),
        )  # fmt: skip
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("not a parsed message") from error
