"""Where a reader is: the language of the page, and how links keep it."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import Depends, Request

from bot.web.words import lang_of
from procedures.words import say

ROOT = "/thu-tuc"


@dataclass(frozen=True)
class Here:
    """``base`` is our own address without a slash at its end; ``chosen`` the language that the address itself names.

    A language in the address stays in the links of the page; one from the chat's cookie needs no words. So no page sets
    a cookie, and every page may be kept by a cache.
    """

    base: str
    path: str
    lang: str
    chosen: str | None = None

    def link(self, path: str, **asked: object) -> str:
        """A path on this site with what is asked there, without the empty parts, in the reader's language."""
        kept = {name.replace("_", "-"): value for name, value in asked.items() if value not in (None, "")}
        query = urlencode(({"lang": self.chosen} if self.chosen else {}) | kept)
        return f"{quote(path)}?{query}" if query else quote(path)

    def procedure(self, slug: str, **asked: object) -> str:
        """The page of a procedure or a family."""
        return self.link(f"{ROOT}/{slug}", **asked)

    def public(self, path: str, lang: str | None = None) -> str:
        """The one full address of a page for those outside; Vietnamese is the language that needs no mention."""
        return self.base + quote(path) + ("?lang=en" if (lang or self.lang) == "en" else "")

    def other_language(self, **asked: object) -> str:
        """This page in the other language."""
        other = Here(self.base, self.path, self.lang, "vi" if self.lang == "en" else "en")
        return other.link(self.path, **asked)

    def word(self, key: str, **values: object) -> str:
        """Words of these pages."""
        return say(f"library.{key}", self.lang, **values)


def get_here(request: Request, lang: str = "") -> Here:
    """The reader's place; a language in the address goes before the chat's cookie, an unknown one counts for none."""
    chosen = lang if lang in ("vi", "en") else None
    if chosen:
        request.state.lang = chosen
    return Here(str(request.base_url).rstrip("/"), request.url.path, lang_of(request), chosen)


ReadersPlace = Annotated[Here, Depends(get_here)]
