"""Stars for the whole talk."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.citizen.models import Rating
from tests.web.citizen.conftest import SCRIPT, Person


def kept(sessions: sessionmaker[Session]) -> list[tuple[int, str]]:
    with sessions() as session:
        return [(row.stars, row.words) for row in session.scalars(select(Rating))]


async def test_stars_given_again_replace_those_before(person: Person, sessions: sessionmaker[Session]) -> None:
    await person.own("/chat/rating", stars="2", words="chậm")
    status, page = await person.own("/chat/rating", stars="5", words="nhanh, cảm ơn 0912345678")
    assert status == 200 and "Cảm ơn anh/chị" in page
    assert kept(sessions) == [(5, "nhanh, cảm ơn [đã che: số điện thoại]")]


@pytest.mark.parametrize("stars", ["0", "6", "", "x", "4.5"])
async def test_only_one_to_five_stars_count(person: Person, sessions: sessionmaker[Session], stars: str) -> None:
    assert (await person.own("/chat/rating", stars=stars))[0] == 422
    assert kept(sessions) == []


async def test_the_page_for_opinions_asks_for_stars_only_where_there_was_a_talk(
    person: Person, visitor: Person
) -> None:
    assert 'name="stars"' in (await person.get("/gop-y"))[1]
    assert 'name="stars"' not in (await visitor.get("/gop-y"))[1]


async def test_the_script_gets_the_thanks_alone(person: Person) -> None:
    status, part = await person.own("/chat/rating", SCRIPT, stars="4")
    assert status == 200 and part.startswith("<p") and "data-part" in part
