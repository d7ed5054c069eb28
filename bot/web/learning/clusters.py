"""Puts like words together: the same input always gives the same clusters."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

from rapidfuzz import fuzz, process

LIKE = 82.0
"""Similarity of sorted words, 0 to 100, from which two messages count as asking the same: chosen, not measured."""


def clusters(words: Sequence[tuple[Hashable, str]]) -> list[list[int]]:
    """Places of like entries, the largest cluster first, then the one whose newest member comes first.

    Each entry is (what must be equal, folded words). The most frequent wording of a cluster is its middle; words are
    like it regardless of their order. Entries without words go together.
    """
    groups: dict[Hashable, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, (about, folded) in enumerate(words):
        groups[about][folded.strip()].append(place)
    found: list[list[int]] = []
    for group in groups.values():
        found += _grouped(group)
    return sorted(found, key=lambda places: (-len(places), places[0]))


def _grouped(group: dict[str, list[int]]) -> list[list[int]]:
    counts = Counter({text: len(places) for text, places in group.items()})
    middles: list[str] = []
    members: dict[str, list[int]] = {}
    for text in sorted(group, key=lambda text: (-counts[text], group[text][0])):
        near = process.extractOne(text, middles, scorer=fuzz.token_sort_ratio, score_cutoff=LIKE) if text else None
        if near is None:
            middles.append(text)
            members[text] = []
        members[near[0] if near else text] += group[text]
    return [sorted(places) for places in members.values()]
