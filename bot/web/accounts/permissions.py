"""Who may do what: one table, read by the guard before every handler (``guard.py``) and by nobody else.

A route that is missing here is refused, and a test fails for it; so does one for a row without a route. Add a row with
the route, in the section of its area. ``path`` is the route's own template, word for word.
"""

from dataclasses import dataclass

from bot.web.roles import ROLES, Role


@dataclass(frozen=True)
class Rule:
    """``who`` is anybody, conversation, begun, signed_in or one of ``roles``."""

    who: str
    roles: frozenset[Role] = frozenset()


PUBLIC = Rule("anybody")
CITIZEN = Rule("conversation")
"""Opened by the conversation's own token or cookie, which the handler checks; without it there is nothing to see."""
BEGUN = Rule("begun")
"""Signed in, even if the second factor is still missing."""
SIGNED_IN = Rule("signed_in")


def only(*roles: Role) -> Rule:
    """Signed in with one of the roles."""
    return Rule("roles", frozenset(roles))


STAFF = only("staff", "team_lead")
LEADS = only("team_lead")
EDITORS = only("editor", "approver")
APPROVERS = only("approver")
ADMIN = only("admin")
READ_LOG = only("team_lead", "admin")
MANUAL_READERS = only("staff", "team_lead", "admin")
MODEL_READERS = only("editor", "approver", "admin")
DESK_MANUAL_READERS = only("editor", "approver", "admin")
TEAM_RULES = only("team_lead", "admin")
"""Of their own team; the handler looks."""

_SITE = {
    PUBLIC: [
        "MOUNT /static", "GET /healthz", "GET /readyz", "GET /metrics", "GET /api/openapi.json", "GET /robots.txt",
        "GET /sitemap.xml", "GET /quyen-rieng-tu", "GET /tam-biet",
    ],
}  # fmt: skip
_LIBRARY = {
    PUBLIC: [
        "GET /thu-tuc", "GET /thu-tuc/{slug}", "GET /thu-tuc/ma/{code}", "GET /thu-tuc/{slug}/huong-dan",
        "GET /thu-tuc/{slug}/cho-quay", "GET /api/procedures", "GET /api/procedures/{slug}",
    ],
}  # fmt: skip
_CHAT = {
    PUBLIC: [
        "GET /", "GET /chat", "POST /chat", "POST /chat/new", "POST /chat/lang", "POST /api/conversations",
        "GET /embed", "GET /embed.js", "GET /embed/{accent}.css", "GET /tiep-tuc", "POST /tiep-tuc",
    ],
    CITIZEN: [
        "GET /api/conversations/{conversation}/messages", "POST /api/conversations/{conversation}/messages",
        "GET /api/conversations/{conversation}/stream",
        "GET /chat/items", "GET /chat/stream", "GET /chat/transcript", "GET /chat/held.html", "GET /chat/held.json",
        "POST /chat/delete", "POST /chat/end", "POST /chat/link", "POST /chat/rating",
        "GET /chat/feedback/{item}", "POST /chat/feedback",
    ],
}  # fmt: skip
_OPINIONS = {
    PUBLIC: ["GET /bao-sai", "POST /bao-sai", "GET /gop-y", "POST /gop-y"],
}
_ACCOUNTS = {
    PUBLIC: [
        "GET /dang-nhap", "POST /dang-nhap", "GET /dang-nhap/co-quan", "GET /dang-nhap/co-quan/ve",
        "GET /loi-moi/{token}", "POST /loi-moi/{token}",
    ],
    BEGUN: [
        "GET /dang-nhap/ma", "POST /dang-nhap/ma", "POST /dang-xuat",
        "GET /tai-khoan/hai-lop", "POST /tai-khoan/hai-lop",
    ],
    SIGNED_IN: [
        "GET /tai-khoan", "POST /tai-khoan/mat-khau", "POST /tai-khoan/ngon-ngu", "POST /tai-khoan/ma-du-phong",
        "POST /tai-khoan/hai-lop/tat", "POST /tai-khoan/phien/{sign_in}", "POST /tai-khoan/phien",
    ],
    ADMIN: [
        "GET /quan-tri/nguoi-dung", "GET /quan-tri/nguoi-dung/moi", "POST /quan-tri/nguoi-dung/moi",
        "POST /quan-tri/nguoi-dung/to", "GET /quan-tri/nguoi-dung/{account}", "POST /quan-tri/nguoi-dung/{account}",
        "POST /quan-tri/nguoi-dung/{account}/khoa", "POST /quan-tri/nguoi-dung/{account}/mo",
        "POST /quan-tri/nguoi-dung/{account}/hai-lop", "POST /quan-tri/nguoi-dung/{account}/mat-khau",
    ],
}  # fmt: skip

