"""The log of reads says why: whoever sees a citizen's words stands in it with what gave them the look."""

from collections.abc import Callable
from typing import get_args

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.audit import Who
from bot.web.accounts.models import Account
from bot.web.accounts.signed_in import SignedIn
from bot.web.citizen.queue import put_in_queue
from bot.web.desk import hands, read_log, reads
from bot.web.desk.models import CallBack, Read
from bot.web.desk.queue import phone
from bot.web.desk.read_log import Wanted
from bot.web.desk.sight import why
from bot.web.models import Conversation
from bot.web.settings import WebSettings
from procedures.calendar import now
from procedures.words import say
from tests.web.accounts.conftest import Staff
from tests.web.desk.conftest import new_id
from tests.web.desk.queue.made import team

Sessions = sessionmaker[Session]
Make = Callable[..., Who]
Talk = Callable[..., str]


def looking(who: Who, *roles: str, team_id: int | None = None) -> SignedIn:
    assert who.account_id is not None
    return SignedIn(
        account_id=who.account_id, sign_in_id=1, login="x", name="X", roles=frozenset(roles or ("staff",)),
        team_id=team_id, lang="vi", csrf="", full=True, has_second_factor=False, needs_second_factor=False, local=True,
    )  # fmt: skip


def test_a_look_is_explained_by_what_gave_it(sessions: Sessions, colleague: Make, talk: Talk) -> None:
    with sessions.begin() as session:
        north, south = team(session, "Bắc"), team(session, "Nam")
    lan, minh = colleague("lan", team=north), colleague("minh", team=south)
    waits, runs, over = talk(stage="waiting", team_id=north), talk(), talk()
    with sessions.begin() as session:
        for number in (runs, over):
            hands.take(session, lan, number)
        hands.close(session, lan, over, "solved")
    with sessions() as session:
        found = {each: session.get_one(Conversation, each) for each in (waits, runs, over)}
        me, other = looking(lan, team_id=north), looking(minh, team_id=south)
        lead = looking(minh, "team_lead", team_id=south)
        got = [[why(session, each, found[number]) for number in found] for each in (me, other, lead)]
    assert got[0] == ["waiting", "holder", "served"]
    assert got[1][:2] == ["colleague", "colleague"] and got[2] == ["lead", "lead", "lead"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_log_says_a_reason_in_words_and_a_typed_one_as_it_stands(
    sessions: Sessions, colleague: Make, lang: str
) -> None:
    lan = colleague("lan")
    with sessions.begin() as session:
        reads.write(session, lan, "transcript", None, "holder")
        reads.write(session, lan, "reveal", None, "holder")
    with sessions() as session:
        lines, _ = read_log.newest(session, Wanted(), lang)
    assert [line.why for line in lines] == ["holder", say("desk.reads.why.holder", lang)]


async def test_every_way_to_a_citizens_words_leaves_a_row_that_says_why(
    staff: Staff, talk: Talk, sessions: Sessions, settings: WebSettings
) -> None:
    number = talk(stage="waiting")
    with sessions.begin() as session:
        put_in_queue(
            session, "not_understood", "cái ấy", form_id="form-1", by="bot", conversation_id=number, item_seq=2
        )
        session.add(
            CallBack(
                form_id=new_id(), conversation_id=number, team_id=None, phone_end="678", words="", slug=None,
                phone_sealed=phone.seal(settings.desk_key.get_secret_value(), "0912345678"), lang="vi", wished="any",
                at=now(), state="open", holder_id=None, tries=0, ended_at=None, note="",
            )
        )  # fmt: skip
    clerk, editor = await staff.signed_in("lan", "staff"), await staff.signed_in("hoa", "editor")
    for at, part in enumerate(("", "/tin", "/ben", "/tro-giup", "/stream")):
        other = await staff.signed_in(f"ban{at}", "staff")  # of each the first and only look
        if part == "/stream":
            async with other.http.get(f"{staff.url}/lam-viec/c/{number}{part}") as response:
                assert response.status == 200
        else:
            assert await other.get(f"/lam-viec/c/{number}{part}") == 200
        assert rows(sessions, f"ban{at}") == [("transcript", number, "waiting")], part
    await clerk.get("/lam-viec/goi-lai")
    await clerk.send("/lam-viec/goi-lai/1/nhan")
    await clerk.send("/lam-viec/goi-lai/1/so")
    assert "0912 345 678" in clerk.text and rows(sessions, "lan") == [("call_back", number, "call_back")]
    for _ in range(2):
        assert await editor.get("/bien-tap/hang-cho") == 200 and "cái ấy" in editor.text
    assert rows(sessions, "hoa") == [("turn", number, "review")]
    lead = await staff.signed_in("sep", "team_lead")
    await lead.get("/quan-tri/nhat-ky-xem?tep=csv")
    assert say("desk.reads.why.review") in lead.text and rows(sessions, "sep") == [("export", None, "copy")]
    await lead.get("/quan-tri/nhat-ky-xem")
    assert say("desk.reads.why.call_back") in lead.text and say("desk.reads.what.turn") in lead.text


def rows(sessions: Sessions, login: str) -> list[tuple[str, str | None, str]]:
    with sessions() as session:
        mine = select(Read).join(Account, Account.id == Read.account_id).where(Account.login == login)
        return [(row.what, row.conversation_id, row.why) for row in session.scalars(mine.order_by(Read.id))]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_reason_to_look_has_its_words(lang: str) -> None:
    assert all(say(f"desk.reads.why.{reason}", lang) for reason in get_args(reads.Why))
