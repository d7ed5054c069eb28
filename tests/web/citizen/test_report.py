"""«There is a mistake in this record»: an entry for the editors, of the version that was shown."""

import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.citizen.models import ReviewItem
from tests.web.citizen.conftest import Person

MISTAKE = {"slug": "criminal-record-1", "topic": "fee", "words": "Lệ phí là 200.000đ, số tôi 0912345678"}


def queue(sessions: sessionmaker[Session]) -> list[ReviewItem]:
    with sessions() as session:
        return list(session.scalars(select(ReviewItem)))


async def test_a_report_names_the_record_its_version_and_the_topic(
    visitor: Person, sessions: sessionmaker[Session]
) -> None:
    form = {"form_id": str(uuid.uuid4()), **MISTAKE}
    for _ in range(2):  # sent twice it counts once
        status, page = await visitor.send("/bao-sai", **form)
        assert status == 200 and "Cảm ơn anh/chị" in page
    (entry,) = queue(sessions)
    assert (entry.kind, entry.slug, entry.version, entry.topic) == ("mistake_in_record", "criminal-record-1", 1, "fee")
    assert (entry.by, entry.state, entry.conversation_id) == ("citizen", "open", None)
    assert "0912345678" not in entry.words and "[đã che: số điện thoại]" in entry.words


async def test_an_answer_leads_to_the_report_of_its_record(person: Person) -> None:
    _, page = await person.get()
    assert 'href="/bao-sai?thu-tuc=criminal-record-1&amp;muc=fee"' in page
    status, form = await person.get("/bao-sai?thu-tuc=criminal-record-1&muc=fee")
    assert status == 200 and "Phiếu lý lịch tư pháp số 1" in form and 'name="topic" value="fee"' in form


@pytest.mark.parametrize(("change", "status"), [({"slug": "no-such"}, 404), ({"words": ""}, 422)])
async def test_a_report_about_nothing_is_refused(
    visitor: Person, sessions: sessionmaker[Session], change: dict[str, str], status: int
) -> None:
    form = {"form_id": str(uuid.uuid4()), **MISTAKE} | change
    assert (await visitor.send("/bao-sai", **form))[0] == status
    assert queue(sessions) == []


async def test_a_topic_that_does_not_exist_is_left_out(visitor: Person, sessions: sessionmaker[Session]) -> None:
    await visitor.send("/bao-sai", form_id=str(uuid.uuid4()), **MISTAKE | {"topic": "<b>"})
    assert queue(sessions)[0].topic is None


async def test_there_is_no_form_for_a_record_that_we_do_not_have(visitor: Person) -> None:
    assert (await visitor.get("/bao-sai?thu-tuc=no-such"))[0] == 404