_EDITING = {
    EDITORS: [
        "GET /bien-tap/can-xem", "GET /bien-tap/sap-doi", "GET /bien-tap/tep", "GET /bien-tap/tep/xuat",
        "POST /bien-tap/tep", "GET /bien-tap", "GET /bien-tap/moi", "POST /bien-tap/moi",
        "POST /bien-tap/danh-muc/{register}",
        "GET /bien-tap/thu-tuc/{slug}", "POST /bien-tap/thu-tuc/{slug}/sua", "POST /bien-tap/thu-tuc/{slug}/khoi-phuc",
        "POST /bien-tap/thu-tuc/{slug}/ngung", "POST /bien-tap/thu-tuc/{slug}/phu-trach",
        "GET /bien-tap/thu-tuc/{slug}/so-sanh", "GET /bien-tap/thu-tuc/{slug}/dong-thoi-gian",
        "GET /bien-tap/nhap/{draft}", "POST /bien-tap/nhap/{draft}/buoc", "POST /bien-tap/nhap/{draft}/gop-y",
        "POST /bien-tap/nhap/{draft}/lien-ket", "POST /bien-tap/nhap/{draft}/co-mat",
        "GET /bien-tap/nhap/{draft}/phan/{part}", "POST /bien-tap/nhap/{draft}/phan/{part}",
        "GET /bien-tap/nhap/{draft}/so-sanh", "GET /bien-tap/nhap/{draft}/dong-thoi-gian",
        "GET /bien-tap/nhap/{draft}/cay", "GET /bien-tap/nhap/{draft}/xem", "GET /bien-tap/nhap/{draft}/the",
    ],
    APPROVERS: ["POST /bien-tap/nhap/{draft}/duyet"],
    PUBLIC: ["GET /kiem-tra/{token}", "POST /kiem-tra/{token}"],
}  # fmt: skip

