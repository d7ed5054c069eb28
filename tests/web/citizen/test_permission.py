"""Who may do what with a conversation: whoever holds its token, by forms of our own page."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.citizen.models import Feedback, Rating, ResumeLink
from bot.web.models import Conversation
from tests.web.citizen.conftest import Person

FORMS = {
    "/chat/feedback": {"item": "3", "thumb": "1"},
    "/chat/rating": {"stars": "5"},
    "/chat/link": {},
    "/chat/delete": {"sure": "yes"},
}
PAGES = ["/chat/held.json", "/chat/held.html", "/chat/transcript", "/chat/feedback/3"]
PUBLIC = {"/gop-y": {"words": "khó quá"}, "/bao-sai": {"slug": "criminal-record-1", "words": "sai"}}


def rows(sessions: sessionmaker[Session]) -> list[int | None]:
    with sessions() as session:
        tables = (Feedback, Rating, ResumeLink, Conversation)
        return [session.scalar(select(func.count()).select_from(table)) for table in tables]


@pytest.mark.parametrize("path", FORMS)
async def test_without_a_conversation_a_form_is_refused(
    person: Person, visitor: Person, sessions: sessionmaker[Session], path: str
) -> None:
    visitor.conversation = person.conversation  # to know its id is not enough
    status, page = await visitor.own(path, **FORMS[path])
    assert status == 403 and "không có cuộc trò chuyện nào đang mở" in page
    assert rows(sessions) == [0, 0, 0, 1]


@pytest.mark.parametrize("path", FORMS)
async def test_with_another_conversation_a_form_is_refused(
    person: Person, stranger: Person, sessions: sessionmaker[Session], path: str
) -> None:
    stranger.conversation = person.conversation
    assert (await stranger.own(path, **FORMS[path]))[0] == 409
    assert rows(sessions) == [0, 0, 0, 2]


@pytest.mark.parametrize("path", FORMS)
async def test_another_token_opens_nothing(person: Person, visitor: Person, path: str) -> None:
    visitor.conversation = person.conversation
    visitor.http.cookie_jar.update_cookies({"mc_chat": f"{person.conversation}.{'x' * 43}"})
    assert (await visitor.own(path, **FORMS[path]))[0] == 403


@pytest.mark.parametrize("path", PAGES)
async def test_pages_of_a_conversation_are_its_owners(person: Person, visitor: Person, path: str) -> None:
    assert (await person.get(path))[0] == 200
    assert (await visitor.get(path))[0] == 403


@pytest.mark.parametrize("path", [*FORMS, *PUBLIC, "/chat/end", "/tiep-tuc"])
async def test_a_form_from_another_site_is_refused(person: Person, sessions: sessionmaker[Session], path: str) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        status, _ = await person.own(path, headers, **FORMS.get(path, PUBLIC.get(path, {})), code="x")
        assert status == 403
    assert rows(sessions) == [0, 0, 0, 1]
    assert (await person.get("/chat/transcript"))[0] == 200
