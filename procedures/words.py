"""The words we use, in Vietnamese and English: ``procedures/words/<area>.<lang>.yml``, flat ``key: "text {named}"``."""

from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "words"


@cache
def load(lang: str) -> dict[str, str]:
    """All texts of a language by key. Raises ValueError if two files hold the same key."""
    texts: dict[str, str] = {}
    for path in sorted(FOLDER.glob(f"*.{lang}.yml")):
        for key, text in (yaml.safe_load(path.read_text("utf-8")) or {}).items():
            if key in texts:
                raise ValueError(f"{path.name}: «{key}» stands in another file too")
            texts[key] = str(text)
    return texts


def say(key: str, lang: str = "vi", **values: object) -> str:
    """The text of ``key`` with its values filled in. Raises KeyError for an unknown key or a missing value."""
    return load(lang)[key].format(**values)