_DESK = {
    STAFF: [
        "GET /lam-viec", "GET /lam-viec/stream", "GET /lam-viec/c/{conversation}", "POST /lam-viec/c/{conversation}",
        "GET /lam-viec/c/{conversation}/tin", "GET /lam-viec/c/{conversation}/stream",
        "GET /lam-viec/c/{conversation}/ben", "POST /lam-viec/c/{conversation}/nhan",
        "POST /lam-viec/c/{conversation}/tra-lai", "POST /lam-viec/c/{conversation}/chuyen",
        "POST /lam-viec/c/{conversation}/ket-thuc", "POST /lam-viec/c/{conversation}/thu",
        "POST /lam-viec/c/{conversation}/bao-sai", "POST /lam-viec/c/{conversation}/xem",
    ],
    READ_LOG: ["GET /quan-tri/nhat-ky-xem"],
    CITIZEN: ["POST /chat/thoi-cho"],
}  # fmt: skip
_QUEUE = {
    PUBLIC: ["GET /goi-lai", "POST /goi-lai"],
    STAFF: [
        "POST /lam-viec/co-mat", "GET /lam-viec/goi-lai", "POST /lam-viec/goi-lai/{number}/nhan",
        "POST /lam-viec/goi-lai/{number}/so", "POST /lam-viec/goi-lai/{number}/goi-hut",
        "POST /lam-viec/goi-lai/{number}/tra", "POST /lam-viec/goi-lai/{number}/xong",
    ],
    TEAM_RULES: ["GET /quan-tri/to", "POST /quan-tri/to", "POST /quan-tri/to/ngay", "POST /quan-tri/to/ngay/bo"],
}  # fmt: skip
_HELP = {
    STAFF: [
        "GET /lam-viec/c/{conversation}/tro-giup", "POST /lam-viec/c/{conversation}/the",
        "POST /lam-viec/c/{conversation}/huong-dan", "POST /lam-viec/c/{conversation}/ghi-chu",
        "GET /lam-viec/dien-thoai", "POST /lam-viec/dien-thoai", "POST /lam-viec/dien-thoai/ket-thuc",
    ],
    TEAM_RULES: ["GET /lam-viec/mau-cau", "GET /lam-viec/mau-cau/{shortcut}", "POST /lam-viec/mau-cau"],
}  # fmt: skip
_MANUAL = {
    MANUAL_READERS: ["GET /lam-viec/huong-dan"],
    DESK_MANUAL_READERS: ["GET /bien-tap/huong-dan"],
}
_FIGURES = {
    STAFF: ["GET /lam-viec/so-lieu", "GET /lam-viec/so-lieu.csv"],
}

_LEARNING = {
    EDITORS: [
        "GET /bien-tap/hang-cho", "POST /bien-tap/hang-cho", "GET /bien-tap/vi-du", "POST /bien-tap/vi-du/{example}",
    ],
}  # fmt: skip
_MODELS = {
    MODEL_READERS: ["GET /quan-tri/mo-hinh", "GET /quan-tri/mo-hinh/{model}"],
    ADMIN: [
        "POST /quan-tri/mo-hinh/huan-luyen", "POST /quan-tri/mo-hinh/huan-luyen/{training}/dung",
        "POST /quan-tri/mo-hinh/{model}/phat-hanh",
    ],
}  # fmt: skip
_OFFICE = {
    ADMIN: [
        "GET /quan-tri/nhat-ky", "GET /quan-tri/cai-dat", "POST /quan-tri/cai-dat/bot",
        "POST /quan-tri/cai-dat/thong-bao", "POST /quan-tri/cai-dat/thong-bao/{notice}",
        "POST /quan-tri/cai-dat/{key}",
    ],
}  # fmt: skip

SECTIONS = (
    _DESK, _HELP, _QUEUE, _MANUAL, _FIGURES, _SITE, _LIBRARY, _CHAT, _OPINIONS, _ACCOUNTS, _EDITING, _LEARNING, _MODELS,
    _OFFICE,
)  # fmt: skip


def _table() -> dict[str, Rule]:
    table: dict[str, Rule] = {}
    for section in SECTIONS:
        for rule, rows in section.items():
            for row in rows:
                if row in table:
                    raise ValueError(f"{row} stands twice in the table")
                table[row] = rule
    return table


TABLE = _table()
"""«METHOD path» → rule. HEAD is GET's."""


def rule_of(method: str, path: str) -> Rule | None:
    """The rule of a route by its template; None where the table has none, and nobody may."""
    return TABLE.get(f"{'GET' if method == 'HEAD' else method} {path}")


def allows(rule: Rule, roles: frozenset[str], *, signed_in: bool, full: bool) -> bool:
    """Whether somebody may: ``full`` as in SignedIn."""
    if rule.who in ("anybody", "conversation"):
        return True
    if rule.who == "begun":
        return signed_in
    return signed_in and full and (rule.who == "signed_in" or bool(rule.roles & roles))


assert all(set(rule.roles) <= set(ROLES) for rule in TABLE.values())
