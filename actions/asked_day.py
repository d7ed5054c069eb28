"""The day asked about: «nếu tôi nộp ngày 1/3/2027 thì phí bao nhiêu»."""

import re
from datetime import date, timedelta

from actions.talk import Talk
from procedures.text import fold

FILING = re.compile(
    r"\b(?:nop|lam|xin|dang ky|ap dung|tinh (?:den|tu)|file|filed|filing|apply|submit|as of)\b(?:\W+\w+){0,4}\W*$"
)
"""A word of filing with at most four words between it and the day."""
OPENING = re.compile(r"\W*(?:neu|gia su|if)?\W*(?:tu|vao|on|from)?\W*(?:ngay|hom)?\W*")
"""Nothing else before the day: «từ ngày 1/3/2027 phí bao nhiêu»."""
OTHER = re.compile(
    r"\b(?:sinh|cap|han|mat|cuoi|ket hon|hen|nhan|tra|born|birth|issued|expires?|due)\b(?:\W+\w+){0,2}\W*$"
)
"""The day of something else: of birth, of issue, of expiry."""
BACK, AHEAD = timedelta(days=5 * 366), timedelta(days=3 * 366)
"""How far from today a filing day may lie; beyond it a date was misread or is another kind of day."""


def asked_day(talk: Talk) -> date:
    """The day whose rules are asked for: the one day in the message that is plainly one of filing, else today.

    It holds for this message alone.
    """
    found = [entity for entity in talk.entities if entity.kind == "date"]
    if len({entity.value for entity in found}) != 1:
        return talk.on
    try:
        day = date.fromisoformat(found[0].value)
    except ValueError:
        return talk.on
    words = fold(talk.text[: found[0].start])
    meant = (FILING.search(words) or OPENING.fullmatch(words)) and not OTHER.search(words)
    return day if meant and talk.on - BACK <= day <= talk.on + AHEAD else talk.on
