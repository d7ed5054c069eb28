"""Where the words of a name stand in a message that does not hold them side by side.

«đăng ký cho em thường trú» has words between those of "đăng ký thường trú"; «bằng lái cháy rồi, xin lại» has the parts
of "xin lại bằng lái" the other way round.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

GAP = 3
"""Words that may stand between two words of a name."""
APART = 12
"""Words that may stand between two parts of a name."""


@dataclass(frozen=True)
class Alignment:
    """``places``: where each word of the name stands, in the name's order. ``breaks``: how often they are apart."""

    places: tuple[int, ...]
    breaks: int


def aligned(
    name: Sequence[str], where: Mapping[str, Sequence[int]], fillers: Callable[[int, int], bool], light: frozenset[str]
) -> Alignment | None:
    """The closest fit of a name's words, or none.

    ``where``: places of each of its words in the message, rising. ``fillers``: whether the words from one place to
    another only fill. ``light``: words too common to stand apart from the rest of a name.
    """
    best = _in_order(name, where, fillers, light)
    if best is None and len(name) >= 3:
        best = _in_two_parts(name, where, light)
    return best


def _in_order(
    name: Sequence[str], where: Mapping[str, Sequence[int]], fillers: Callable[[int, int], bool], light: frozenset[str]
) -> Alignment | None:
    best: Alignment | None = None
    for start in where[name[0]]:
        places = [start]
        for word in name[1:]:
            following = next((place for place in where[word] if place > places[-1]), None)
            if following is None or following - places[-1] > GAP + 1:
                break
            places.append(following)
        if len(places) < len(name):
            continue
        gaps = [(a + 1, b) for a, b in pairwise(places) if b > a + 1]
        whole = len(name) > 2 and len(gaps) < 2 and not _leaves_light(name, places, light)
        if whole or all(fillers(*gap) for gap in gaps):
            found = Alignment(tuple(places), len(gaps))
            best = min(best or found, found, key=lambda each: each.breaks)
    return best


def _leaves_light(name: Sequence[str], places: Sequence[int], light: frozenset[str]) -> bool:
    """Whether a gap leaves only common words on one side («new … vehicle registration»)."""
    cuts = [i + 1 for i, (a, b) in enumerate(pairwise(places)) if b > a + 1]
    return any(light.issuperset(part) for cut in cuts for part in (name[:cut], name[cut:]))


def _in_two_parts(name: Sequence[str], where: Mapping[str, Sequence[int]], light: frozenset[str]) -> Alignment | None:
    for cut in range(1, len(name)):
        for first in _runs(name[:cut], where, light):
            for second in _runs(name[cut:], where, light):
                between = second - first - cut if second > first else first - second - (len(name) - cut)
                if 0 <= between <= APART:
                    places = [*range(first, first + cut), *range(second, second + len(name) - cut)]
                    return Alignment(tuple(places), 1)
    return None


def _runs(part: Sequence[str], where: Mapping[str, Sequence[int]], light: frozenset[str]) -> list[int]:
    """Where a part of a name stands whole."""
    if all(word in light for word in part):
        return []
    return [start for start in where[part[0]] if all(start + i in where[word] for i, word in enumerate(part))]
