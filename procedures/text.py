"""Vietnamese text as people type it: cleaning, folding, tokens, codes, dates and personal numbers.

The only module that both runtimes import (docs/adr/0002-two-runtimes.md): standard library only, valid on Python 3.10.

Offsets: every function that returns positions counts characters of the text it was given. ``clean`` changes the text,
so call it once, at intake, and use its result from there on.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_INVISIBLE = {"Cf", "Cc", "Co", "Cs", "Cn"}  # format, control, private, surrogate, unassigned
_TOKEN = re.compile(r"\[[a-z_]+:[0-9a-f]{10}\]|[^\W_]+(?:[.\-/][^\W_]+)*|[^\w\s]|_", re.UNICODE)


@dataclass(frozen=True)
class Span:
    """A piece of a text: what it is, where it stands (``text[start:end]``), and its value in standard form."""

    kind: str
    start: int
    end: int
    value: str


def clean(text: str) -> str:
    """NFC, one line, ordinary spaces, ASCII digits, no invisible characters (zero-width, bidi marks, controls)."""
    out = []
    for char in unicodedata.normalize("NFC", text):
        category = unicodedata.category(char)
        if char.isspace() or category in ("Zs", "Zl", "Zp"):
            out.append(" ")
        elif category == "Nd":
            out.append(str(unicodedata.digit(char)))
        elif category not in _INVISIBLE:
            out.append(char)
    return re.sub(r" +", " ", "".join(out)).strip()


def fold(text: str) -> str:
    """Lower case without diacritics, ``đ`` as ``d``, single spaces: the form in which names are compared."""
    flat = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    flat = "".join(char for char in flat if unicodedata.category(char) != "Mn")
    return " ".join(flat.split())


def tokens(text: str) -> list[Span]:
    """Words, codes, placeholders and single marks with their true offsets; ``value`` is the folded form."""
    # A letter typed as NFD is followed by marks, which are no word characters: join them to their letter first.
    marked = re.compile(r"(?:" + _TOKEN.pattern + r")[̀-ͯ]*(?:[^\W_]*[̀-ͯ]+)*[^\W_]*")
    pattern = marked if any(unicodedata.combining(char) for char in text) else _TOKEN
    return [Span("token", m.start(), m.end(), fold(m.group())) for m in pattern.finditer(text)]


# --- codes -------------------------------------------------------------------------------------------------------

# A dossier's code: H29.15-240702-0012, H29.15.4-240702-0012, G15-…, and the old 000.00.15.H29-240702-0012.
_CODE_GAP = r"\s*[-–—_]\s*"
_APPLICATION = re.compile(
    r"(?<![\w.])(?P<unit>\d{3}(?:\s*\.\s*\d{2}){2}\s*\.\s*[GH]\d{2}"
    r"|(?:\d{3}\s*\.\s*\d{2}\s*\.\s*\d{2}\s*\.\s*)?[GH]\s?\d{2}(?:(?:\s*\.\s*|\s+)\d{1,3}(?!\d))*)"
    rf"(?:{_CODE_GAP}|\s+)(?P<day>\d{{6}})(?:{_CODE_GAP}|\s+)(?P<number>\d{{3,8}})(?!\d)",
    re.IGNORECASE,
)
_PARTIAL = re.compile(
    r"(?<![\w.])(?:\d{3}\.\d{2}\.\d{2}\.[GH]\d{2}|[GH]\d{2}(?:\.\d{1,3})*)(?:-\d{6})?-?(?![\w])", re.IGNORECASE
)
_TAIL = re.compile(r"^\s*-?\s*(?:\d{6}\s*[-\s]\s*)?\d{3,8}\s*$")
# Day and number of a dossier on their own, as when a code comes in two messages: a year, month and day that can be.
_CODE_REST = re.compile(r"(?<![\w.])[1-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\s*[-–—]\s*|\s+)\d{3,5}(?![\w])")
_PROCEDURE_CODE = re.compile(r"(?<![\w.])([1-3]\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})?(?![\w])", re.IGNORECASE)


def find_application_codes(text: str) -> list[Span]:
    """Codes of dossiers, in any case and with spaces; ``value`` in the agencies' form (``H29.15-240702-0012``)."""
    found = []
    for match in _APPLICATION.finditer(text):
        unit = re.sub(r"(?<=\d)\s+(?=\d)", ".", match["unit"])
        unit = re.sub(r"\s+", "", unit).upper()
        value = f"{unit}-{match['day']}-{match['number']}"
        found.append(Span("application_code", match.start(), match.end(), value))
    return found


