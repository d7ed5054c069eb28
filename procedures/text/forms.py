"""Numbers of forms: «CT01», «ct 01», «TK1-TS», «mẫu số 04/2024/LLTP», «ĐKX10/79»."""

import re

from procedures.text.writing import Span

# The series of the catalog (CT: residence, TK: passports and insurance, CC and DC: identity, ĐKX: vehicles).
_SERIES = re.compile(
    r"(?<![\w.\-/])(?:(?P<insured>TK)\s?(?P<one>1)\s?-?\s?TS|(?P<series>CT|TK|DC|CC|NA)\s?-?\s?(?P<number>0\d[a-e]?)"
    r"|[ĐD]KX\s?-?\s?(?P<vehicle>\d{1,2}(?:/\d{2})?))(?![\w])",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?<!\w)m(?:ẫ|â\u0303|a\u0302\u0303|a|â|ẩ|ấ)u\s(?:s(?:ố|o|ô)\s)?"
    r"(?P<number>\d{1,2}(?:[a-e](?!\w))?(?:/\d{4})?(?:/[A-ZĐ]{2,6}(?:-[A-ZĐ]{2,6})?|-HSB)?)(?![\w/])(?!\s(?:b[ảa]n|t[ờo]|ng[àa]y|lo[ạa]i|c[áa]i|b[ộo])\b)",
    re.IGNORECASE,
)


def find_form_numbers(text: str) -> list[Span]:
    """Numbers of forms in the text; ``kind`` "form_number", ``value`` as the catalog writes it («Mẫu số 18»)."""
    found = [Span("form_number", match.start(), match.end(), _series(match)) for match in _SERIES.finditer(text)]
    found += [
        Span("form_number", match.start(), match.end(), f"Mẫu số {match['number'].upper()}")
        for match in _NUMBERED.finditer(text)
    ]
    return sorted(found, key=lambda span: span.start)


def _series(match: re.Match[str]) -> str:
    if match["insured"]:
        return "TK1-TS"
    if match["vehicle"]:
        return f"ĐKX{match['vehicle']}"
    number = match["number"]
    return match["series"].upper() + number[:2] + number[2:].lower()
