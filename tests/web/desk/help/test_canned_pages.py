"""Pages of canned replies: whose they are, and how they stand in the help."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.models import Account
from bot.web.desk.models import CannedReply
from tests.web.accounts.conftest import Staff
from tests.web.desk.help.conftest import Talks
from tests.web.desk.help.pages import CANNED, clerk
from tests.web.desk.queue.made import team

pytestmark = pytest.mark.usefixtures("asks_rasa", "about_fees")


async def test_canned_replies_are_for_leads_and_admins(staff: Staff, sessions: sessionmaker[Session]) -> None:
    browser, _ = await clerk(staff)
    assert await browser.get(CANNED) == 403
    for login, role in (("sep", "team_lead"), ("quantri", "admin")):
        lead = await staff.signed_in(login, role)
        assert await lead.get(CANNED) == 200 and "/xin-chao" in lead.text
        fields = {"shortcut": f"moi-{login}", "title": "Mới", "text_vi": "Câu mới {tong_dai}", "active": "true"}
        assert await lead.send(CANNED, **fields) == 200
        assert await lead.send(CANNED, **fields, revision="0") == 409 and "Câu mới" in lead.text
    assert await lead.get(f"{CANNED}/nope") == 404
    with sessions() as session:
        assert len(session.scalars(select(CannedReply)).all()) == 2


async def test_a_lead_changes_replies_of_the_own_team_only(staff: Staff, sessions: sessionmaker[Session]) -> None:
    lead = await staff.signed_in("sep", "team_lead")
    with sessions.begin() as session:
        north, south = team(session, "Bắc"), team(session, "Nam")
        session.query(Account).filter_by(login="sep").one().team_id = north
        for name, of in (("bac", north), ("nam", south), ("chung", None)):
            row = CannedReply(shortcut=name, title=name, text_vi="Câu", text_en="", team_id=of, active=True, revision=1)
            session.add(row)
            session.flush()
    fields = {"title": "Mới", "text_vi": "Câu mới", "active": "true", "revision": "1"}
    await lead.get(CANNED)
    assert f"{CANNED}/bac" in lead.text and f"{CANNED}/nam" not in lead.text and f"{CANNED}/xin-chao" not in lead.text
    forged = [
        {"reply": "2", "shortcut": "nam", "team": str(south)}, {"reply": "2", "shortcut": "nam", "team": str(north)},
        {"reply": "3", "shortcut": "chung", "team": str(north)}, {"reply": "1", "shortcut": "bac", "team": str(south)},
        {"reply": "1", "shortcut": "bac"}, {"shortcut": "xin-chao", "team": str(north), "revision": "0"},
        {"shortcut": "moi"},
    ]  # fmt: skip
    for form in forged:
        assert await lead.send(CANNED, **(fields | form)) == 403, form
        await lead.get(CANNED)
    for name in ("nam", "chung", "xin-chao"):
        assert await lead.get(f"{CANNED}/{name}") == 403
    await lead.get(CANNED)
    assert await lead.send(CANNED, **fields, reply="1", shortcut="bac", team=str(north)) == 200
    with sessions() as session:
        found = {row.shortcut: (row.title, row.team_id) for row in session.scalars(select(CannedReply))}
    assert found == {"bac": ("Mới", north), "nam": ("nam", south), "chung": ("chung", None)}


async def test_a_canned_reply_stands_in_the_help_with_its_variables_filled(staff: Staff, held: Talks) -> None:
    browser, me = await clerk(staff)
    await browser.get(f"/lam-viec/c/{held.by(me)}/tro-giup")
    said = re.search(r'data-canned="xin-chao">([^<]+)<', browser.text)
    assert said and "Người hoa" in said[1]
