"""What in a text says who somebody is."""

import re
from datetime import date

from procedures.text.amounts import blank_hotlines
from procedures.text.birth import find_birth_dates
from procedures.text.codes import find_application_codes, find_begun_codes, find_code_rests, find_procedure_codes
from procedures.text.dates import Shape, find_shapes
from procedures.text.numbers import find_numbers
from procedures.text.spoken import find_spoken
from procedures.text.strong import is_strong
from procedures.text.writing import Span, blank

PERSONAL_KINDS = ("id_card", "phone", "account", "passport", "health_card", "email", "birth_date")
PLACEHOLDER = re.compile(r"\[(?P<kind>" + "|".join(PERSONAL_KINDS) + r"):(?P<ref>[0-9a-f]{10})\]")

_AT = r"(?:\s?@\s?|\s?[(\[{]\s?(?:at|a còng|a cong)\s?[)\]}]\s?|\s(?:a còng|a cong)\s)"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|chấm|cham)\s?[)\]}]\s?|\s(?:dot|chấm|cham)\s)"
_MAILERS = r"(?:gmail|yahoo|hotmail|outlook|icloud)"
_ENDS = r"(?:com|vn|net|org|edu|gov|info|me|io)"
_EMAIL = re.compile(
    rf"(?<![\w.+%])(?:[\d.]{{1,20}}-){{0,4}}(?P<mail>[\w.+%\-]{{1,64}}"
    rf"(?:{_AT}(?:[\w\-]{{1,63}}(?:{_DOT}[\w\-]{{1,63}}){{0,4}}?(?:{_DOT}[^\W\d_]{{2,}}|\s?\.\s?{_ENDS}\b(?:\s?\.\s?{_ENDS}\b)?)"
    rf"|{_MAILERS}\b)|\sat\s{_MAILERS}(?:{_DOT}[^\W\d_]{{2,}})?\b))",
    re.IGNORECASE,
)
# The lines for machines at the foot of an identity card or passport.
_MRZ = re.compile(r"(?<![A-Z0-9<])(?:(?:ID|P<)VNM[A-Z0-9<]{8,90}|[A-Z0-9<]{2,60}<<[A-Z0-9<]{0,60})", re.IGNORECASE)
_PASSPORT = re.compile(
    r"(?<!\w)(?:[A-Za-z]\s?\d{7,8}|[A-Za-z]-\d{7,8}|(?!HS|SN|NS|TK|BN|QD|ND|NQ|TT)[A-Z]{2}-?\d{6,8})(?!\d)"
)
_WHOLE_PASSPORT = re.compile(r"(?<!\w)[A-Za-z]\d{7,8}(?!\d)")
"""Before dates are looked for: eight of its digits may be a day."""
_NAMED_PASSPORT = re.compile(
    r"(?:h[ộo]\s?chi[ếe]u|passport|\bpp)(?:[\s:.]|s[ốo]|l[àa]|c[ủu]a|em|t[ôo]i|no|number|is){0,8}"
    r"(?P<number>(?<![^\W\d_])[A-Z]{1,2}(?:[ .\-]?\d){6,8})(?!\d)",
    re.IGNORECASE,
)
_HEALTH_CARD = re.compile(r"(?<!\w)[A-Z]{2}[ .-]?\d(?:[ .-]?\d){12}(?!\d)", re.IGNORECASE)
_LONG = re.compile(r"\d{9,}")


def find_personal(text: str, birth_date_asked: bool = False, *, today: date | None = None) -> list[Span]:
    """Numbers that say who somebody is, in the order they stand; codes of dossiers and procedures are none.

    A date counts as a birth date as procedures/text/birth.py says; its ``value`` is empty where it cannot be read.
    Unclear runs of nine or more digits count as an account. ``today`` is the day by which dates are to come or past.
    """
    codes = find_application_codes(text)
    view = blank_known(text)
    view = blank(view, find_code_rests(view, spaced=birth_date_asked))
    found: list[Span] = []

    def take(pattern: re.Pattern[str], kind: str, group: str | int = 0) -> None:
        nonlocal view
        new = [Span(kind, *m.span(group), re.sub(r"[ .\-]", "", m[group]).upper()) for m in pattern.finditer(view)]
        if kind == "email":
            new = [Span(kind, span.start, span.end, text[span.start : span.end]) for span in new]
        found.extend(new)
        view = _without(view, new)

    take(_EMAIL, "email", "mail")
    take(_MRZ, "id_card")
    take(_HEALTH_CARD, "health_card")
    take(_WHOLE_PASSPORT, "passport")
    spoken = find_spoken(view)
    found += spoken
    view = _without(view, spoken)
    shapes = find_shapes(blank(view, (m.span() for m in _LONG.finditer(view))))
    shapes = _dates_only(view, text, shapes)
    undated = _without(view, shapes)
    numbers = [*found, *find_numbers(undated, text), *_passports(undated)]
    births = find_birth_dates(
        text,
        shapes,
        codes,
        numbers,
        asked=birth_date_asked,
        today=today or date.today(),  # noqa: DTZ011
    )
    found += births
    # A date that is no birth date is no number either; what only looks like one may be.
    view = _without(_without(view, births), [shape for shape in shapes if shape.form == "sure"])
    take(_NAMED_PASSPORT, "passport", "number")
    take(_PASSPORT, "passport")
    found += find_numbers(view, text)
    return sorted(found, key=lambda span: span.start)


def blank_known(text: str) -> str:
    """A copy of the same length without codes, placeholders and hotlines: none of them is ever personal."""
    spans = [*find_application_codes(text), *find_procedure_codes(text)]
    places = [(span.start, span.end) for span in spans] + [match.span() for match in PLACEHOLDER.finditer(text)]
    return blank_hotlines(blank(text, [*places, *find_begun_codes(text)]))


def placeholder(kind: str, ref: str) -> str:
    """The typed mark that stands for a personal number from intake on; ``ref`` is ten hexadecimal digits."""
    return f"[{kind}:{ref}]"


def _without(view: str, spans: list[Span] | list[Shape]) -> str:
    return blank(view, [(span.start, span.end) for span in spans])


def _passports(view: str) -> list[Span]:
    return [Span("passport", *match.span(), "") for match in _PASSPORT.finditer(view)]


def _dates_only(view: str, text: str, shapes: list[Shape]) -> list[Shape]:
    """Without those that are a piece of a phone number or identity card, or an account."""
    sure = [shape for shape in shapes if shape.form == "sure"]
    strong = [span for span in find_numbers(_without(view, sure), text) if is_strong(span.value)]
    return [
        shape
        for shape in shapes
        if not _is_account(text, shape)
        and (shape.form in ("sure", "short") or not any(s.start < shape.end and shape.start < s.end for s in strong))
    ]


def _is_account(text: str, shape: Shape) -> bool:
    """Digits without marks straight after «stk» are an account, whatever day they could be."""
    written = text[shape.start : shape.end]
    before = text[max(0, shape.start - 20) : shape.start]
    return written.isdigit() and bool(
        re.search(r"(?:stk|tài khoản|tai khoan|\btk)[\s:_]*(?:là|la|số|so)?[\s:]*$", before, re.I)
    )