def find_partial_code(text: str) -> str | None:
    """The beginning of a dossier's code when a message holds only that (``h29.15-240702`` → ``H29.15-240702``)."""
    if find_application_codes(text):
        return None
    match = _PARTIAL.search(text)
    return match.group().upper().rstrip("-") if match else None


def join_code(begun: str, text: str) -> str | None:
    """The whole code made of its beginning and a message with the rest, or None when they make none."""
    if not _TAIL.match(text):
        return None
    whole = find_application_codes(f"{begun}-{text.strip().lstrip('-').strip()}")
    return whole[0].value if whole else None


def find_procedure_codes(text: str) -> list[Span]:
    """National codes of procedures; of the long old form ``1.000656.000.00.00.H29`` only ``1.000656`` counts."""
    return [Span("procedure_code", m.start(), m.end(), m.group(1)) for m in _PROCEDURE_CODE.finditer(text)]


# --- dates -------------------------------------------------------------------------------------------------------

_DATE = re.compile(
    r"(?<!\d)(?:(?:ngày|ngay)\s*)?(?P<d>\d{1,2})\s*(?:[/.\-]|tháng|thang|\s)\s*(?P<m>\d{1,2})\s*(?:[/.\-]|năm|nam|\s)\s*"
    r"(?P<y>\d{4})(?!\d)|(?<!\d)(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})(?!\d)"
    r"|(?<!\d)(?P<d3>\d{2})(?P<m3>\d{2})(?P<y3>(?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(r"(?<![\d/.\-])(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{2})(?![\d/.\-])")


def find_dates(text: str, of_birth: bool = False) -> list[Span]:
    """Whole dates, day first (``20/05/1990``, ``20-5-1990``, ``20 tháng 5 năm 1990``, ``20051990``), as ISO values.

    With ``of_birth`` a year of two digits counts too (``20/5/90``): the last such year that is not to come.
    """
    found = []
    if of_birth:
        found += [span for match in _SHORT_DATE.finditer(text) if (span := _short_date(match))]
    for match in _DATE.finditer(text):
        parts = match.groupdict()
        for suffix in ("", "2", "3"):
            if parts["y" + suffix]:
                try:
                    day = date(int(parts["y" + suffix]), int(parts["m" + suffix]), int(parts["d" + suffix]))
                except ValueError:
                    break
                found.append(Span("date", match.start(), match.end(), day.isoformat()))
                break
    return sorted(found, key=lambda span: span.start)


def _short_date(match: re.Match[str]) -> Span | None:
    day, month, year = (int(part) for part in match.groups())
    century = 2000 if 2000 + year <= date.today().year else 1900  # noqa: DTZ011 - a day more or less changes no century
    try:
        value = date(century + year, month, day)
    except ValueError:
        return None
    return Span("date", match.start(), match.end(), value.isoformat())


# --- personal numbers --------------------------------------------------------------------------------------------

PERSONAL_KINDS = ("id_card", "phone", "account", "passport", "health_card", "email", "birth_date")
PLACEHOLDER = re.compile(r"\[(?P<kind>" + "|".join(PERSONAL_KINDS) + r"):(?P<ref>[0-9a-f]{10})\]")

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_PASSPORT = re.compile(r"(?<![\w.])[A-Z]\s?\d{7}(?!\w)", re.IGNORECASE)
_HEALTH_CARD = re.compile(r"(?<!\w)[A-Z]{2}[ .-]?\d(?:[ .-]?\d){12}(?!\w)", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\w.])\+?\d(?:[ .\-–()]{0,2}\d){7,18}(?!\w)")
_MONEY = re.compile(r"^[1-9]\d{0,2}(?:[.,]\d{3})+$")
_PHONE = re.compile(r"^(?:\+?84|0)(?:[35789]\d{8}|2\d{9})$")
_BIRTH_WORDS = re.compile(r"\b(?:sinh ngay|ngay sinh|sinh nam|sinh|ns|nam sinh|born|birth|dob)\b")
_ACCOUNT_WORDS = re.compile(r"\b(?:stk|so tai khoan|tai khoan ngan hang|so the|account)\b")
_HEALTH_WORDS = re.compile(r"\b(?:bhyt|bhxh|bao hiem|insurance)\b")


