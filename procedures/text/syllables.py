"""Which letters make a Vietnamese syllable: onset, rhyme and tone, and where the tone is written."""

import unicodedata

TONES = {"": "", "s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
"""The combining mark of each tone, by its Telex key."""

_ONSETS = {
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "ph", "qu", "r",
    "s", "t", "th", "tr", "v", "x",
}  # fmt: skip
# Each nucleus with the codas it takes; "-" is none. Without marks too where nobody could mean anything else (duoc).
_CODAS = {
    "a": "- c ch m n ng nh p t i y o u", "ă": "c m n ng p t", "â": "c m n ng p t u y", "e": "- c m n ng p t o",
    "ê": "- ch m n nh p t u", "i": "- ch m n nh p t u a", "o": "- c m n ng p t i", "ô": "- c m n ng p t i",
    "ơ": "- m n p t i", "u": "- c m n ng p t a i", "ư": "- c m n ng t a i u", "iê": "c m n ng p t u",
    "yê": "m n ng t u", "uô": "c m n ng t i", "ươ": "c m n ng p t i u", "oa": "- c ch m n ng nh p t i y o",
    "oă": "c m n ng t", "oe": "- m n t o", "uâ": "n ng t y", "uê": "- ch n nh", "uơ": "-", "uy": "- ch n nh p t u a",
    "uyê": "n t", "y": "-", "ie": "c m n ng p t u", "ye": "m n ng t u", "uo": "c m n ng p t i u", "uye": "n t",
}  # fmt: skip
_RHYMES = {
    nucleus + coda.replace("-", ""): (nucleus, coda.replace("-", ""))
    for nucleus, codas in _CODAS.items()
    for coda in codas.split()
}
_AFTER_QU = {"y", "yn", "ynh", "ych", "yt", "yp", "yên", "yêt", "yen", "yet", "ôc", "oc"}
_NOT_AFTER_QU = ("o", "ô", "u", "ư", "i")
_STOPS = ("c", "ch", "p", "t")
_FRONT = "eêiy"
_ONLY_BEFORE_FRONT = {"k", "gh", "ngh"}
_NEVER_BEFORE_FRONT = {"c", "ng"}
_MARKED = "ăâêôơư"


def split(letters: str) -> tuple[str, str] | None:
    """Onset and rhyme of a syllable without its tone («đương» → đ, ương), or None where Vietnamese has none such."""
    for length in (3, 2, 1, 0):
        onset, rhyme = letters[:length], letters[length:]
        if len(onset) == length and onset in _ONSETS and rhyme and _fits(onset, rhyme):
            return onset, rhyme
    return None


def compose(letters: str, tone: str) -> str | None:
    """The syllable of these letters with the tone of this Telex key, in the new placement (hoà), or None.

    A syllable that ends in c, ch, p or t has one of two tones; one without any is nobody's syllable but for đ and ươ,
    with which no word of another language begins or goes on.
    """
    parts = split(letters)
    if parts is None:
        return None
    onset, rhyme = parts
    stops = rhyme.endswith(_STOPS)
    if stops and tone not in ("s", "j") and (tone or not ("đ" in onset or "ươ" in rhyme)):
        return None
    place = _place(onset, rhyme)
    written = onset + rhyme[: place + 1] + TONES[tone] + rhyme[place + 1 :]
    return unicodedata.normalize("NFC", written)


def _fits(onset: str, rhyme: str) -> bool:
    if onset == "qu":
        known = rhyme in _AFTER_QU or (rhyme in _RHYMES and not rhyme.startswith(_NOT_AFTER_QU))
        return known or rhyme == "it"
    if rhyme not in _RHYMES:
        return onset == "gi" and rhyme in ("êng", "eng")
    front = rhyme[0] in _FRONT
    if onset in _ONLY_BEFORE_FRONT:
        return front
    if onset in _NEVER_BEFORE_FRONT:
        return not front
    if onset == "g":
        return not front or rhyme[0] == "i"
    if rhyme.startswith(("yê", "ye")):
        return onset == ""
    return True


def _place(onset: str, rhyme: str) -> int:
    marked = [place for place, letter in enumerate(rhyme) if letter in _MARKED]
    if marked:
        return marked[-1]
    nucleus = _RHYMES.get(rhyme, (rhyme, ""))[0]
    if len(nucleus) == 1:
        return 0
    return min(1, len(rhyme) - 1) if nucleus in ("oa", "oe", "uy", "uo", "ie", "ye") else len(nucleus) - 1
