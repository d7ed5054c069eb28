"""Which messages say nearly the same: equal when folded and without marks, or nearly equal in their trigrams."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from procedures.text import clean, fold

LEAST = 0.9
"""Jaccard similarity of character trigrams from which two messages are near."""
SHORT = 20
"""Messages of up to so many characters are near only when they are equal."""

Pair = tuple[int, int]


def plain(text: str) -> str:
    """The text folded, its words alone; a text without words (emoji) as it is."""
    return " ".join(re.findall(r"\w+", fold(clean(text)))) or text


def near(texts: Sequence[str]) -> list[Pair]:
    """Places of all pairs of near messages, the smaller place first; some seconds for 10,000."""
    found = {*_equal(texts), *_alike([plain(text) for text in texts])}
    return sorted((min(pair), max(pair)) for pair in found)


def _equal(texts: Sequence[str]) -> Iterator[Pair]:
    groups: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        groups[plain(text)].append(place)
    for places in groups.values():
        for number, one in enumerate(places):
            yield from ((one, other) for other in places[number + 1 :] if not _other_words(texts[one], texts[other]))


def _other_words(one: str, other: str) -> bool:
    """«đúng» and «dừng»: equal only without their diacritics, and short enough to be two words by purpose."""
    written = [" ".join(re.findall(r"\w+", clean(text).lower())) for text in (one, other)]
    marked = all(text != fold(text) for text in written)
    return len(written[0]) <= SHORT and marked and written[0] != written[1]


def _alike(texts: Sequence[str]) -> Iterator[Pair]:
    """Pairs from LEAST on. Two such sets share one of the rarest tenth of their trigrams (prefix filter)."""
    grams = {place: trigrams(text) for place, text in enumerate(texts) if len(text) > SHORT}
    frequency = Counter(gram for each in grams.values() for gram in each)
    bearers: dict[str, list[int]] = defaultdict(list)
    for place in sorted(grams, key=lambda place: len(grams[place])):
        mine = grams[place]
        rarest = sorted(mine, key=lambda gram: (frequency[gram], gram))[: int(len(mine) * (1 - LEAST)) + 1]
        for other in {other for gram in rarest for other in bearers[gram]}:
            if len(grams[other]) >= LEAST * len(mine) and _jaccard(mine, grams[other]) >= LEAST:
                yield other, place
        for gram in rarest:
            bearers[gram].append(place)


def trigrams(text: str) -> frozenset[str]:
    """All runs of three characters."""
    return frozenset(text[place : place + 3] for place in range(len(text) - 2))


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both)
