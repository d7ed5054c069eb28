"""The words of a text as all components here count them."""

import re

from procedures.text import Span, fold, tokens

_JOINT = re.compile(r"(?<=[^\W\d_])[.\-/]|[.\-/](?=[^\W\d_])")


def words(text: str) -> list[Span]:
    """Tokens of ``procedures.text``, but "cccd/cmnd" is two words; dates and the digits of codes stay whole."""
    found: list[Span] = []
    for token in tokens(text):
        written = text[token.start : token.end]
        joints = list(_JOINT.finditer(written)) if len(written) > 1 else []
        if not joints:
            found.append(token)
            continue
        starts = [0, *(joint.end() for joint in joints)]
        ends = [*(joint.start() for joint in joints), len(written)]
        for start, end in zip(starts, ends, strict=True):
            if start < end:
                place = token.start + start
                found.append(Span("token", place, token.start + end, fold(written[start:end])))
    return found
