"""``python -m bot.web.accounts first-admin``: prints a link that makes the first admin, once, within an hour."""

import sys

from bot.web.accounts import invitations
from bot.web.accounts.link_settings import LinkSettings
from procedures.db import make_engine, make_sessions


def main(arguments: list[str]) -> int:
    """Exit status 0 with the link, or without a word where there is an admin; 2 for another command."""
    if arguments != ["first-admin"]:
        print("usage: python -m bot.web.accounts first-admin", file=sys.stderr)
        return 2
    settings = LinkSettings()
    engine = make_engine(settings.database)
    with make_sessions(engine).begin() as session:
        token = invitations.first_admin(session)
    engine.dispose()
    if token:
        print(f"{settings.base}/loi-moi/{token}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
