"""Writes the file by which running Rasa processes learn the names of procedures, without training or restart.

Form: ``{"version": "<digest>", "names": [{"text": "<folded>", "forms": ["<as written>"], "slugs": […], "context":
false}], "families": {"<slug>": "<family>"}}``; ``context`` names ("so 1") are understood only beside a name of their
family. ``forms`` let a reader tell names apart where a citizen types diacritics ("sổ đỏ", "số đó"). A name may carry
``"guide": true``: its slugs are then guides, not procedures.
"""

import hashlib
import json
import os
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from sqlalchemy import Result, select
from sqlalchemy.orm import Session

from procedures.models import KnownName, Procedure, Register
from procedures.text import fold


def names(session: Session) -> list[dict[str, object]]:
    """All names of live records and families, folded, each once, with the slugs that bear it."""
    slugs: dict[tuple[str, bool], set[str]] = defaultdict(set)
    forms: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for name in _known(session, "name", "alias", "short"):
        slugs[name.folded, name.kind == "short"].add(name.slug)
        forms[name.folded, name.kind == "short"].add(name.text.lower())
    families = session.get(Register, "families")
    for family in families.content if families else []:
        for alias in family["aliases"]:
            slugs[fold(alias), False].add(family["family"])
            forms[fold(alias), False].add(alias.lower())
    return [
        {"text": text, "forms": sorted(forms[text, context]), "slugs": sorted(bearers), "context": context}
        for (text, context), bearers in sorted(slugs.items())
        if text
    ] + _guides(session)


def _guides(session: Session) -> list[dict[str, object]]:
    """The phrases that start a guide."""
    slugs: dict[str, set[str]] = defaultdict(set)
    forms: dict[str, set[str]] = defaultdict(set)
    for name in _known(session, "guide"):
        slugs[name.folded].add(name.slug)
        forms[name.folded].add(name.text.lower())
    return [
        {"text": text, "forms": sorted(forms[text]), "slugs": sorted(bearers), "context": False, "guide": True}
        for text, bearers in sorted(slugs.items())
    ]


def _known(session: Session, *kinds: str) -> Result[Any]:
    """Rows and not objects: of a whole country's names these take half of the time."""
    wanted = select(KnownName.slug, KnownName.kind, KnownName.text, KnownName.folded)
    return session.execute(wanted.where(KnownName.kind.in_(kinds)))


def families(session: Session) -> dict[str, str]:
    """The family of each live procedure that is not itself its family's page."""
    found = select(Procedure.slug, Procedure.family).where(Procedure.live_version.is_not(None))
    pairs = sorted((row.slug, row.family) for row in session.execute(found))
    return {slug: family for slug, family in pairs if slug != family}


def content(session: Session) -> dict[str, object]:
    """What the file holds; its version changes exactly when the rest does."""
    told = {"names": names(session), "families": families(session)}
    version = hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]
    return {"version": version, **told}


def write_names(session: Session, path: Path) -> str:
    """Writes the file whole or not at all; gives its version. An unchanged file is left alone, a broken one mended."""
    told = content(session)
    version = str(told["version"])
    if _version_in(path) == version:
        return version
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(told, file, ensure_ascii=False)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink()  # else a full disk would get fuller at each try
        raise
    return version


def _version_in(path: Path) -> str | None:
    try:
        told = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return str(told.get("version")) if isinstance(told, dict) else None
