"""What names in a message mean beside each other: a family's name and words of one of its members name that member."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.nlu.filing import filed
from bot.nlu.found import Found
from bot.nlu.published import Entry
from procedures.text.syllables import split

_LIGHT = frozenset([
    "mat", "moi", "con", "cho", "xe", "lam", "the", "phi", "giay", "so", "online", "xin", "tra", "check", "o", "new",
    "old", "my", "a", "for", "of", "in", "on", "to",
])  # fmt: skip
"""Words of aliases that say too little when they stand alone: «mất» also means that it takes time."""


class Families:
    """Families and the words by which the aliases of members differ from the names of their family.

    "xin lại" is such a rest of "xin lại bằng lái": with it «bằng lái cháy rồi, giờ xin lại được không» names the
    member, wherever it stands. The short names that editors give do the same (``Found.context``).
    """

    def __init__(self) -> None:
        """Holds nothing."""
        self._families: Mapping[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._names: dict[str, tuple[tuple[str, ...], ...]] = {}
        """Words of each name, by slug."""
        self._rests: dict[str, dict[tuple[str, ...], set[str]]] = {}
        """By family, made when it is first asked for."""

    def changed(self, families: Mapping[str, str], gone: Sequence[Entry], come: Sequence[Entry]) -> "Families":
        """Another one. ``families``: the family of each member. ``gone``, ``come``: names that need no context."""
        fresh = Families()
        fresh._families = families
        fresh._members = defaultdict(list)
        for slug, family in families.items():
            fresh._members[family].append(slug)
        fresh._names = filed(self._names, _by_slug(gone), _by_slug(come))
        return fresh

    def understand(self, found: Sequence[Found], words: Sequence[str]) -> list[Found]:
        """The names of a message in the light of each other and of its other words.

        Beside a name, be it of a procedure that we don't hold, short names that fit none of the named families are no
        names at all («cấp lại» beside "thẻ bảo hiểm y tế" is no driving licence); without any name they are left for
        the talk.
        """
        named = [name for name in found if not name.context and not name.guide and not name.beside]
        if not named:
            return list(found)
        about = {self._families.get(slug, slug) for name in named for slug in name.slugs}
        shorts = [
            replace(name, slugs=tuple(slug for slug in name.slugs if self._may_mean(slug, about)))
            for name in found
            if name.context
        ]
        shorts = [name for name in shorts if name.slugs]
        taken = {place for name in named for place in name.places}
        free = ["" if place in taken else word for place, word in enumerate(words)]
        made = [self._closer(name, shorts, free) for name in found if not name.context]
        return sorted([*made, *shorts], key=lambda name: name.first)

    def _may_mean(self, slug: str, about: set[str]) -> bool:
        """Whether a short name fits the families named; one of no known family always does."""
        family = self._families.get(slug) or (slug if slug in self._members else None)
        return family in {None, *about}

    def _closer(self, name: Found, shorts: Sequence[Found], free: Sequence[str]) -> Found:
        if len(name.slugs) != 1 or name.guide or name.beside:
            return name
        (family,) = name.slugs
        members = {slug for short in shorts for slug in short.slugs if self._families.get(slug) == family}
        if not members:
            rests = self._rests_of(family)
            held = rests.keys() & _runs(free, max(map(len, rests), default=0))
            longest = max(map(len, held), default=0)
            members = {slug for rest in held if len(rest) == longest for slug in rests[rest]}
        return replace(name, slugs=(*members,)) if len(members) == 1 else name

    def _rests_of(self, family: str) -> dict[tuple[str, ...], set[str]]:
        rests = self._rests.get(family)
        if rests is None:
            rests = defaultdict(set)
            own = set(self._names.get(family, ()))
            for slug in self._members.get(family, ()):
                for words in self._names.get(slug, ()):
                    for rest in _rests(words, own):
                        rests[rest].add(slug)
            self._rests[family] = rests
        return rests


def _by_slug(entries: Iterable[Entry]) -> list[tuple[str, tuple[str, ...]]]:
    return [(slug, entry.words) for entry in entries for slug in entry.name.slugs]


def _rests(words: tuple[str, ...], family: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """What an alias has before or after a name of its family, where that says something."""
    found = set()
    for cut in range(1, len(words)):
        if words[cut:] in family:
            found.add(words[:cut])
        if words[:cut] in family:
            found.add(words[cut:])
    return {rest for rest in found if not _LIGHT.issuperset(rest) and not _is_syllable(rest)}


def _is_syllable(rest: tuple[str, ...]) -> bool:
    """One Vietnamese syllable, without its marks, may be many words («mở», «mỡ»), and one digit says nothing."""
    return len(rest) == 1 and (len(rest[0]) == 1 or split(rest[0]) is not None)


def _runs(words: Sequence[str], longest: int) -> set[tuple[str, ...]]:
    """All runs of up to so many words."""
    lengths = range(1, min(longest, len(words)) + 1)
    return {tuple(words[start : start + length]) for length in lengths for start in range(len(words) - length + 1)}