def find_personal(text: str, birth_date_asked: bool = False) -> list[Span]:
    """Numbers that say who somebody is, in the order they stand; codes of dossiers and procedures are none.

    A date counts as a birth date where one was asked for, beside a dossier's code, or near words of birth. Unclear runs
    of nine or more digits count as an account: better one number too many masked than one too few.
    """
    codes = find_application_codes(text)
    taken = [(s.start, s.end) for s in codes + find_procedure_codes(text)]
    taken += [(m.start(), m.end()) for m in PLACEHOLDER.finditer(text)]
    taken += [(m.start(), m.end()) for m in _CODE_REST.finditer(text) if birth_date_asked or "-" in m.group()]
    found: list[Span] = []

    def take(kind: str, start: int, end: int, value: str) -> None:
        if not any(start < e and s < end for s, e in taken):
            taken.append((start, end))
            found.append(Span(kind, start, end, value))

    for match in _EMAIL.finditer(text):
        take("email", match.start(), match.end(), match.group())
    for match in _HEALTH_CARD.finditer(text):
        take("health_card", match.start(), match.end(), re.sub(r"[ .-]", "", match.group()).upper())
    for span in find_dates(text, of_birth=True):
        before = fold(text[max(0, span.start - 24) : span.start])
        if birth_date_asked or codes or _BIRTH_WORDS.search(before):
            take("birth_date", span.start, span.end, span.value)
        else:
            taken.append((span.start, span.end))
    for match in _PASSPORT.finditer(text):
        take("passport", match.start(), match.end(), match.group().replace(" ", "").upper())
    for match in _DIGITS.finditer(text):
        kind = _kind_of_digits(match.group(), fold(text[max(0, match.start() - 40) : match.start()]))
        if kind:
            take(kind, match.start(), match.end(), re.sub(r"[^\d+]", "", match.group()))
    return sorted(found, key=lambda span: span.start)


def _kind_of_digits(written: str, before: str) -> str | None:
    digits = re.sub(r"[^\d+]", "", written)
    if _MONEY.match(written):
        return None
    if _PHONE.match(digits):
        return "phone"
    if len(digits) == 12 or (len(digits) == 9 and not _ACCOUNT_WORDS.search(before)):
        return "id_card"
    if len(digits) == 10 and _HEALTH_WORDS.search(before):
        return "health_card"
    if len(digits) >= 9 or _ACCOUNT_WORDS.search(before):
        return "account"
    return None


def placeholder(kind: str, ref: str) -> str:
    """The typed mark that stands for a personal number from intake on; ``ref`` is ten hexadecimal digits."""
    return f"[{kind}:{ref}]"


def replace(text: str, spans: list[Span], words: list[str]) -> str:
    """``text`` with each span (in order, not overlapping) replaced by the word of the same place."""
    out, at = [], 0
    for span, word in zip(spans, words, strict=True):
        out += [text[at : span.start], word]
        at = span.end
    return "".join([*out, text[at:]])
