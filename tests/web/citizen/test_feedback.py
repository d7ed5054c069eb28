"""Thumbs under answers: the newest counts, only one's own, nothing personal is kept, editors see what is wrong."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.citizen.models import Feedback, ReviewItem
from tests.web.citizen.conftest import SCRIPT, Person


def kept(sessions: sessionmaker[Session]) -> list[tuple[int, int, str | None, str]]:
    with sessions() as session:
        return [(row.item_seq, row.thumb, row.reason, row.words) for row in session.scalars(select(Feedback))]


def queue(sessions: sessionmaker[Session]) -> list[ReviewItem]:
    with sessions() as session:
        return list(session.scalars(select(ReviewItem).order_by(ReviewItem.id)))


async def test_under_an_answer_stands_a_form_and_not_under_the_greeting(person: Person) -> None:
    _, page = await person.get()
    assert page.count('action="/chat/feedback"') == 1 and 'name="item" value="3"' in page


async def test_a_thumb_up_leads_back_to_the_answer_with_thanks(person: Person, sessions: sessionmaker[Session]) -> None:
    status, page = await person.own("/chat/feedback", item="3", thumb="1")
    assert status == 200 and 'id="log"' in page
    assert page.count("Cảm ơn anh/chị, ý kiến đã được ghi lại.") == 1 and 'action="/chat/feedback"' not in page
    assert kept(sessions) == [(3, 1, None, "")] and queue(sessions) == []


async def test_a_thumb_down_asks_for_the_reason_and_stands_without_one(
    person: Person, sessions: sessionmaker[Session]
) -> None:
    _, page = await person.own("/chat/feedback", item="3", thumb="-1")
    assert "Chưa tốt ở điểm nào" in page and 'value="outdated"' in page
    assert kept(sessions) == [(3, -1, None, "")]
    _, part = await person.own("/chat/feedback", SCRIPT, item="3", thumb="-1")
    assert part.startswith("<form") and "data-part" in part


@pytest.mark.parametrize(
    ("reason", "kind"),
    [("wrong", "wrong_answer"), ("outdated", "wrong_answer"), ("not_understood", "not_understood"), ("too_long", None)],
)
async def test_a_wrong_or_outdated_answer_comes_before_the_editors(
    person: Person, sessions: sessionmaker[Session], reason: str, kind: str | None
) -> None:
    await person.own("/chat/feedback", item="3", thumb="-1", reason=reason, words="Lệ phí đã đổi rồi")
    entries = [(each.kind, each.slug, each.version, each.topic, each.folded) for each in queue(sessions)]
    assert entries == ([(kind, "criminal-record-1", 1, "fee", "le phi da doi roi")] if kind else [])


async def test_a_repeated_thumb_replaces_the_one_before_and_its_entry(
    person: Person, sessions: sessionmaker[Session]
) -> None:
    for words in ("một", "hai"):
        await person.own("/chat/feedback", item="3", thumb="-1", reason="wrong", words=words)
    assert kept(sessions) == [(3, -1, "wrong", "hai")]
    assert [each.words for each in queue(sessions)] == ["hai"]
    await person.own("/chat/feedback", item="3", thumb="1")
    assert kept(sessions) == [(3, 1, None, "")] and queue(sessions) == []


async def test_an_entry_that_an_editor_has_decided_stays_as_it_is(
    person: Person, sessions: sessionmaker[Session]
) -> None:
    await person.own("/chat/feedback", item="3", thumb="-1", reason="wrong", words="một")
    with sessions.begin() as session:
        session.scalars(select(ReviewItem)).one().state = "done"
    await person.own("/chat/feedback", item="3", thumb="-1", reason="wrong", words="hai")
    await person.own("/chat/feedback", item="3", thumb="1")
    assert [(each.state, each.words) for each in queue(sessions)] == [("done", "một")]


async def test_personal_numbers_and_secrets_are_hidden_before_they_are_stored(
    person: Person, sessions: sessionmaker[Session]
) -> None:
    words = "Sai rồi, gọi 0912345678, căn cước 001090012345, mail a@b.vn, mật khẩu là Abc12345"
    await person.own("/chat/feedback", item="3", thumb="-1", reason="wrong", words=words)
    (_, _, _, stored), (entry,) = kept(sessions)[0], queue(sessions)
    for text in (stored, entry.words, entry.folded):
        assert not any(part in text.lower() for part in ("0912345678", "001090012345", "a@b.vn", "abc12345"))
    assert stored.count("[đã che") == 4


@pytest.mark.parametrize("item", ["1000", "2"], ids=["no such item", "an item of the citizen"])
async def test_only_answers_have_thumbs(person: Person, sessions: sessionmaker[Session], item: str) -> None:
    status, _ = await person.own("/chat/feedback", item=item, thumb="1")
    assert status == 404 and kept(sessions) == []


@pytest.mark.parametrize("form", [{"thumb": "2"}, {"thumb": "-1", "reason": "hate"}, {"item": "0"}, {"item": "x"}])
async def test_what_no_form_of_ours_holds_is_refused(
    person: Person, sessions: sessionmaker[Session], form: dict[str, str]
) -> None:
    status, page = await person.own("/chat/feedback", **{"item": "3", "thumb": "1"} | form)
    assert status == 422 and "<h1>" in page and kept(sessions) == []


async def test_words_that_are_too_long_are_refused_in_one_sentence(
    person: Person, sessions: sessionmaker[Session]
) -> None:
    form = {"item": "3", "thumb": "-1", "reason": "other"}
    status, page = await person.own("/chat/feedback", **form, words="x" * 501)
    assert status == 413 and "500 ký tự" in page and kept(sessions) == []
    status, _ = await person.own("/chat/feedback", **form, words="x" * 100_000)
    assert status == 413 and kept(sessions) == []
    await person.own("/chat/feedback", **form, words="ệ" * 500)
    assert kept(sessions)[0][3] == "ệ" * 500


async def test_the_page_for_the_reason_opens_only_for_an_own_answer(person: Person, visitor: Person) -> None:
    assert (await person.get("/chat/feedback/3"))[0] == 200
    assert (await person.get("/chat/feedback/2"))[0] == 404
    assert (await visitor.get("/chat/feedback/3"))[0] == 403
