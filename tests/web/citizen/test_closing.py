"""Shared computers: ended is ended, idle is closed, and only an own link opens it again, once."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.web.citizen.living import close_idle
from bot.web.citizen.models import ResumeLink
from bot.web.models import Conversation
from bot.web.settings import WebSettings
from procedures.calendar import now
from tests.web.citizen.conftest import Person
from tests.web.conftest import Client


def make_idle(sessions: sessionmaker[Session], minutes: int) -> None:
    with sessions.begin() as session:
        session.execute(update(Conversation).values(last_at=now() - timedelta(minutes=minutes)))


def closed(sessions: sessionmaker[Session]) -> list[str | None]:
    with sessions() as session:
        return list(session.scalars(select(Conversation.closed_why)))


async def link_of(person: Person) -> str:
    status, page = await person.own("/chat/link")
    found = re.search(r'value="(http[^"]+/tiep-tuc#[^"]+)"', page)
    assert status == 200 and found and "<svg" in page
    return found[1]


@pytest.mark.parametrize("path", ["/", "/thu-tuc", "/thu-tuc/criminal-record-1", "/gop-y", "/quyen-rieng-tu"])
async def test_end_and_clear_stands_on_every_page(visitor: Person, path: str) -> None:
    assert 'action="/chat/end"' in (await visitor.get(path))[1]


async def test_end_and_clear_closes_the_conversation_and_clears_the_browser(
    person: Person, sessions: sessionmaker[Session]
) -> None:
    cookies = {each.key: each.value for each in person.http.cookie_jar}
    async with person.http.post(person.url + "/chat/end", allow_redirects=False) as response:
        assert response.status == 303 and response.headers["Clear-Site-Data"] == '"storage"'
    assert not list(person.http.cookie_jar) and closed(sessions) == ["citizen"]
    person.http.cookie_jar.update_cookies(cookies)  # somebody has kept the cookie
    _, page = await person.get()
    assert person.conversation == ""
    assert 'data-seq="2"' not in page and "đã đóng" in page


async def test_ending_nothing_is_no_mistake(visitor: Person) -> None:
    status, page = await visitor.send("/chat/end")
    assert status == 200 and "Đã kết thúc" in page


async def test_half_an_hour_without_a_message_closes_the_conversation(
    person: Person, sessions: sessionmaker[Session]
) -> None:
    make_idle(sessions, 29)
    assert 'data-seq="3"' in (await person.get())[1]
    make_idle(sessions, 31)
    _, page = await person.get()
    assert 'data-seq="2"' not in page and "đã đóng" in page and 'href="/tiep-tuc"' in page


async def test_a_message_keeps_it_open(person: Person, sessions: sessionmaker[Session]) -> None:
    make_idle(sessions, 29)
    await person.ask("còn gì?")
    with sessions() as session:
        last = session.scalars(select(Conversation.last_at)).one()
    assert now().replace(tzinfo=None) - last.replace(tzinfo=None) < timedelta(minutes=5)


async def test_programs_are_told_that_it_is_closed(citizen: Client, sessions: sessionmaker[Session]) -> None:
    make_idle(sessions, 31)
    for method, path in (("POST", "messages"), ("GET", "messages"), ("GET", "stream")):
        body = {"client_id": "0" * 8 + "-0000-4000-8000-" + "0" * 12, "text": "a"}
        options = {"json": body} if method == "POST" else {}
        status, said = await citizen.call(method, f"/api/conversations/{citizen.id}/{path}", citizen.token, **options)
        assert status == 410 and said["error"]["code"] == "closed"
    status, _ = await citizen.call("GET", f"/api/conversations/{citizen.id}/messages", "x" * 43)
    assert status == 401  # a wrong token learns nothing


async def test_the_job_writes_down_what_is_idle_and_touches_nothing_else(
    person: Person, settings: WebSettings, sessions: sessionmaker[Session]
) -> None:
    with sessions.begin() as session:
        close_idle(session, settings)
    assert closed(sessions) == [None]
    make_idle(sessions, 31)
    with sessions.begin() as session:
        close_idle(session, settings)
    assert closed(sessions) == ["idle"]


async def test_its_own_link_opens_it_again_elsewhere_and_here_no_more(
    person: Person, visitor: Person, sessions: sessionmaker[Session]
) -> None:
    link = await link_of(person)
    conversation = person.conversation
    left_behind = {each.key: each.value for each in person.http.cookie_jar}
    await person.send("/chat/end")
    status, _ = await visitor.send("/tiep-tuc", code=link)
    assert status == 200
    _, page = await visitor.get()
    assert visitor.conversation == conversation and 'data-seq="3"' in page and closed(sessions) == [None]
    person.http.cookie_jar.update_cookies(left_behind)
    assert 'data-seq="2"' not in (await person.get())[1]


@pytest.mark.parametrize("pasted", ["{link}", " {link} ", "{secret}"])
async def test_the_link_may_be_pasted_whole_or_its_secret_alone(person: Person, visitor: Person, pasted: str) -> None:
    link = await link_of(person)
    code = pasted.format(link=link, secret=link.partition("#")[2])
    assert (await visitor.send("/tiep-tuc", code=code))[0] == 200


async def test_a_link_opens_once(person: Person, visitor: Person) -> None:
    link = await link_of(person)
    assert (await visitor.send("/tiep-tuc", code=link))[0] == 200
    status, page = await person.send("/tiep-tuc", code=link)
    assert status == 403 and "không dùng được" in page


async def test_an_old_a_wrong_and_an_erased_link_are_refused_in_the_same_words(
    person: Person, visitor: Person, sessions: sessionmaker[Session]
) -> None:
    said = set()
    old = await link_of(person)
    with sessions.begin() as session:
        session.execute(update(ResumeLink).values(expires_at=now() - timedelta(seconds=1)))
    erased = await link_of(person)
    said.add(re.sub(r"\s", "", (await visitor.send("/tiep-tuc", code=old))[1]))
    await person.own("/chat/delete", sure="yes")
    for code in (erased, "x" * 43, "#", "ệ"):
        status, page = await visitor.send("/tiep-tuc", code=code)
        assert status == 403
        said.add(re.sub(r"\s", "", page))
    assert len(said) == 1


async def test_of_one_conversation_three_links_are_good(person: Person, visitor: Person) -> None:
    links = [await link_of(person) for _ in range(4)]
    assert (await visitor.send("/tiep-tuc", code=links[0]))[0] == 403
    assert (await visitor.send("/tiep-tuc", code=links[3]))[0] == 200


async def test_using_a_link_ends_the_others_so_nobody_follows_into_the_conversation(
    person: Person, visitor: Person
) -> None:
    kept, sent_to_somebody = [await link_of(person) for _ in range(2)]
    assert (await visitor.send("/tiep-tuc", code=sent_to_somebody))[0] == 200
    assert (await person.send("/tiep-tuc", code=kept))[0] == 403


async def test_the_secret_is_stored_as_a_hash_only(person: Person, sessions: sessionmaker[Session]) -> None:
    secret = (await link_of(person)).partition("#")[2]
    with sessions() as session:
        stored = session.scalars(select(ResumeLink.secret_hash)).all()
    assert len(stored) == 1 and secret not in stored[0] and len(secret) == 43
