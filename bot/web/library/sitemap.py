"""What search engines may read."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from bot.web.library.here import ROOT, Here

ROBOTS = """User-agent: *
Allow: {root}
Disallow: /api/
Disallow: /chat
Disallow: /*?*on=

Sitemap: {base}/sitemap.xml
"""


def robots(here: Here) -> str:
    """The pages of the catalog are for everybody; conversations and other days are for nobody's index."""
    return ROBOTS.format(root=ROOT, base=here.base)


def sitemap(here: Here, slugs: Iterable[str]) -> str:
    """The list and every page, each with its address in the other language."""
    paths = [ROOT, *(f"{ROOT}/{slug}" for slug in slugs)]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        + "".join(_url(here, path, lang) for path in paths for lang in ("vi", "en"))
        + "</urlset>\n"
    )


def _url(here: Here, path: str, lang: str) -> str:
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{other}" href="{escape(here.public(path, other))}"/>'
        for other in ("vi", "en")
    )
    return f"<url><loc>{escape(here.public(path, lang))}</loc>{others}</url>\n"
