"""Numbers that belong to nobody: amounts of money, hotlines, numbers of laws, times of day."""

import re

from procedures.text.strong import is_strong
from procedures.text.writing import blank, fold

_AMOUNT = r"[1-9](?:\d{0,2}(?:[., ]\d{3})+|\d*)"
_NOT_MONEY = r"y|chi|nghiep|bao|ho|nai|thap|thoi|tinh|nhat|so huu|ý|chí|nghiệp|bào|hồ|tháp|thời|tình|nhất|sở"
_CURRENCY = (
    rf"(?:đồng|dong)(?!\s+(?:{_NOT_MONEY})\b)\b|(?:vnđ|vnd|usd|đ|nghìn|nghin|ngàn|ngan|triệu|trieu|tỷ|tỉ|ty|k|tr)\b"
)
_WITH_CURRENCY = re.compile(
    rf"(?<![\d+])(?<!\d[ .,/\-])(?:[1-9][\d.,]{{0,11}}\s?[-–]\s?)?{_AMOUNT}(?:[.,]\d{{1,2}})?\s{{0,2}}(?:{_CURRENCY})",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"(?<![\w.,+])(?<!\d )[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*(?!\w)(?![.,]\d)")
_NAMED = re.compile(
    r"(?:số tiền|so tien|vốn(?: điều lệ)?|von(?: dieu le)?|phí|phi|giá|gia)\s?(?:là|la|:|=)?\s?"
    r"[1-9]\d{3,11}(?!\d)(?![ .\-/]\d)",
    re.IGNORECASE,
)
_HOTLINE = re.compile(
    r"(?<!\d)(?<!\d[ .\-])(?<!\b[A-Za-z])1[89]00(?:[ .\-]?\d{4}|[ .\-]?\d{2}(?:[ .\-]?\d{2}){2})(?!\d)(?![ .\-]\d)"
)
_LAW = re.compile(r"(?<!\d)(?<!\d[/.\-])\d{1,4}/(?:19|20)\d{2}(?!\d)(?!\s?[/.\-]\s?\d)")
_TIME = re.compile(r"(?<!\d)(?<!\d:)(?:[01]?\d|2[0-4])\s?(?::|h|g|giờ)\s?[0-5]\d(?!\d)(?!\s?:\s?\d)", re.IGNORECASE)
_PERSON_WORD = re.compile(
    r"\b(?:stk|tk|tai khoan|cccd|cmnd|cmt|can cuoc(?: cong dan)?|chung minh(?: nhan dan| thu)?"
    r"|dinh danh(?: ca nhan)?|sdt|dt|dien thoai|phone|id|zalo|account|so the)"
    r"(?:[\s:_]+(?:so|cua|em|toi|la|no|number))*[\s:_]*$"
)


def blank_amounts(text: str) -> str:
    """A copy of the same length without them."""
    text = blank_hotlines(text)
    text = blank(text, (m.span() for m in _TIME.finditer(text)))
    text = blank(text, (m.span() for m in _LAW.finditer(text)))
    for pattern in (_WITH_CURRENCY, _GROUPED, _NAMED):
        text = blank(text, [m.span() for m in pattern.finditer(text) if not _of_a_person(text, m)])
    return text


def blank_hotlines(text: str) -> str:
    """A copy of the same length without service numbers (1900…, 1800…)."""
    return blank(text, [m.span() for m in _HOTLINE.finditer(text)])


def is_round(groups: list[str]) -> bool:
    """Whether these groups of digits are amounts (``100000-200000``) or years (``2024 2025``)."""
    return all(re.fullmatch(r"[1-9]\d{0,8}000|(?:19|20)\d{2}", group) for group in groups) and len(groups) > 1


def _of_a_person(text: str, match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match.group())
    if is_strong(digits) or (match.re is _GROUPED and len(digits) == 9 and not digits.endswith("000")):
        return True  # nobody names an amount to the last đồng, but so the former identity card is written
    return bool(_PERSON_WORD.search(fold(text[max(0, match.start() - 24) : match.start()])))
