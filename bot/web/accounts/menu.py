"""What stands in the menu of those who work here: one row a page, shown to whoever may open it."""

from collections.abc import Set

from bot.web.accounts.permissions import rule_of

MENU: tuple[tuple[str, str], ...] = (
    ("/lam-viec", "inbox"),
    ("/bien-tap", "editing"),
    ("/bien-tap/hang-cho", "review"),
    ("/bien-tap/huong-dan", "editing_manual"),
    ("/lam-viec/goi-lai", "call_backs"),
    ("/lam-viec/dien-thoai", "phone"),
    ("/lam-viec/so-lieu", "figures"),
    ("/lam-viec/mau-cau", "canned"),
    ("/lam-viec/huong-dan", "manual"),
    ("/quan-tri/to", "teams"),
    ("/quan-tri/nhat-ky-xem", "reads"),
    ("/quan-tri/nguoi-dung", "people"),
    ("/quan-tri/mo-hinh", "models"),
    ("/quan-tri/cai-dat", "settings"),
    ("/quan-tri/nhat-ky", "log"),
    ("/tai-khoan", "own"),
)
"""Path and the key of its word in procedures/words/accounts.*.yml, in the order of the menu."""


def menu_for(roles: Set[str]) -> list[tuple[str, str]]:
    """The rows that somebody with these roles may open, by the table of permissions."""
    return [(path, word) for path, word in MENU if _may(path, roles)]


def _may(path: str, roles: Set[str]) -> bool:
    rule = rule_of("GET", path)
    return rule is not None and (rule.who == "signed_in" or bool(rule.roles & roles))
