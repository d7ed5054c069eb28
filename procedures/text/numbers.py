"""Runs of digits, however they are set apart, cut into the numbers that people wrote."""

import re
from dataclasses import dataclass

from procedures.text.amounts import blank_amounts, is_round
from procedures.text.strong import ID_CARD, PHONE, is_strong
from procedures.text.writing import FILLER, Span, fold

_SEPARATOR = rf"(?:[^\w{FILLER}]|_)"
_RUN = re.compile(rf"\d+(?:{_SEPARATOR}{{1,4}}\d+)*")
_GROUP = re.compile(r"\d+")
_LONGEST = 19
_WHOLE = 9
"""Digits from which a number counts as somebody's without a word that says so."""

_WORDS = re.compile(
    r"\b(?:(?P<account>stk|tk|so tk|tai khoan(?! (?:vneid|dinh danh|dich vu|cong dan|dvc))|account|bank|the atm"
    r"|so the(?! (?:can cuoc|bao hiem|bhyt)))"
    r"|(?P<health>bhyt|bhxh|bao hiem|insurance)"
    r"|(?P<id_card>cccd|cmnd|cmt|can cuoc|chung minh|dinh danh|id card|identity)"
    r"|(?P<phone>sdt|so dt|dt|dien thoai|phone|hotline|zalo|tel|mobile|so may))(?![a-z])"
)
_CLOSE_ACCOUNT = re.compile(r"\b(?:stk|so tai khoan|so tk)(?![a-z])[^\d]{0,14}$")


@dataclass(frozen=True)
class _Group:
    start: int
    end: int
    digits: str
    gap: str
    """What stands before it, since the group before."""

    @property
    def apart(self) -> bool:
        """Set apart as one thing from the next in a sentence, not as parts of one number."""
        gap = self.gap
        return (
            any(char in gap for char in ';?!()"') or (" " in gap and any(char in gap for char in ",.:")) or "\n" in gap
        )


def find_numbers(view: str, text: str) -> list[Span]:
    """Identity cards, phone, health card and account numbers.

    ``view`` is the text with fillers where something else is known already. A run of unclear digits counts as an
    account: better one number too many masked than one too few.
    """
    view = blank_amounts(view)
    found: list[Span] = []
    for run in _RUN.finditer(view):
        groups: list[_Group] = []
        for match in _GROUP.finditer(view, run.start(), run.end()):
            gap = view[groups[-1].end : match.start()] if groups else ""
            groups.append(_Group(match.start(), match.end(), match.group(), gap))
        at = 0
        while at < len(groups):
            start = groups[at].start
            last = found[-1].end if found else 0
            before = fold(text[max(last, start - 40) : start].replace("_", " "))
            end, is_number = _next(groups, at, before)
            kind = kind_of([group.digits for group in groups[at:end]], before) if is_number else None
            if kind:
                plus = start > 0 and view[start - 1] == "+"
                digits = ("+" if plus else "") + "".join(group.digits for group in groups[at:end])
                found.append(Span(kind, start - plus, groups[end - 1].end, digits))
            at = end
    return found


def _word(before: str) -> str | None:
    """The kind of number that the nearest word before it names."""
    named = None
    for match in _WORDS.finditer(before):
        named = match.lastgroup
    return named


def _least(before: str) -> int:
    if _CLOSE_ACCOUNT.search(before):
        return 6
    return 8 if _word(before) == "account" else _WHOLE


def _next(groups: list[_Group], at: int, before: str) -> tuple[int, bool]:
    """Where the value that begins at group ``at`` ends, and whether it is long enough to be a number."""
    strong = _strong_end(groups, at)
    if strong:
        return strong, True
    least = _least(before)
    total = len(groups[at].digits)
    if total >= least:
        return at + 1, True
    end = at + 1
    while end < len(groups) and not groups[end].apart:
        following = groups[end]
        if len(following.digits) >= _WHOLE or total + len(following.digits) > _LONGEST:
            break
        uneven = following.gap != groups[at + 1].gap
        if (total <= 2 or (total >= _WHOLE and uneven)) and _strong_end(groups, end):
            break
        total += len(following.digits)
        end += 1
    return end, total >= least


def _strong_end(groups: list[_Group], at: int) -> int | None:
    """Where a phone number or identity card that begins at group ``at`` ends, or None if none begins there."""
    digits = ""
    for end in range(at, min(len(groups), at + 13)):
        digits += groups[end].digits
        if len(digits) > 13:
            return None
        if is_strong(digits):
            return _longer(groups, at, end + 1, digits)
    return None


def _longer(groups: list[_Group], at: int, end: int, digits: str) -> int:
    # «0790 1234 56 78»: an identity card may begin like a phone number.
    if end - at < 2:
        return end
    for more in range(end, min(len(groups), end + 3)):
        if groups[more].gap != groups[at + 1].gap:
            break
        digits += groups[more].digits
        closed = more + 1 == len(groups) or groups[more + 1].apart
        if closed and ID_CARD.match(digits):
            return more + 1
    return end


def kind_of(parts: list[str], before: str) -> str | None:
    """What the groups of digits are together, by their form and the folded words before; None for amounts and years."""
    digits, word = "".join(parts), _word(before)
    if PHONE.match(digits):
        return "phone"
    if is_round(parts) and word is None:
        return None
    if len(digits) == 12 and (word != "account" or ID_CARD.match(digits)):
        return "id_card"
    if len(digits) == 9 and word != "account":
        return "phone" if word == "phone" else "id_card"
    if len(digits) == 10 and word == "health":
        return "health_card"
    return "account"
