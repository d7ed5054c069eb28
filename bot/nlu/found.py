"""A name in a message."""

from dataclasses import dataclass

UNKNOWN = "unknown"
"""Stands for the slug of an official procedure that the catalog does not hold."""


@dataclass(frozen=True)
class Found:
    """Words ``first`` to ``last`` (last not included) bear a name of these procedures.

    ``context``: a short name ("số 1") that is understood only beside its family. ``guide``: the slugs are guides.
    ``places``: the words that are the name's own, where others stand between. ``confidence``: below 1 where words lie
    apart or are misspelt. ``beside``: mentioned beside the one asked about («hộ chiếu … đã có căn cước»).
    """

    first: int
    last: int
    slugs: tuple[str, ...]
    context: bool
    guide: bool = False
    places: tuple[int, ...] = ()
    confidence: float = 1.0
    beside: bool = False

    @property
    def unknown(self) -> bool:
        """Whether it names an official procedure that the catalog does not hold."""
        return self.slugs == (UNKNOWN,)
